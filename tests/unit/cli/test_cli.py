"""The command line: what it prints, where, and with which exit status."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import cli
from build_tools.cli import COMMANDS, main, parser
from tests.support.paths import ROOT
from tests.support.publications import full, tiny


def test_every_command_is_a_module() -> None:
    """``parser()`` loads them all."""
    folder = Path(cli.__file__).parent
    helpers = {"__init__", "data_writing", "output"}
    assert {file.stem for file in folder.glob("*.py")} == {*COMMANDS, *helpers}
    reported = parser().format_help()
    for name, about in COMMANDS.items():
        assert re.search(rf"^    {name}\s+{about.split()[0]} ", reported, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "commands", "rooms"),
    [
        ("--help", set(), {"cli", "diagnostics", "system"}),
        ("verify --help", {"verify"}, {"cli", "diagnostics", "system", "website"}),
    ],
)
def test_help_loads_no_command(words: str, commands: set[str], rooms: set[str]) -> None:
    """So it appears at once; a command loads nothing that only others need."""
    code = (
        "import sys; from build_tools.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*(m for m in sys.modules if m.startswith('build_tools.')))"
    )
    command = [sys.executable, "-c", code, *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    modules = [name.split(".")[1:] for name in done.stdout.decode().splitlines()[-1].split()]
    assert {rest[0] for room, *rest in modules if room == "cli" and rest} & {*COMMANDS} == commands
    assert {room for room, *_ in modules} == rooms


def test_a_python_without_the_packages_names_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named 'pypinyin', for {name}", name="pypinyin")

    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(SystemExit, match=r"has no pypinyin\. Use .*\.venv/bin/activate"):
        main(["check"])


def test_restore_reads_standard_input_simplifies_and_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It needs no data of a publication."""
    source = "現(xiàn)在,我們(men)跟著走。\n我們的ā路。\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source)))
    monkeypatch.chdir(tmp_path)
    assert main(["restore", "-", "--script", "hans"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "现在，我们跟着走。\n我们的ā路。\n"
    assert "-:2:4: RST004 advice:" in printed.err


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs"]
)
def test_restore_reads_each_encoding_that_new_reads(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.txt"
    text = "各位代表！現在，我代表市人民政府，向大會報告工作，請予審議。\n"
    path.write_bytes(text.encode(encoding))
    assert main(["restore", str(path)]) == 0
    assert capsys.readouterr().out == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_that_is_cut_is_refused_with_its_line(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("云川市\n各位代表！".encode(encoding)[:-1])
    assert main(["restore", str(path)]) == 1
    assert "line 2, column 5, where it ends inside a character" in capsys.readouterr().err


@pytest.mark.parametrize("style", ["json", "github", "text"])
def test_check_reports_a_mistake_at_its_line(
    tmp_path: Path, style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tiny.project(tmp_path).data / "tracker" / "links.yml"
    rows = path.read_text("utf-8").splitlines()
    at = next(n for n, row in enumerate(rows) if row.startswith("  commitment: "))
    rows[at] = "  commitment: nothing-of-this-name"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    line = at + 1
    assert main(["--root", str(tmp_path), "check", "--format", style]) == 1
    reported = capsys.readouterr()
    if style == "json":
        found = json.loads(reported.out)["problems"]
        assert any(d["file"] == "data/tracker/links.yml" and d["line"] == line for d in found)
    elif style == "github":
        assert f"::error file=data/tracker/links.yml,line={line}," in reported.out
    else:
        assert f"data/tracker/links.yml:{line}:" in reported.err


def test_report_lists_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tiny.project(tmp_path).data
    path = data / "glossary" / "economy.yml"
    path.write_text(path.read_text("utf-8").replace("a factory’s", "a <b>factory’s</b>"), "utf-8")
    assert main(["--root", str(tiny.folder), "report", "--base", str(data)]) == 0
    printed = capsys.readouterr().out
    assert "### glossary/economy.yml: 1 changed" in printed
    assert "<b>" not in printed


def test_propose_suggests_with_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(full.folder), "propose", "farmland", "--limit", "2"]) == 0
    printed = capsys.readouterr()
    assert "farmland" in printed.out
    assert "100% of the 13 accepted links are among the first 5 proposals" in printed.out
    assert main(["--root", str(full.folder), "propose", "farmlnd"]) == 1
    assert 'did you mean "farmland"?' in capsys.readouterr().err


def test_propose_of_one_link_gives_no_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = full.project(tmp_path).data / "tracker/links.yml"
    head, first, *_ = path.read_text("utf-8").split("- achievement: ")
    path.write_text(f"{head}- achievement: {first}", "utf-8")
    assert main(["--root", str(tmp_path), "propose", "farmland"]) == 0
    said = "The one accepted link is among the first 5 proposals for its achievement"
    assert said in capsys.readouterr().out


def test_propose_says_what_a_draft_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = full.project(tmp_path).data / "tracker/achievements.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("- id: farmland\n", "- id: farmland\n  draft: true\n"), "utf-8")
    assert main(["--root", str(tmp_path), "propose", "farmland"]) == 1
    assert '"farmland" is a draft; delete its line' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["release", "2024年1月9日"], "figures and letters such as 1.2, not 2024年1月9日"),
        (["release", "1", "--date", "2024年1月9日"], "a day such as 2024-01-31, not 2024年1月9日"),
        (["new", "x", "y.txt", "--date", "9/1/2024"], "a day such as 2024-01-31, not 9/1/2024"),
    ],
)
def test_a_wrong_argument_is_explained(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["achievements", "commitments"])
def test_propose_says_what_is_missing(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tiny.project(tmp_path).data
    path = data / "tracker" / f"{kind}.yml"
    path.write_text(
        path.read_text("utf-8").replace("\n  quote:", "\n  draft: true\n  quote:"), "utf-8"
    )
    for name in ("links", "no-follow-up"):
        (data / "tracker" / f"{name}.yml").write_text("# none yet\n", "utf-8")
    publication = data / "publication.yml"
    publication.write_text(publication.read_text("utf-8") + "unfinished: [tracker]\n", "utf-8")
    assert main(["--root", str(tmp_path), "propose"]) == 0
    said = capsys.readouterr().out
    assert f" {kind} are drafts. `check --drafts` lists them" in said
    path.write_text("# none yet\n", "utf-8")
    assert main(["--root", str(tmp_path), "propose"]) == 0
    assert f"Nothing to propose: there are no {kind}. `draft` drafts" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "site", "serve", "propose"])
