"""Files of translators' tools read back: what changes, what is refused, and what stays."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import polib
import pytest

from build_tools.cli import main
from build_tools.diagnostics import Diagnostic, Problems
from build_tools.exchange.file_import import plan_import
from build_tools.exchange.formats import read_exchange_file
from build_tools.exchange.plan import Plan
from build_tools.exports.files import export_files, translation_files
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.system.files import write_together
from tests.support.cases import read_cases
from tests.support.publications import full, tiny

FIRST = "新增省级“专精特新”企业26家，认定“小巨人”企业3家。"
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>

{}</body></file></xliff>
"""
UNIT = '<trans-unit id="2021.1.1.1"><source>{}</source><target>{}</target></trans-unit>'


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    return export_files(full.resolved())


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(full.data, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bytes_of(data: Path) -> dict[str, bytes]:
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in sorted(data.rglob("*.*"))}


def read_table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def taken(
    name: str, text: str | bytes, resolved: Resolved | None = None
) -> tuple[Plan, list[Diagnostic]]:
    """Take a file into the data folder here: what it changed, and what was refused."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    plan = plan_import(Path("data"), resolved or full.resolved(), Path(name), problems)
    write_together({path: new.encode() for path, new in plan.files.items()})
    return plan, list(problems)


def checked() -> Resolved:
    resolved = check_publication(Path("data"), Problems())
    assert resolved is not None
    return resolved


NAMES = [
    name
    for name in export_files(full.resolved())
    if name.startswith(("translation.", "glossary.")) and not name.endswith(".json")
]


@pytest.mark.parametrize("name", NAMES)
def test_an_export_changes_nothing(name: str, exported: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(exported[name].encode())
    problems = Problems()
    plan = plan_import(full.data, full.resolved(), tmp_path / name, problems)
    assert (plan.changes, plan.files, problems.found) == ([], {}, [])
    assert plan.unchanged > 0


def test_changes_come_back_and_nothing_else_changes(exported: dict[str, str], root: Path) -> None:
    """Every sentence, in each of the styles that a file has; and back again."""
    catalogue = polib.pofile(exported["translation.po"], wrapwidth=0)
    for index, entry in enumerate(catalogue):
        entry.msgstr += ' It says: "so", # yes.' if index % 2 else " — and more" * 9
    assert len(taken("changed.po", f"{catalogue}\n")[0].changes) == len(catalogue)
    assert taken("changed.po", f"{catalogue}\n")[0].changes == []
    for name, before in bytes_of(full.data).items():
        after = (root / "data" / name).read_bytes()
        old, new = (re.findall(rb"(?m)^#.*", text) for text in (before, after))
        assert old == new
        assert (before == after) == (not name.startswith("translation/"))
    assert len(taken("back.po", exported["translation.po"])[0].changes) == len(catalogue)
    assert taken("again.po", exported["translation.po"])[0].changes == []


def test_a_sentence_to_be_read_again(
    exported: dict[str, str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command, which also says what `check` says."""
    text = exported["translation.po"]
    at = text.index('msgctxt "2021.1.1.1"')
    Path("given.po").write_text(f"{text[:at]}#, fuzzy\n{text[at:]}", "utf-8")
    assert main(["--root", str(root), "import", "given.po", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(c["id"], c["key"], c["after"]) for c in said["changes"]] == [
        ("2021.1.1.1", "uncertain", "marked for review in given.po")
    ]
    assert [p["code"] for p in said["problems"]] == ["TRN018"]
    assert [(c.key, c.after) for c in taken("given.po", text)[0].changes] == [("uncertain", "")]
    assert bytes_of(root / "data") == bytes_of(full.data)


def test_a_sentence_that_a_tool_has_cut_in_two(root: Path) -> None:
    """XLIFF 2: the Chinese goes on without a space, the English with one."""
    parts = (
        ("新增省级“专精特新”企业26家，", "We added 26,"),
        (FIRST[len("新增省级“专精特新”企业26家，") :], "and 3."),
    )
    segments = "".join(
        f"<segment><source>{source}</source><target>{target}</target></segment>"
        for source, target in parts
    )
    text = f'<xliff version="2.0"><file><unit id="2021.1.1.1">{segments}</unit></file></xliff>'
    plan, _ = taken("given.xlf", text)
    assert [change.after for change in plan.changes] == ["We added 26, and 3."]


CUT = "".join(
    f'<mrk mtype="seg" mid="{number}">{text}</mrk>'
    for number, text in enumerate(('Twenty-six, "so to say",', "and 3."))
)
SAID = 'Twenty-six, "so to say", and 3.'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cut.xlf", XLIFF.format(UNIT.format(FIRST, CUT))),
        ("quotation.tsv", f"source\ttarget\n{FIRST}\t{SAID}\n"),
        ("quoted.tsv", 'source\ttarget\n{}\t"{}"\n'.format(FIRST, SAID.replace('"', '""'))),
        ("begins.tsv", f'{FIRST}\t{SAID}\n各位代表：\t"Fellow deputies:\n'),
        ("names.tsv", f"简体中文\t英文\n{FIRST}\t{SAID}\n"),
        ("languages.tsv", f"Source (zh-CN)\tTarget (en-US)\n{FIRST}\t{SAID}\n"),
        ("ids.tsv", f"Segment\tChinese\tEnglish\n2021.1.1.1\t{FIRST}\t{SAID}\n"),
        ("excel.csv", 'sep=|\nsource|target\n{}|"{}"\n'.format(FIRST, SAID.replace('"', '""'))),
        ("catalogue.txt", f'msgid ""\nmsgstr ""\n\nmsgid "{FIRST}"\nmsgstr {json.dumps(SAID)}\n'),
        (
            "codes.tmx",
            f"<tmx><body><tu><tuv xml:lang='cmn-Hans-CN'><seg>{FIRST}</seg></tuv>"
            f"<tuv xml:lang='eng'><seg>{SAID}</seg></tuv></tu></body></tmx>",
        ),
    ],
)
def test_each_tool_has_its_ways(name: str, text: str, root: Path) -> None:
    plan, problems = taken(name, text)
    assert [change.after for change in plan.changes if change.id == "2021.1.1.1"] == [SAID]
    assert problems == []


