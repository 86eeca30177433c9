"""The next report: folders made from text files, and the sites that they build."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from opencc import OpenCC
from playwright.sync_api import Browser

from build_tools.__main__ import main
from build_tools.diagnostics import Problems
from build_tools.document.model import EDITIONS, Edition
from build_tools.document.outline_detection import draw
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.scaffold import files
from build_tools.system.progress import Progress
from build_tools.text import decoding
from build_tools.text.decoding import Unusable
from tests import small
from tests.conftest import ROOT, Real

HERE = Path(__file__).parent
SECOND = HERE / "second"
SOURCE = next((SECOND / "data" / "source").iterdir())
DAMAGED = next((ROOT / "data" / "source").glob("*.txt"))
CASES = yaml.safe_load((HERE / "cases" / "new" / "texts.yml").read_text("utf-8"))
HANS, HANT, EN = EDITIONS
PUBLISHED = {".html", ".json", ".csv", ".tsv", ".tmx", ".tbx", ".xml", ".txt", ".js"}


@dataclass(frozen=True)
class Made:
    """A folder that ``new`` made or that editors filled, with its site."""

    root: Path
    resolved: Resolved
    told: list[str]
    """By ``new``, before anything was filled in."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, name: str) -> str:
        return (self.site / f"{name}.html").read_text("utf-8")


def checked(root: Path) -> tuple[Resolved, list[str]]:
    problems = Problems()
    resolved = check(root / "data", problems, Progress())
    assert resolved is not None, list(map(str, problems))
    assert problems.errors == []
    return resolved, list(map(str, problems))