def test_a_folder_without_a_publication_is_one_problem(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), command]) == 1
    said = capsys.readouterr().err
    assert f"data: REC001 no such folder in {tmp_path} (hint: " in said
    assert said.count("REC001") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    ["align a.txt", "draft", "export out", "import a.tsv", "propose", "release 1.2", "schemas"],
)
def test_without_a_text_nothing_is_written(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All commands say so alike, with the errors that are to be corrected."""
    project = tiny.project(tmp_path)
    (project.data / "conversion.yml").unlink()
    before = sorted(tmp_path.rglob("*"))
    assert main(["--root", str(tmp_path), *words.split(), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    said = "nothing was written: the text cannot be read; correct these errors first"
    assert found["message"] == said
    assert {problem["severity"] for problem in found["problems"]} == {"error"}
    assert sorted(tmp_path.rglob("*")) == before


def test_serve_says_why_nothing_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tiny.project(tmp_path).data
    (data / "glossary" / "economy.yml").write_text("- id: gdp\n\tzh: 产值\n", "utf-8")
    assert main(["--root", str(tmp_path), "serve"]) == 1
    said = capsys.readouterr().err
    assert "REC003" in said
    assert said.rstrip().endswith("correct the errors, and run this again")


def test_propose_for_all_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    """The best proposal of each achievement without a follow-up, the likeliest first."""
    assert main(["--root", str(full.folder), "propose", "--limit", "2"]) == 0
    first, second, count, _ = capsys.readouterr().out.splitlines()
    assert first.startswith("0.77 two-lakes-investment → two-lakes: “两湖一山”投资 → ")
    assert second.startswith("0.26 little-giants → ")
    assert count.startswith("2 of 8 proposals for achievements without a follow-up; --limit shows")
