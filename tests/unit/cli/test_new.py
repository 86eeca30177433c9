"""`new`: the folder of another publication."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from build_tools.cli import main
from build_tools.records.editions import EDITIONS
from tests.support import children
from tests.support.built import checked
from tests.support.cases import read_cases
from tests.support.paths import SECOND
from tests.support.publications import pages_of

SOURCE = next((SECOND / "data" / "source").iterdir())
CUT = "一行。增长".encode("gb18030")[:-1]
MIXED = "一行。\n".encode() + "二行。".encode("gb18030") * 9
SHAPES = {
    "bare headings, numbered sections and items": True,
    "only one part, and no front": False,
    "no headings at all": False,
}
CASES = [row for row in read_cases("document/outline_detection.yml") if row["name"] in SHAPES]
TEXT = SOURCE.read_text("utf-8")
TRADITIONAL = OpenCC("s2tw").convert(TEXT)


@pytest.mark.parametrize(
    ("text", "encoding", "ends", "script"),
    [
        (TEXT, "utf-8-sig", "crlf", "hans"),
        (TEXT, "utf-16", "crlf", "hans"),
        (TEXT, "utf-16-le", "crlf", "hans"),
        (TRADITIONAL, "utf-16-be", "lf", "hant"),
        (TEXT, "gb18030", "lf", "hans"),
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
    ("raw", "reported"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", "the file is not text"),
        ("好\0好。".encode(), "NUL characters"),
        ("好。\n".encode("utf-16-le") + b"\0\x05\x07\x02" * 3, "the file is not text"),
        (b"A report in English, and nothing else.\n", "no Chinese text"),
        (f"{'增长。' * 50}\n{'It grew by so much. ' * 50}\n".encode(), "save the Chinese alone"),
        ("一行。\r\n二行。\n".encode(), "mixes line ends"),
        (b"{\\rtf1\\ansi {\\fonttbl{\\f0 SimSun;}} \\u23433?\\u20840? }", "a Word or an RTF file"),
        (b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\n", "of a PDF"),
        (
            "一行。\n二行。".encode()[:-1],
            "as UTF-8 it can be read up to line 2, column 3, where it ends",
        ),
        (CUT, "as GB18030 it can be read up to line 1, column 5, where it ends"),
        (MIXED, "line 2, column 1; there the encoding changes, or the file is damaged: correct"),
        (b"\x9d\xff\xfe" * 9, "GB18030 or Big5; give --encoding if it is"),
        ("<p>一段。</p>\r\n<P>二段。</P>\n".encode() * 2, "it is a web page"),
    ],
    ids=[
        *("empty", "blank", "binary", "NUL", "half of UTF-16", "English", "both", "line ends"),
        *("RTF", "PDF"),
        *("cut", "cut GB18030", "two encodings", "no encoding", "HTML"),
    ],
)
def test_a_file_that_is_no_report(
    raw: bytes, reported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert main(["new", str(tmp_path / "made"), str(tmp_path / "a.txt")]) == 1
    assert reported in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_an_encoding_that_is_given_may_be_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    made = str(tmp_path / "made")
    assert main(["new", made, str(tmp_path / "a.txt"), "--encoding", "utf-8"]) == 1
    assert "the file is not UTF-8 from its beginning\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "editions", "lacking"),
    [
        (TEXT, "hans,hant,en", "glossary, translation, tracker"),
        (TEXT, "hans", "glossary, tracker"),
        ("雲川縣公報\n2022年1月5日\n新增學位3個。\n", "hans,en", "glossary, translation, tracker"),
    ],
)
def test_what_lacks_nothing_is_not_unfinished(
    text: str, editions: str, lacking: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is to be done about it on the first day: here about the conversion."""
    (tmp_path / "a.txt").write_text(text, "utf-8")
    made = tmp_path / "made"
    assert main(["new", str(made), str(tmp_path / "a.txt"), "--editions", editions]) == 0
    said = capsys.readouterr().out
    assert "PUB004" not in said
    assert "PUB011" not in said
    assert f"\nunfinished: [{lacking}]\n" in (made / "data" / "publication.yml").read_text("utf-8")


def test_breaks_of_lines_make_no_web_page(tmp_path: Path) -> None:
    text = (
        "# 云川县公报\n## 一、综合\n|年|增长|\n|---|---|\n"
        + "|<br>粮食产量|<br>增长|\n" * 4
        + "好。\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert main(["new", str(tmp_path / "made"), str(tmp_path / "a.txt")]) == 0


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "made"
    (folder / "data").mkdir(parents=True)
    (folder / "notes.md").write_text("mine", "utf-8")
    (folder / "data" / "errata.yml").write_text("mine", "utf-8")
    assert main(["new", str(folder), str(SOURCE)]) == 1
    assert "data/errata.yml is there already; nothing was written" in capsys.readouterr().err
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.read_text("utf-8") for path in files] == ["mine", "mine"]
    (folder / "data" / "errata.yml").unlink()
    assert main(["new", str(folder), str(SOURCE)]) == 0
    assert (folder / "notes.md").read_text("utf-8") == "mine"
    assert main(["new", str(folder), str(SOURCE)]) == 1
    assert "a publication has one report: give another folder" in capsys.readouterr().err


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
    said = capsys.readouterr().err
    assert "nothing was made of" in said
    if wrong == "file for a folder":
        assert f"{target} is a file" in said
        assert target.read_text("utf-8") == "mine"


def make(folder: Path) -> None:
    main(["new", str(folder), str(SOURCE)])


@pytest.mark.parametrize("mine", [(), ("notes.txt",)])
def test_where_the_disk_has_no_room_nothing_is_left(mine: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "made"
    for name in mine:
        folder.mkdir()
        (folder / name).write_text("mine", "utf-8")
    done = children.run("limit", "tests.unit.cli.test_new:make", folder)
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"nothing was made of {SOURCE}: this account may not write so large")
    assert tuple(path.name for path in folder.rglob("*")) == mine
    assert folder.exists() == bool(mine)


def test_a_list_of_editions_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new", "a", "b", "--editions", "en"])
    assert "hans, with hant and en as wanted" in capsys.readouterr().err


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_tracker_is_there_where_review_and_plan_are(
    case: dict[str, Any], tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(case["text"], "utf-8")
    assert main(["new", str(tmp_path / "made"), str(source)]) == 0
    has_tracker, (resolved, _) = SHAPES[case["name"]], checked(tmp_path / "made")
    for edition in EDITIONS:
        found = {page.path: page.body for page in pages_of(resolved, edition)}
        assert ("tracker/index.md" in found) == has_tracker
        assert ("indicators.md" in found) == has_tracker
        linked = re.findall(r'href="(report/[^"#]+)\.html', found["index.md"])
        assert linked
        assert {f"{page}.md" for page in linked} <= found.keys()