def make(folder: Path, source: Path, *options: str) -> Made:
    """Run ``new`` and build the folder's site at once."""
    assert main(["new", str(folder), str(source), *options]) == 0
    resolved, told = checked(folder)
    assert main(["--root", str(folder), "site", "--quiet"]) == 0
    return Made(folder, resolved, told)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The raw source of the first publication; its simplified edition alone, for time."""
    folder = tmp_path_factory.mktemp("new") / "damaged"
    return make(folder, DAMAGED, "--editions", "hans")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The second publication's source, nothing filled in, without a traditional edition."""
    return make(tmp_path_factory.mktemp("new") / "fresh", SOURCE, "--editions", "hans,en")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The second publication as its editors have it."""
    folder = tmp_path_factory.mktemp("new") / "second"
    shutil.copytree(SECOND, folder)
    assert main(["--root", str(folder), "site", "--quiet"]) == 0
    return Made(folder, *checked(folder))


def headings(resolved: Resolved) -> list[str]:
    return [
        f"{s.id} {s.level} {s.hans}"
        for s in resolved.document.segments
        if s.level in ("part", "section", "item")
    ]


def test_a_damaged_source_keeps_its_bytes_and_is_restored(damaged: Made, real: Real) -> None:
    kept = next((damaged.root / "data" / "source").iterdir())
    assert kept.read_bytes() == DAMAGED.read_bytes()
    errata = yaml.safe_load((damaged.root / "data" / "errata.yml").read_text("utf-8"))
    proven = [r for r in damaged.resolved.restoration.repairs if r.rule == "erratum" and r.proven]
    assert len(errata) == len(proven) == 11
    ours = damaged.resolved.restoration.text.split("\n")
    right = real.restoration.text.split("\n")
    wrong = [line for line, other in zip(ours, right, strict=True) if line != other]
    assert len(wrong) <= 2  # passages that only a reader can decide


def test_a_damaged_source_gives_the_outline_that_its_editors_drew(
    damaged: Made, real: Real
) -> None:
    assert headings(damaged.resolved) == headings(real.resolved)
    found, known = damaged.resolved.publication, real.publication
    assert (found.front, found.date) == (known.front, known.date)
    for name in ("title", "issuer", "speaker"):
        assert getattr(found, name).zh == getattr(known, name).zh
    assert found.source.script == "hant"


def test_check_names_the_parts_to_fill(damaged: Made) -> None:
    told = "\n".join(damaged.told)
    for area in ("conversion", "glossary", "translation", "tracker"):
        assert f"UNF001 advice: the {area} is unfinished: " in told
    for field in ("title.en", "source.received_from.zh", "site.name.en", "accepted.0.why.zh"):
        assert f"PUB002 advice: {field} is empty" in told
    assert "PUB003 advice: site.url is an example" in told
    assert len(damaged.told) < 40
    assert "<h1" in damaged.page("report/2023-1")


def test_a_site_of_one_edition_has_no_switch_to_others(damaged: Made) -> None:
    for name in ("index", "report/2023-1", "downloads"):
        page = damaged.page(name)
        assert 'hreflang="zh-Hant"' not in page
        assert 'hreflang="en"' not in page
        assert 'data-edition="' not in page
    assert {path.name for path in (damaged.site / "downloads").iterdir()} == {
        "damaged-hans.epub",
        "damaged-hans.pdf",
        "damaged.zip",
    }


def test_the_second_source_gives_the_outline_expected(fresh: Made) -> None:
    expected, _ = checked(SECOND)
    assert headings(fresh.resolved) == headings(expected)
    found, known = fresh.resolved.publication, expected.publication
    assert (found.front, found.outline, found.date) == (known.front, known.outline, known.date)
    for name in ("title", "issuer", "place", "speaker", "meeting"):
        assert getattr(found, name).zh == getattr(known, name).zh
    drawn = [(part.id, part.role, part.heading, part.years) for part in found.parts]
    assert drawn == [(part.id, part.role, part.heading, part.years) for part in known.parts]
    texts = [[s.hans for s in r.document.segments] for r in (fresh.resolved, expected)]
    assert texts[0] == texts[1]


def test_a_site_without_the_traditional_edition(fresh: Made) -> None:
    assert not (fresh.site / "zh-hant").exists()
    for path in sorted(fresh.site.rglob("*")):
        if path.suffix in (".html", ".xml", ".webmanifest"):
            assert "zh-Hant" not in path.read_text("utf-8"), path
    names = {path.name for path in (fresh.site / "downloads").iterdir()}
    assert names == {"fresh-hans.epub", "fresh-hans.pdf", "fresh.zip"}  # nothing is in English yet
    data = fresh.site / "data"
    for name in ("report", "tracker", "glossary"):
        published = json.loads((data / f"{name}.json").read_text("utf-8"))
        schema = json.loads((data / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(published)
    report = json.loads((data / "report.json").read_text("utf-8"))
    assert {segment["hant"] for segment in report["segments"]} == {None}


def test_empty_pages_say_so(fresh: Made) -> None:
    assert "The glossary has not been written yet." in fresh.page("en/glossary/index")
    assert "No achievements or commitments have been recorded yet." in fresh.page(
        "en/tracker/index"
    )
    assert "There are no figures to compare yet." in fresh.page("en/indicators")
    assert "<svg" not in re.sub(r"(?s)<header.*?</header>", "", content(fresh.page("indicators")))
    assert "术语表尚未编写。" in fresh.page("glossary/index")
    assert "主要数据" not in fresh.page("index")


def content(page: str) -> str:
    """What a page says between its header and its footer."""
    found = re.search(r"(?s)<article.*</article>", page)
    assert found
    return found[0]


def test_english_that_is_missing_is_chinese_and_says_so(fresh: Made, second: Made) -> None:
    page = content(fresh.page("en/report/2018-1"))
    assert "This page has no English yet; the Chinese stands in its place." in page
    assert re.search(r'<h1[^>]* lang="zh-Hans"[^>]*>（一）产业根基不断夯实', page)
    page = content(second.page("en/report/2018-2"))
    assert "Some sentences of this page have no English yet" in page
    assert re.search(r'id="2018\.2\.0\.3" lang="zh-Hans">台风', page)
    assert re.search(r'id="2018\.2\.0\.2">Renovation', page)
    assert "no English yet" not in content(second.page("en/report/2018-1"))


def test_the_traditional_edition_of_a_simplified_source(second: Made) -> None:
    hant = "\n".join(segment.hant for segment in second.resolved.document.segments)
    for words in (
        "乾茶產量",
        "青瀾手工麵",
        "幹部隊伍",
        "里湖溼地",
        "後勁",
        "一茬接著一茬幹",
        "颱風",
    ):
        assert words in hant
    for char in set(re.findall("[\u4e00-\u9fff]", hant)):
        char.encode("big5hkscs")  # which has no form of the reform
    assert "乾茶產量達到4300噸" in re.sub("<[^>]*>", "", second.page("zh-hant/report/2019-1"))
    assert "乾茶產量" in second.page("zh-hant/index")
    assert "幹茶" not in "".join(p.read_text("utf-8") for p in second.site.rglob("*.html"))
    assert [line for line in second.told if "UNF001" not in line] == []


def test_nothing_of_the_first_publication_is_in_the_second(second: Made, fresh: Made) -> None:
    names = re.compile("常熟|苏州|蘇州|秦猛|Changshu|Suzhou|Qin Meng|2023|2024", re.IGNORECASE)
    read = 0
    for made in (second, fresh):
        for path in sorted(made.root.rglob("*")):
            relative = path.relative_to(made.root)
            if relative.parts[0] == "build" or path.suffix not in PUBLISHED | {".yml", ".md"}:
                continue
            own = "assets" not in relative.parts and path.name != "sw.js"
            found = names.search(re.sub("[0-9a-f]{12,}", "", path.read_text("utf-8")))
            assert not (found and (own or found[0] not in ("2023", "2024"))), f"{relative}: {found}"
            read += own
    assert read > 100


def test_the_tracker_of_the_second(second: Made) -> None:
    page = content(second.page("en/tracker/index"))
    assert "9 achievements of 2018; the plan for 2019 takes up 7 of them." in page
    assert "仅用12天便恢复了全部受损供水管网" in page  # of a sentence without English
    rows = (second.site / "data" / "indicators.csv").read_text("utf-8").splitlines()
    assert len(rows) == 8
    assert "2018 value" in rows[0]


def test_the_second_in_a_browser(second: Made, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for edition in EDITIONS:
        folder = second.site / edition.folder
        for name in ("index", "report/2018-2", "tracker/index", "glossary/index"):
            page.goto((folder / f"{name}.html").as_uri())
            assert page.locator("h1").inner_text()
            assert page.locator(".editions li").count() == 3
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
    page.close()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_outline_is_drawn_and_holds(case: dict[str, Any]) -> None:
    drawing = draw(case["text"])
    assert list(drawing.front) == case["front"]
    assert [drawing.section, drawing.item] == case["levels"]
    parts = [f"{p.id} {p.role} {p.closing}: {p.heading}" for p in drawing.parts]
    assert parts == case["parts"]
    raw = case["text"].encode()
    made = files.make(raw, decoding.read(raw), "a.txt", "a", ("hans", "en"), {}, "")
    text = "".join(line.strip() for line in case["text"].split("\n"))
    assert "".join(segment.hans for segment in made.document.segments) == text


TEXT = SOURCE.read_text("utf-8")
TRADITIONAL = OpenCC("s2tw").convert(TEXT)


@pytest.mark.parametrize(
    ("text", "encoding", "ends", "script"),
    [
        (TEXT, "utf-8", "lf", "hans"),
        (TEXT, "utf-8-sig", "crlf", "hans"),
        (TEXT, "utf-16", "crlf", "hans"),
        (TEXT, "gb18030", "crlf", "hans"),
        (TRADITIONAL, "gb18030", "lf", "hant"),
        (TRADITIONAL, "big5hkscs", "cr", "hant"),
    ],
)
def test_any_encoding_is_read_and_kept(
    text: str, encoding: str, ends: str, script: str, tmp_path: Path
) -> None:
    line_end = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}[ends]
    raw = text.replace("\n", line_end).encode(encoding)
    source = tmp_path / "report.txt"
    source.write_bytes(raw)
    assert main(["new", str(tmp_path / "made"), str(source)]) == 0
    resolved, _ = checked(tmp_path / "made")
    record = resolved.publication.source
    assert (record.encoding, record.line_ends, record.script) == (encoding, ends, script)
    assert (tmp_path / "made" / "data" / record.file).read_bytes() == raw
    assert record.sha256 == hashlib.sha256(raw).hexdigest()
    assert resolved.restoration.source == text
    assert {segment.level for segment in resolved.document.segments} >= {"part", "section"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", "the file is no text"),
        ("好\0好。".encode(), "NUL characters"),
        (b"A report in English, and nothing else.\n", "no Chinese text"),
        ("一行。\r\n二行。\n".encode(), "mixes line ends"),
        ("工作报告\n各位代表：\n".encode(), "no sentence"),
    ],
    ids=["empty", "blank", "binary", "NUL", "English", "line ends", "no sentence"],
)
def test_a_file_that_is_no_report(
    raw: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert main(["new", str(tmp_path / "made"), str(tmp_path / "a.txt")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "made"
    (folder / "data").mkdir(parents=True)
    (folder / "README.md").write_text("mine", "utf-8")
    (folder / "data" / "errata.yml").write_text("mine", "utf-8")
    assert main(["new", str(folder), str(SOURCE)]) == 1
    assert "data/errata.yml is there already; nothing was written" in capsys.readouterr().err
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.read_text("utf-8") for path in files] == ["mine", "mine"]
    (folder / "data" / "errata.yml").unlink()
    assert main(["new", str(folder), str(SOURCE)]) == 0
    assert (folder / "README.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize("wrong", ["missing", "folder", "file for a folder"])
def test_paths_that_cannot_be(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, source = tmp_path / "made", SOURCE
    if wrong == "missing":
        source = tmp_path / "none.txt"
    elif wrong == "folder":
        source = tmp_path
    else:
        target.write_text("mine", "utf-8")
    assert main(["new", str(target), str(source)]) == 1
    assert "nothing was made of" in capsys.readouterr().err
    assert wrong != "file for a folder" or target.read_text("utf-8") == "mine"


def test_a_list_of_editions_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new", "a", "b", "--editions", "en"])
    assert "hans, with hant and en as wanted" in capsys.readouterr().err


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from(
            "一二三、（）。：\n　 年回顾安排报告\"'#{}[]&*!|>%@`\u2028\x85\x1f�"
        )
        | st.characters(codec="utf-8"),
        min_size=1,
        max_size=60,
    )
)
@example(text='工作报告："引" {x}\n各位代表：\n第一部分 # 回顾\n[一] & *好。\n第二部分 安排\n!好。')
def test_any_text_gives_a_publication_or_a_reason(text: str) -> None:
    """What is written is YAML that the build reads, whatever stands in the text."""
    raw = text.encode()
    try:
        read = decoding.read(raw)
        made = files.make(raw, read, "a.txt", "a", ("hans", "hant", "en"), {}, "")
    except Unusable:
        return
    for path, content in made.files.items():
        if path.endswith(".yml"):
            yaml.safe_load(content)
    assert made.document.segments


def pages_of(root: Path, edition: Edition) -> dict[str, str]:
    resolved, _ = checked(root)
    return {page.path: page.body for page in small.pages(resolved, edition)}


@pytest.mark.parametrize("case", CASES[4:], ids=[case["name"] for case in CASES[4:]])
def test_a_report_of_one_part_has_no_tracker(case: dict[str, Any], tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(case["text"], "utf-8")
    assert main(["new", str(tmp_path / "made"), str(source)]) == 0
    for edition in EDITIONS:
        found = pages_of(tmp_path / "made", edition)
        assert not [path for path in found if path.startswith(("tracker", "indicators"))]
        assert "tracker" not in found["index.md"]
        linked = re.findall(r'href="(report/[^"#]+)\.html', found["index.md"])
        assert linked
        assert {f"{page}.md" for page in linked} <= found.keys()
