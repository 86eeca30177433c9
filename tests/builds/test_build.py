"""Whole builds: an invented city's publication, and bad data that leaves the last site as it is."""

import errno
import json
import re
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from jsonschema import Draft202012Validator

from build_tools.build import BuildFailed, build
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate
from build_tools.system.progress import Progress
from build_tools.website.integrity import MANIFEST, compare_with_manifest, file_hashes
from build_tools.website.offline import HASH_DIGITS, WORKER
from build_tools.website.publish import claim
from build_tools.website.render import Renderer
from tests.support.paths import ROOT
from tests.support.publications import full, tiny

PLAIN = Renderer(("tests.support.plain_renderer", "render"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small publication, built; nobody changes it."""
    project = tiny.project(tmp_path_factory.mktemp("small"))
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    return project


def test_the_small_publication_builds(built: Project) -> None:
    for folder in ("", "zh-hant", "en"):
        for page in ("index", "report/2021-1", "report/2022-close", "tracker/index", "notes"):
            assert (built.site / folder / f"{page}.html").is_file()
    report = (built.site / "report" / "2022-2.html").read_text("utf-8")
    assert "加强" in report
    assert "幹部隊伍" in (built.site / "zh-hant/report/2022-2.html").read_text("utf-8")
    assert "strengthened" in (built.site / "en/report/2022-2.html").read_text("utf-8")


def test_what_was_found_on_each_page_is_kept_for_the_next_build(built: Project) -> None:
    kept = [path.name for path in (built.build / "cache").iterdir()]
    for step in ("page", "policy"):
        assert sum(name.startswith(f"{step}-") for name in kept) == len(
            [*built.site.rglob("*.html")]
        )


def test_a_build_of_one_edition_has_no_stage_of_the_others(tmp_path: Path) -> None:
    project, said = tiny.project(tmp_path), list[str]()
    with (project.data / "publication.yml").open("a", encoding="utf-8") as record:
        record.write("editions: [hans]\n")
    build(project, Problems(), Progress(said.append), PLAIN)
    stages = [line.partition(":")[0] for line in said if line.startswith("stage")]
    assert stages == ["stage hans …", "stage hans"]


def test_an_error_that_is_found_while_pages_are_made_stops_the_build(tmp_path: Path) -> None:
    """Whether both languages say the same is found beside what follows, the pages included."""
    project, problems, said = full.project(tmp_path), Problems(), list[str]()
    terms = project.data / "glossary" / "economy.yml"
    text = terms.read_text("utf-8").replace("全国领先的小企业", "全国领先的3家企业")
    terms.write_text(text.replace("A small firm that leads", "5 firms that lead"), "utf-8")
    with pytest.raises(BuildFailed):
        build(project, problems, Progress(said.append), PLAIN)
    assert any(line.startswith("stage hans:") for line in said)
    assert any("data/glossary/economy.yml:35:3: TRN014" in line for line in map(str, problems))
    assert not project.site.exists()


@pytest.mark.parametrize("failure", ["no date", "full disk"])
def test_a_failure_hides_no_problem_of_the_data(
    failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, problems = tiny.project(tmp_path), Problems()
    record = project.data / "publication.yml"
    record.write_text(
        record.read_text("utf-8").replace("RMB 86 billion", "RMB 68 billion"), "utf-8"
    )
    if failure == "no date":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    else:
        full_disk = OSError(errno.ENOSPC, "no space")
        monkeypatch.setattr("build_tools.build.stage_edition", Mock(side_effect=full_disk))
    with pytest.raises((NoDate, OSError)):
        build(project, problems, Progress(), PLAIN)
    assert [problem.code.id for problem in problems] == ["TRN014"]


def test_nothing_of_the_real_publication_is_in_the_generator(built: Project) -> None:
    """Neither in the small site nor, as a word, in the generator's own files."""
    names = re.compile("常熟|苏州|蘇州|秦猛|Changshu|Suzhou|Qin Meng")
    generator = ROOT / "build_tools"
    for path in [*built.site.rglob("*"), *generator.rglob("*")]:
        if path.suffix in {".html", ".json", ".csv", ".xml", ".py", ".j2", ".yml", ".js", ".css"}:
            found = names.search(path.read_text("utf-8"))
            assert not found, f"{path}: {found and found[0]}"


def test_the_manifest_lists_every_file(built: Project) -> None:
    listing = json.loads((built.site / "data" / "manifest.json").read_text("utf-8"))
    schema = json.loads((built.site / "data/schemas/manifest.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(listing)
    expected = file_hashes(built.site)
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
    online, offline = file_hashes(built.site), file_hashes(copy)
    assert online.keys() - {own} == offline.keys()
    differ = {path for path in offline if online[path] != offline[path]}
    assert {path for path in differ if not path.endswith(".html")} == {WORKER, MANIFEST}
    for site, files in ((built.site, online), (copy, offline)):
        found = compare_with_manifest(site)
        assert (found.missing, found.changed, found.added) == ((), (), ())
        script = (site / WORKER).read_text("utf-8")
        assigned = re.search(r"^const FILES = (.*);$", script, re.MULTILINE)
        assert assigned
        listed = json.loads(assigned[1])
        assert {"index.html", "en/index.html", "assets/js/place.js"} <= listed.keys()
        assert {path: files[path][:HASH_DIGITS] for path in listed} == listed


@pytest.mark.parametrize("name", ["site-new", "site-old"])
def test_files_of_the_user_in_the_build_folder_stay(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tiny.project(tmp_path)
    assert claim(project.build, Problems())
    notes = project.build / name / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine", "utf-8")
    for _ in range(2):
        assert main(["--root", str(project.root), "site", "--quiet"]) == 1
        assert f"build/{name}: SIT014 no build made it" in capsys.readouterr().err
    assert notes.read_text("utf-8") == "mine"
    assert not project.site.exists()