TBX = """<tbx><text><body><conceptEntry id="gross-domestic-product">
<langSec xml:lang="zh"><termSec><term>地区生产总值</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>PIB</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.xlf", XLIFF.format(UNIT.format(FIRST, ""))),
        ("copied.xlf", XLIFF.format(UNIT.format(FIRST, FIRST))),
        ("obsolete.po", f'msgid "各位代表："\nmsgstr ""\n\n#~ msgid "{FIRST}"\n#~ msgstr "One."\n'),
        ("french.tbx", TBX),
    ],
)
def test_what_is_not_translated_changes_nothing(name: str, text: str, root: Path) -> None:
    plan, problems = taken(name, text)
    assert (plan.changes, plan.empty, problems) == ([], 1, [])


@pytest.mark.parametrize("state", ["final", "signed-off", "reviewed", "translated"])
def test_a_sentence_that_a_tool_calls_read(state: str, root: Path) -> None:
    path = root / "data/translation/2021-1.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"2021.1.1.1":\n', '"2021.1.1.1":\n  uncertain: why\n'), "utf-8")
    unit = UNIT.format(FIRST, "Twenty-six and 3.")
    plan, _ = taken("given.xlf", XLIFF.format(unit.replace("<target", f'<target state="{state}"')))
    assert [(c.key, c.after) for c in plan.changes] == [
        ("en", "Twenty-six and 3."),
        ("uncertain", ""),
    ]


def test_a_cell_that_a_term_needs_and_that_is_empty_changes_nothing(root: Path) -> None:
    given = "id,hans,en,origin,definition_en\ngross-domestic-product,地区生产总值,GDP,,\n"
    plan, problems = taken("given.csv", given)
    assert [(c.key, c.after) for c in plan.changes] == [("en", "GDP")]
    assert problems == []


@pytest.mark.parametrize(("name", "is_table"), [("given.po", False), ("given.csv", True)])
def test_how_a_table_is_saved_is_said_of_tables_only(
    name: str, is_table: bool, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes("原文,英文".encode("gb18030"))
    problems = Problems()
    read_exchange_file(tmp_path / name, name, (), problems)
    assert ["Excel" in problem.hint for problem in problems] == [is_table]


def test_the_encoding_that_a_catalogue_names(root: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=GB18030\\n"\n\n'
    text = f'{head}msgid "{FIRST}"\nmsgstr "Twenty-six and 3."\n'
    plan, problems = taken("given.po", text.encode("gb18030"))
    assert [change.after for change in plan.changes] == ["Twenty-six and 3."]
    assert problems == []


def test_what_shows_nothing_is_left_out(root: Path) -> None:
    text = XLIFF.format(UNIT.format(FIRST, "\ufeffTwenty\u00ad-six\u200b cafe\u0301s."))
    assert [change.after for change in taken("given.xlf", text)[0].changes] == ["Twenty-six cafés."]
    given = "source,target,note\n地区生产总值,gross\u200b product,\n"
    assert [change.after for change in taken("given.csv", given)[0].changes] == ["gross product"]


@pytest.mark.parametrize(
    ("forms", "after", "codes"),
    [
        (("Twenty-six and 3.", "Twenty-six and 3."), ["Twenty-six and 3."], []),
        (("", "Twenty-six and 3."), ["Twenty-six and 3."], []),
        (("One company.", "Twenty-six companies."), [], ["EXC004"]),
    ],
)
def test_plural_forms_are_one_english(
    forms: tuple[str, str], after: list[str], codes: list[str], root: Path
) -> None:
    plural = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    head = f'msgctxt "2021.1.1.1"\nmsgid "{FIRST}"\nmsgid_plural "{FIRST}"\n'
    plan, problems = taken("given.po", f'msgid ""\nmsgstr ""\n\n{head}{plural}\n')
    assert [change.after for change in plan.changes] == after
    assert [problem.code.id for problem in problems] == codes


def test_a_file_that_cannot_be_read_is_reported_without_counts(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("given.xlf").write_text("<xliff", "utf-8")
    assert main(["--root", str(root), "import", "given.xlf"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "given.xlf:1:7: EXC" in said.err


def test_a_sentence_without_english_gets_its_record(root: Path) -> None:
    path = root / "data/translation/2021-1.yml"
    before = path.read_text("utf-8")
    start, end = before.index('"2021.1.1.1":'), before.index('"2021.1.1.2":')
    path.write_text(before[:start] + before[end:], "utf-8")
    plan, _ = taken("given.xlf", XLIFF.format(UNIT.format(FIRST, "Twenty-six and 3.")))
    assert plan.changes[0].after == "Twenty-six and 3."
    after = path.read_text("utf-8")
    assert after[:start] == before[:start]
    assert after.endswith(before[end:])
    assert f"zh: {FIRST}" in after


def test_all_fields_of_a_term_come_back(exported: dict[str, str], root: Path) -> None:
    rows = read_table(exported["glossary.csv"])
    row = rows[0]
    row |= {"en": "new: English", "en_also": "one | two, three", "definition_zh": "释义。"}
    row |= {"uncertain": "true", "definition_en": "It is so. " * 20}
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, row, delimiter=";")  # as Excel saves it in some countries
    table.writeheader()
    table.writerows(rows)
    marked = f"\ufeff{out.getvalue()}"  # the export's own mark, before which a program put another
    plan, _ = taken("given.csv", marked.encode("utf-16"))
    changed = {c.key: c.after for c in plan.changes}
    assert changed == {
        "en": "new: English",
        "en_also": ("one", "two, three"),
        "definition_zh": "释义。",
        "uncertain": True,
        "definition": "It is so. " * 19 + "It is so.",
    }
    assert {c.id for c in plan.changes} == {row["id"]}
    plan, _ = taken("given.csv", exported["glossary.csv"], checked())
    assert {c.key: c.before for c in plan.changes} == changed
    assert taken("given.csv", exported["glossary.csv"], checked())[0].changes == []


@pytest.mark.parametrize(
    "case", read_cases("exchange/refused.yml"), ids=lambda c: c["message"][:24]
)
def test_what_is_refused(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its place in the file: EXC001 EXC002 EXC003 EXC004; nothing of it is taken."""
    monkeypatch.chdir(tmp_path)
    text = case.get("text") or XLIFF.format(case["body"])
    Path(case["name"]).write_bytes(text.encode(case.get("encoding", "utf-8")))
    problems = Problems()
    plan = plan_import(full.data, full.resolved(), Path(case["name"]), problems)
    assert case["message"] in [line.partition(" (hint: ")[0] for line in map(str, problems)]
    assert (plan.changes, plan.files) == ([], {})


