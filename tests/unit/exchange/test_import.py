"""Files of translators' tools read back: what changes, what is refused, and what stays."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest

from build_tools.cli import main
from build_tools.diagnostics import Place, Problems
from build_tools.exchange.reading import contents
from build_tools.exports.files import files, translation_files
from build_tools.system.files import write_together
from tests.support.cases import read_cases
from tests.support.publications import full

FIRST = "新增省级“专精特新”企业26家，认定“小巨人”企业3家。"
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>

{}</body></file></xliff>
"""
UNIT = '<trans-unit id="2021.1.1.1"><source>{}</source><target>{}</target></trans-unit>'


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    return files(full.resolved())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(full.data, tmp_path / "data")
    return tmp_path


def bytes_of(data: Path) -> dict[str, bytes]:
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in sorted(data.rglob("*.*"))}


def messages_of(rows: list[dict[str, Any]]) -> list[str]:
    """Problems in JSON as lines."""
    found = []
    for row in rows:
        see = f" (see {place_of(row['see'])})" if row["see"] else ""
        found.append(f"{place_of(row)}: {row['code']} {row['message']}{see}")
    return found


def read_table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def place_of(row: dict[str, Any]) -> str:
    return str(Place(row["file"], row["line"], row["column"]))


Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Imports a text under a name; what is printed as JSON."""
    monkeypatch.chdir(root)

    def imported(name: str, text: str | bytes, *options: str) -> dict[str, Any]:
        content = text if isinstance(text, bytes) else text.encode()
        Path(name).write_bytes(content)
        main(["--root", str(root), "import", name, "--format", "json", *options])
        return dict(json.loads(capsys.readouterr().out))

    return imported


NAMES = [
    name
    for name in files(full.resolved())
    if name.startswith(("translation.", "glossary.")) and not name.endswith(".json")
]


@pytest.mark.parametrize("name", NAMES)
def test_an_export_changes_not_one_byte(
    name: str, exported: dict[str, str], root: Path, run: Run
) -> None:
    said = run(name, exported[name])
    assert (said["changes"], said["written"], said["problems"]) == ([], [], [])
    assert said["unchanged"] > 0
    assert bytes_of(root / "data") == bytes_of(full.data)


def test_changes_come_back_and_nothing_else_changes(
    exported: dict[str, str], root: Path, run: Run
) -> None:
    """Every sentence, in each of the styles that a file has; and back again."""
    catalogue = polib.pofile(exported["translation.po"], wrapwidth=0)
    for index, entry in enumerate(catalogue):
        entry.msgstr += ' It says: "so", # yes.' if index % 2 else " — and more" * 9
    said = run("changed.po", f"{catalogue}\n")
    assert len(said["changes"]) == len(catalogue)
    assert run("changed.po", f"{catalogue}\n")["changes"] == []
    for name, before in bytes_of(full.data).items():
        after = (root / "data" / name).read_bytes()
        old, new = (re.findall(rb"(?m)^#.*", text) for text in (before, after))
        assert old == new
        assert (before == after) == (not name.startswith("translation/"))
    back = run("back.po", exported["translation.po"])
    assert len(back["changes"]) == len(catalogue)
    assert run("again.po", exported["translation.po"])["changes"] == []


def test_a_sentence_to_be_read_again(exported: dict[str, str], root: Path, run: Run) -> None:
    text = exported["translation.po"]
    at = text.index('msgctxt "2021.1.1.1"')
    fuzzy = f"{text[:at]}#, fuzzy\n{text[at:]}"
    said = run("given.po", fuzzy)
    assert [(c["id"], c["key"], c["after"]) for c in said["changes"]] == [
        ("2021.1.1.1", "uncertain", "marked for review in given.po")
    ]
    assert [p["code"] for p in said["problems"]] == ["TRN018"]
    said = run("given.po", text)
    assert [(c["key"], c["after"]) for c in said["changes"]] == [("uncertain", "")]
    assert bytes_of(root / "data") == bytes_of(full.data)


def test_a_sentence_without_english_gets_its_record(root: Path, run: Run) -> None:
    path = root / "data/translation/2021-1.yml"
    before = path.read_text("utf-8")
    start, end = before.index('"2021.1.1.1":'), before.index('"2021.1.1.2":')
    path.write_text(before[:start] + before[end:], "utf-8")
    said = run("given.xlf", XLIFF.format(UNIT.format(FIRST, "Twenty-six and 3.")))
    assert said["changes"][0]["after"] == "Twenty-six and 3."
    after = path.read_text("utf-8")
    assert after[:start] == before[:start]
    assert after.endswith(before[end:])
    assert f"zh: {FIRST}" in after


def test_all_fields_of_a_term_come_back(exported: dict[str, str], root: Path, run: Run) -> None:
    rows = read_table(exported["glossary.csv"])
    row = rows[0]
    row |= {"en": "new: English", "en_also": "one | two, three", "definition_zh": "释义。"}
    row |= {"uncertain": "true", "definition_en": "It is so. " * 20}
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, row, delimiter=";")  # as Excel saves it in some countries
    table.writeheader()
    table.writerows(rows)
    said = run("given.csv", out.getvalue().encode("utf-16"))
    changed = {c["key"]: c["after"] for c in said["changes"]}
    assert changed == {
        "en": "new: English",
        "en_also": ["one", "two, three"],
        "definition_zh": "释义。",
        "uncertain": True,
        "definition": "It is so. " * 19 + "It is so.",
    }
    assert {c["id"] for c in said["changes"]} == {row["id"]}
    said = run("given.csv", exported["glossary.csv"])
    assert {c["key"]: c["before"] for c in said["changes"]} == changed
    assert run("given.csv", exported["glossary.csv"])["changes"] == []


@pytest.mark.parametrize(
    "case", read_cases("exchange/refused.yml"), ids=lambda c: c["message"][:24]
)
def test_what_is_refused(case: dict[str, Any], root: Path, run: Run) -> None:
    """Each with its place in the file: EXC001 EXC002 EXC003 EXC004; nothing of it is written."""
    text = case.get("text") or XLIFF.format(case["body"])
    said = run(case["name"], text.encode(case.get("encoding", "utf-8")))
    assert case["message"] in messages_of(said["problems"])
    assert said["changes"] == said["written"] == []
    assert bytes_of(root / "data") == bytes_of(full.data)


def test_a_stale_unit_hides_no_other(exported: dict[str, str], run: Run) -> None:
    text = exported["translation.xlf"].replace("企业26家", "企业25家", 1)
    text = text.replace("800 industrial robots", "eight hundred industrial robots", 1)
    said = run("given.xlf", text)
    assert [c["id"] for c in said["changes"]] == ["2021.1.1.2"]
    codes = [p["code"] for p in said["problems"]]
    assert "EXC003" in codes
    hint = next(p["hint"] for p in said["problems"] if p["code"] == "EXC003")
    assert hint == "“25” is now “26”"


def test_a_general_term_is_not_changed(root: Path, run: Run) -> None:
    path = root / "data/publication.yml"
    path.write_text(path.read_text("utf-8") + "termbase: {use: true}\n", "utf-8")
    glossary = root / "data/glossary/economy.yml"
    text = glossary.read_text("utf-8")
    start = text.index("- id: gross-domestic-product")
    end = text.find("\n- id:", start) + 1 or len(text)
    glossary.write_text(text[:start] + text[end:], "utf-8")
    said = run("given.csv", "source,target,note\n地区生产总值,wrong,\n")
    assert 'given.csv:2: EXC005 "gross-regional-product" is a general term' in messages_of(
        said["problems"]
    )


def test_a_record_on_one_line(root: Path, run: Run, exported: dict[str, str]) -> None:
    path = root / "data/glossary/economy.yml"
    rows = read_table(exported["glossary.csv"])
    row = next(row for row in rows if row["category"] == "economy" and not row["definition_zh"])
    text = path.read_text("utf-8")
    start = text.index(f"- id: {row['id']}\n")
    end = text.find("\n- id:", start) + 1 or len(text)
    fields = {
        "id": row["id"],
        "zh": row["hans"],
        "en": row["en"],
        "origin": "project",
        "definition": "It.",
    }
    path.write_text(
        f"{text[:start]}- {json.dumps(fields, ensure_ascii=False)}\n{text[end:]}", "utf-8"
    )
    given = f"id,hans,en,definition_zh\n{row['id']},{row['hans']},{row['en']} x,新\n"
    said = run("given.csv", given)
    expected = "data/glossary/economy.yml: EXC006 the record is written on one line"
    assert expected in messages_of(said["problems"])
    assert said["written"] == []


def test_it_only_reports_on_a_dirty_tree(root: Path, run: Run) -> None:
    for command in ("init -q", "add -A"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)
    text = XLIFF.format(UNIT.format(FIRST, "Twenty-six and 3."))
    assert run("given.xlf", text)["written"] == []
    assert run("given.xlf", text, "--dry-run")["written"] == []
    assert bytes_of(root / "data") == bytes_of(full.data)
    assert len(run("given.xlf", text, "--write")["written"]) == 1


def test_several_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "folder"
    first.write_bytes(b"old")
    second.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_together({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "folder"]


def test_a_publication_without_english_has_work_for_a_translator() -> None:
    made = translation_files(full.resolved())
    assert made["translation.xlf"].count("<trans-unit ") == len(full.resolved().document.segments)


@pytest.mark.parametrize(
    "content", [b"", b"<", b"\x00", b"<a/>", b"msgid", b"\xff\xfe<", b'a,b\n"']
)
@pytest.mark.parametrize("name", ["x.xlf", "x.po", "x.tmx", "x.tbx", "x.csv", "x.tsv"])
def test_no_content_ends_in_a_traceback(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    problems = Problems()
    found = contents(tmp_path / name, name, (), problems)
    assert problems.found or not (found.units and found.terms)
