"""Whole builds: an invented city's publication, and bad data that leaves the last site as it is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.__main__ import main
from build_tools.build import BuildFailed, Progress, Project, build
from build_tools.diagnostics import Problems
from build_tools.website.integrity import LISTING, compare
from build_tools.website.offline import HASH_DIGITS, WORKER
from build_tools.website.publish import manifest
from tests import small

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases" / "pipeline" / "bad.yml").read_text("utf-8"))
HOSTILE = yaml.safe_load((HERE / "cases" / "pages" / "hostile.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small publication, built; nobody changes it."""
    project = small.project(tmp_path_factory.mktemp("small"))
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    return project


@pytest.fixture
def broken(built: Project, tmp_path: Path) -> Project:
    """The small publication with its good site, for a test to damage."""
    project = small.project(tmp_path / "project")
    # Links take no time, and publishing replaces files but never writes into them.
    shutil.copytree(built.site, project.site, copy_function=shutil.copy)
    return project


def failing(project: Project) -> list[str]:
    """What a build tells that must fail and leave the site as it is."""
    before = manifest(project.site)
    problems = Problems()
    with pytest.raises(BuildFailed):
        build(project, problems, Progress())
    assert problems.errors
    assert manifest(project.site) == before
    return [str(found) for found in problems]


def test_the_small_publication_builds(built: Project) -> None:
    for folder in ("", "zh-hant", "en"):
        for page in ("index", "report/2021-1", "report/2022-close", "tracker/index", "notes"):
            assert (built.site / folder / f"{page}.html").is_file()
    report = (built.site / "report" / "2022-2.html").read_text("utf-8")
    assert "加强" in report
    assert "幹部隊伍" in (built.site / "zh-hant/report/2022-2.html").read_text("utf-8")
    assert "strengthened" in (built.site / "en/report/2022-2.html").read_text("utf-8")


def test_nothing_of_the_real_publication_is_in_the_generator(built: Project) -> None:
    """Neither in the small site nor, as a word, in the generator's own files."""
    names = re.compile("常熟|苏州|蘇州|秦猛|Changshu|Suzhou|Qin Meng")
    generator = small.ROOT / "build_tools"
    for path in [*built.site.rglob("*"), *generator.rglob("*")]:
        if path.suffix in {".html", ".json", ".csv", ".xml", ".py", ".j2", ".yml", ".js", ".css"}:
            found = names.search(path.read_text("utf-8"))
            assert not found, f"{path}: {found and found[0]}"