def test_a_row_without_an_id_whose_chinese_has_changed(tmp_path: Path) -> None:
    """The hint names the sentence that is most like it."""
    path = tmp_path / "given.tsv"
    for chinese, hint in {
        "新增省级“专精特新”企业25家，认定“小巨人”企业3家。": '2021.1.1.1 is now "新增省级',
        "无。": "",
    }.items():
        path.write_text(f"zh\ten\n{chinese}\tOne.\n", "utf-8")
        problems = Problems()
        plan_import(full.data, full.resolved(), path, problems)
        (found,) = problems
        assert found.hint.startswith(hint) and bool(found.hint) == bool(hint)


def test_a_stale_unit_hides_no_other(exported: dict[str, str], root: Path) -> None:
    text = exported["translation.xlf"].replace("企业26家", "企业25家", 1)
    text = text.replace("800 industrial robots", "eight hundred industrial robots", 1)
    plan, problems = taken("given.xlf", text)
    assert [c.id for c in plan.changes] == ["2021.1.1.2"]
    assert [(p.code.id, p.hint) for p in problems] == [("EXC003", "“25” is now “26”")]


def test_what_a_spreadsheet_lost_is_refused_and_hides_no_other(root: Path) -> None:
    """A cell such as “#NAME?” is no English; “#1” is."""
    other = "新增省级“专精特新”企业26家，认定“小巨人”企业3家。,#1 of 26"
    plan, problems = taken("given.csv", f"source,target\n各位代表：,#NAME?\n{other}\n")
    assert [c.after for c in plan.changes] == ["#1 of 26"]
    assert [(p.code.id, p.place.line, p.hint[:35]) for p in problems] == [
        ("EXC001", 2, "give the cell the format General; a")
    ]