def test_the_manifest_lists_every_file(built: Project) -> None:
    listing = json.loads((built.site / "data" / "manifest.json").read_text("utf-8"))
    schema = json.loads((built.site / "data/schemas/manifest.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(listing)
    expected = manifest(built.site)
    del expected["data/manifest.json"]
    assert listing["files"] == expected


def test_the_source_is_published_as_received(built: Project) -> None:
    (received,) = (built.data / "source").iterdir()
    assert (built.site / "data" / "source.txt").read_bytes() == received.read_bytes()


def test_the_archive_and_the_workers_hold_the_site(built: Project, tmp_path: Path) -> None:
    """Both list files that are there, as they are; but for its pages the archive has the same."""
    (packed,) = (built.site / "downloads").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    copy, own = tmp_path / "site", f"downloads/{packed.name}"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "README.txt", "start.html"}
    online, offline = manifest(built.site), manifest(copy)
    assert online.keys() - {own} == offline.keys()
    differ = {path for path in offline if online[path] != offline[path]}
    assert {path for path in differ if not path.endswith(".html")} == {WORKER, LISTING}
    for site, files in ((built.site, online), (copy, offline)):
        found = compare(site)
        assert (found.missing, found.changed, found.added) == ((), (), ())
        script = (site / WORKER).read_text("utf-8")
        listed = json.loads(re.search(r"^const FILES = (.*);$", script, re.MULTILINE)[1])
        assert {"index.html", "en/index.html", "assets/js/report.js"} <= listed.keys()
        assert {path: files[path][:HASH_DIGITS] for path in listed} == listed


def test_the_published_data_fit_the_published_schemas(built: Project) -> None:
    schemas = sorted((built.site / "data" / "schemas").glob("*.json"))
    assert {path.name.partition(".")[0] for path in schemas} >= {
        "report",
        "restoration",
        "manifest",
    }
    for path in schemas:
        data = built.site / "data" / f"{path.name.partition('.')[0]}.json"
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator(schema).validate(json.loads(data.read_text("utf-8")))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bad_data(case: dict[str, Any], broken: Project) -> None:
    path = broken.data / case["file"]
    if "new" not in case:
        path.unlink()
    elif "old" not in case:
        path.write_text(case["new"], "utf-8")
    else:
        text = path.read_text("utf-8")
        assert case["old"] in text
        changed = text.replace(case["old"], case["new"], 1)
        path.write_bytes(changed.encode(case.get("encoding", "utf-8")))
    told = failing(broken)
    assert any(line.startswith(case["told"]) for line in told), told


def test_all_problems_are_told_in_one_run(broken: Project) -> None:
    """By the command line: on standard error, in order, with the exit status 1."""
    for name, old, new in (
        ("errata.yml", "# No damage.", "- damaged: 無\n  restored: 有\n  why: {zh: 因, en: so}"),
        ("tracker/links.yml", "commitment: parking", "commitment: park"),
        ("glossary/economy.yml", "origin: established", "origin: old"),
    ):
        path = broken.data / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = manifest(broken.site)
    run = subprocess.run(
        [sys.executable, "-m", "build_tools", "--root", broken.root, "site", "--quiet"],
        cwd=small.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert manifest(broken.site) == before
    *lines, last = run.stderr.splitlines()
    assert last == "nothing was published; the last good site stands"
    for place in ("errata.yml:1:3", "tracker/links.yml:", "glossary/economy.yml:16:3"):
        assert any(line.startswith(f"data/{place}") for line in lines), run.stderr
    files = [line.partition(":")[0] for line in lines]
    assert files == sorted(files)


def test_a_link_that_leads_nowhere(broken: Project) -> None:
    page = broken.written / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n[lost](missing.md)\n", "utf-8")
    assert failing(broken) == [told_of("RND001")]


def test_a_page_by_hand_that_is_not_utf_8(broken: Project) -> None:
    page = broken.written / "zh" / "about.md"
    page.write_bytes(page.read_text("utf-8").encode("gb18030"))
    (told,) = failing(broken)
    assert told.startswith("docs/zh/about.md:1:3: YML002")


def test_a_configuration_that_the_renderer_refuses(broken: Project) -> None:
    path = broken.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("attr_list", "no_such_extension"), "utf-8")
    assert failing(broken) == [
        "edition hans: RND001 ERROR - Config value 'markdown_extensions': Failed to load extension "
        "'no_such_extension'. ModuleNotFoundError: No module named 'no_such_extension'"
    ]


def test_what_is_no_configuration(broken: Project) -> None:
    (broken.root / "mkdocs.yml").write_text("theme: {name: material\n", "utf-8")
    (told,) = failing(broken)
    assert told.startswith("mkdocs.yml: RND001 while parsing a flow mapping")


def told_of(code: str) -> str:
    """What the page of codes shows of ``code``."""
    cases = yaml.safe_load((HERE / "cases" / "codes" / "build.yml").read_text("utf-8"))
    return next(str(case["told"]) for case in cases if case["code"] == code)


class Acting(HTMLParser):
    """What in a page would act: scripts, handlers, and addresses that run a script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.script = tag == "script" and values.get("type") != "application/json"
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().startswith("javascript"):
                self.found.append(f"{name}={value}")
        if tag == "img":
            self.found.append("img")

    def handle_data(self, data: str) -> None:
        if self.script and "alert(" in data:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def test_hostile_text_in_titles_does_not_act(tmp_path: Path) -> None:
    """Names and descriptions reach the renderer's own templates, which do not escape."""
    project = small.project(tmp_path)
    path = project.data / "publication.yml"
    record = yaml.safe_load(path.read_text("utf-8"))
    words = " ".join(HOSTILE[:4])

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"zh", "en"}:
                return {key: f"{text} {words}" for key, text in value.items()}
            return {key: change(inner) for key, inner in value.items()}
        return [change(inner) for inner in value] if isinstance(value, list) else value

    free = record.keys() - {"date", "key_figures"}  # a key figure is copied from the text
    record = {key: change(v) if key in free else v for key, v in record.items()}
    record["date"] = str(record["date"])
    path.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    for page in sorted(project.site.rglob("*.html")):
        assert Acting(page.read_text("utf-8")).found == [], page.name