def test_a_general_term_is_not_changed(root: Path) -> None:
    path = root / "data/publication.yml"
    path.write_text(path.read_text("utf-8") + "termbase: {use: true}\n", "utf-8")
    glossary = root / "data/glossary/economy.yml"
    text = glossary.read_text("utf-8")
    start = text.index("- id: gross-domestic-product")
    end = text.find("\n- id:", start) + 1 or len(text)
    glossary.write_text(text[:start] + text[end:], "utf-8")
    _, problems = taken("given.csv", "source,target,note\n地区生产总值,wrong,\n", checked())
    expected = 'given.csv:2: EXC005 "gross-regional-product" is a general term'
    assert any(str(problem).startswith(expected) for problem in problems)


def test_a_record_on_one_line(root: Path, exported: dict[str, str]) -> None:
    path = root / "data/glossary/economy.yml"
    rows = read_table(exported["glossary.csv"])
    row = next(row for row in rows if row["category"] == "economy" and not row["definition_zh"])
    text = path.read_text("utf-8")
    start = text.index(f"- id: {row['id']}\n")
    end = text.find("\n- id:", start) + 1 or len(text)
    fields = {key: row[column] for key, column in (("id", "id"), ("zh", "hans"), ("en", "en"))}
    fields |= {"origin": "project", "definition": "It."}
    inline = json.dumps(fields, ensure_ascii=False)
    path.write_text(f"{text[:start]}- {inline}\n{text[end:]}", "utf-8")
    given = f"id,hans,en,definition_zh\n{row['id']},{row['hans']},{row['en']} x,新\n"
    plan, problems = taken("given.csv", given, checked())
    expected = "data/glossary/economy.yml: EXC006 the record is written on one line"
    assert any(str(problem).startswith(expected) for problem in problems)
    assert plan.files == {}


def test_what_check_found_before_is_only_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(shutil.copytree(tiny.data, tmp_path / "data"))
    publication = data / "publication.yml"
    publication.write_text(publication.read_text("utf-8") + "unfinished: [glossary]\n", "utf-8")
    given = tmp_path / "given.po"
    whole = translation_files(tiny.resolved())["translation.po"]
    edited = whole.replace("deputies", "delegates", 1)
    for text, code in ((edited, ""), ("msgid", "EXC001")):
        given.write_text(text, "utf-8")
        main(["--root", str(tmp_path), "import", str(given), "--dry-run"])
        said = capsys.readouterr()
        found = re.findall(r"^\S+: ([A-Z]{3}\d{3}) ", said.err, re.M)
        assert found == [code] * bool(code)
        assert "; `check` lists 1 problem that was there before" in said.err + said.out


def test_it_only_reports_on_a_dirty_tree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(shutil.copytree(tiny.data, tmp_path / "data"))
    for command in ("init -q", "add -A"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)
    given = tmp_path / "given.po"
    changed = translation_files(tiny.resolved())["translation.po"].replace(
        "deputies", "DEPUTIES", 1
    )
    given.write_text(changed, "utf-8")
    words = ("--root", str(tmp_path), "import", str(given), "--format", "json")
    for options, count in (((), 0), (("--dry-run",), 0), (("--write",), 1)):
        assert bytes_of(data) == bytes_of(tiny.data)
        main([*words, *options])
        assert len(json.loads(capsys.readouterr().out)["written"]) == count


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
    found = read_exchange_file(tmp_path / name, name, (), problems)
    assert problems.found or not (found.units and found.terms)


def test_a_table_brings_the_english_of_what_had_none(tmp_path: Path) -> None:
    data = Path(shutil.copytree(tiny.data, tmp_path / "data"))
    shutil.rmtree(data / "translation")
    publication = data / "publication.yml"
    publication.write_text(publication.read_text("utf-8") + "unfinished: [translation]\n", "utf-8")
    resolved = check_publication(data, Problems())
    assert resolved is not None
    table = translation_files(resolved)["translation.tsv"]
    assert table.count("\t\n") == len(resolved.document.segments)
    given = tmp_path / "translation.tsv"
    given.write_text(table.replace("\t\n", "\tAll is well.\n", 1), "utf-8")
    plan = plan_import(data, resolved, given, Problems())
    assert [change.after for change in plan.changes] == ["All is well."]
