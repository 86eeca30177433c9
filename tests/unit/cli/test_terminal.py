"""What commands print: problems with their meaning, JSON, and changes since another version."""

import argparse
import importlib
import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from benchmarks.alignment import run_together
from build_tools.cli import COMMANDS, main
from build_tools.diagnostics import Diagnostic, Place, formats
from build_tools.records.addresses import FOLDER_ADDRESS
from build_tools.records.yaml_tree import REC003
from build_tools.tracker.link_figures import TRK020
from tests.support.cases import read_cases
from tests.support.publications import full, tiny

FOUND = [
    Diagnostic(Place("data/a.yml", 1, 2), REC003, "broken"),
    Diagnostic(Place("data/a.yml", 4), REC003, "broken too"),
    Diagnostic(Place("data/x.yml", 2, 3), TRK020, "two figures", "compare them"),
]
NO_REPORT = {"serve", "completion"}
"""One serves a page, the other prints a script."""


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command prints as JSON."""
    main(words)
    return json.loads(capsys.readouterr().out)


def test_problems_are_explained_once_and_grouped_by_file() -> None:
    assert formats.text(FOUND).split("\n") == [
        "data/a.yml:1:2: REC003 broken",
        f"    {REC003.meaning} {REC003.remedy}",
        "data/a.yml:4: REC003 broken too",
        "",
        "data/x.yml:2:3: TRK020 advice: two figures (hint: compare them)",
        f"    {TRK020.meaning} {TRK020.remedy}",
        "",
        "2 errors, 1 piece of advice in 2 files",
    ]
    assert formats.text([]) == ""
    assert formats.text(FOUND[:1]).endswith("\n1 error in 1 file")


def test_colour_changes_no_words() -> None:
    plain, painted = formats.text(FOUND), formats.text(FOUND, colour=True)
    assert "\x1b[1;31mREC003\x1b[0m" in painted
    for style in (formats.BOLD, formats.FAINT, formats.RED, formats.YELLOW, "0"):
        painted = painted.replace(f"\x1b[{style}m", "")
    assert painted == plain


def test_a_clean_check_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny.folder), "check"]) == 0
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == formats.NO_PROBLEM
    assert output.err == ""


def test_a_check_reads_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tiny.project(tmp_path)
    assert main(["--root", str(project.root), "check"]) == 0
    (project.root / "mkdocs.yml").write_text("theme: {name: material}\nextra: 5\n", "utf-8")
    assert main(["check", "--root", str(project.root)]) == 1
    assert 'mkdocs.yml:2:1: SIT013 "extra" must hold' in capsys.readouterr().err


def test_every_command_that_reports_has_json() -> None:
    has_json = set()
    for name in COMMANDS:
        command = argparse.ArgumentParser()
        importlib.import_module(f"build_tools.cli.{name}").add_arguments(command)
        if any("json" in (action.choices or ()) for action in command._actions):
            has_json.add(name)
    assert has_json == {*COMMANDS} - NO_REPORT


@pytest.mark.parametrize(
    ("words", "status", "facts"),
    [
        ("check", 0, {"figures"}),
        ("check --drafts", 0, {"drafts"}),
        ("report", 0, {"figures", "changes"}),
        ("report --base nowhere", 2, set()),
        ("report --base ''", 2, set()),
        ("propose", 0, {"proposals", "recall_at_5"}),
        ("propose nothing", 1, set()),
        ("schemas", 0, {"written", "left"}),
        ("export out", 0, {"written"}),
        ("import files/translation.po", 0, {"changes", "unchanged", "empty", "written"}),
        ("import nowhere.po", 1, {"changes", "unchanged", "empty", "written"}),
        (
            "align en.txt --write",
            0,
            {"aligned", "doubtful", "untranslated", "left_over", "written"},
        ),
        ("align nowhere.txt", 1, set()),
        ("draft", 1, set()),
        ("draft --add", 0, {"drafted", "written"}),
        ("release 1", 0, {"release", "written"}),
        ("release 1 --base nothing", 2, set()),
        ("upgrade", 1, set()),
        ("upgrade --dry-run", 0, {"changes", "written"}),
        ("restore a.txt", 0, {"text", "repairs"}),
        ("new city a.txt", 1, set()),
        ("new city city.txt", 0, {"encoding", "script", "parts", "written"}),
        ("verify nowhere", 2, {"as_published"}),
        ("verify nowhere --wait 1", 2, {"as_published"}),
        ("site --renderer nothing", 2, set()),
    ],
)
def test_every_report_has_one_shape(
    words: str,
    status: int,
    facts: set[str],
    place: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*shlex.split(words), "--format", "json"]) == status
    output = capsys.readouterr()
    report = json.loads(output.out)
    assert list(report)[:2] == ["problems", "message"]
    assert facts <= set(report)
    assert status == 0 or report["message"] or report["problems"]
    assert output.err == ""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with what its commands are given."""
    root = tmp_path_factory.mktemp("project")
    tiny.project(root)
    text = run_together(tiny.resolved().document.segments, tiny.resolved().translation, 70)
    (root / "en.txt").write_text(text, "utf-8")
    (root / "a.txt").write_text("現(xiàn)在。\n", "utf-8")
    (source,) = (tiny.data / "source").iterdir()
    shutil.copy(source, root / "city.txt")
    assert main(["--root", str(root), "export", str(root / "files")]) == 0
    return root


@pytest.fixture
def place(project: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the project as the working folder: no command sees what another wrote."""
    root = tmp_path / "place"
    shutil.copytree(project, root)
    with chdir(root):
        yield root


@pytest.mark.parametrize("address", ["name.example", "https://name.example/?page=1", "http://"])
def test_an_address_of_the_environment_that_is_none(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", address)
    assert main(["--root", str(full.folder), "site"]) == 2
    said = f"SITE_URL must be {FOLDER_ADDRESS}, not {address}"
    assert said in capsys.readouterr().err


def test_json_of_the_data(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = ("--root", str(full.folder))
    report = printed(capsys, "--root", str(tiny.folder), "report", "--format", "json")
    assert report["problems"] == []
    assert report["changes"] is None
    assert report["figures"]["segments"].isdigit()
    found = printed(capsys, *root, "propose", "farmland", "--format", "json")
    assert found["proposals"]["farmland"][0]["evidence"]
    text = tmp_path / "a.txt"
    text.write_text("現(xiàn)在,我們(men)的ā路。\n", "utf-8")
    restored = printed(capsys, "restore", str(text), "--format", "json")
    assert restored["text"].startswith("現在，我們")
    assert [row["code"] for row in restored["problems"]] == ["RST004"]
    assert restored["repairs"][0] == {
        "rule": "pinyin-note",
        "line": 1,
        "column": 2,
        "before": "(xiàn)",
        "after": "",
        "proven": True,
        "rivals": [],
    }


def test_json_of_sites(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = printed(capsys, "verify", str(tmp_path), "--format", "json")
    assert found["as_published"] is False
    assert "is this the folder of a published site?" in found["message"]
    project = tiny.project(tmp_path)
    (project.data / "errata.yml").write_text("- colour: red\n", "utf-8")
    found = printed(capsys, "--root", str(tmp_path), "site", "-q", "--format", "json")
    assert found["published"] is False
    assert found["problems"][0]["file"] == "data/errata.yml"


def test_json_of_a_new_publication(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (source,) = (tiny.data / "source").iterdir()
    found = printed(capsys, "new", str(tmp_path / "city"), str(source), "--format", "json")
    assert "data/publication.yml" in found["written"]
    assert found["script"] == "hant"
    assert found["parts"][0]["sentences"] > 0


@pytest.mark.parametrize("base", ["", "/source", "/nowhere", "/publication.yml", "/../docs"])
def test_a_wrong_base(base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(tmp_path) if not base else f"{full.data}{base}"
    assert main(["--root", str(full.folder), "report", "--base", folder]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "is neither a data folder nor a revision that can be read" in output.err


def test_the_folder_above_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(full.folder), "report", "--base", str(full.folder)]) == 2
    assert f'did you mean "{full.data}"?' in capsys.readouterr().err


def test_no_published_change_is_missed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One of each kind, all at once; tests/unit/publication/test_diff.py has every field."""
    data = Path(shutil.copytree(full.data, tmp_path / "data"))
    expected = []
    for case in read_cases("publication/changes.yml"):
        path = data / case["file"]
        if "old" in case:
            text = path.read_text("utf-8")
            assert case["old"] in text
            path.write_text(text.replace(case["old"], case["new"], 1), "utf-8")
        else:
            assert not path.exists()
            path.write_text(case["new"], "utf-8")
        expected.append((case["file"], case["path"]))
    words = ("--root", str(full.folder), "report", "--base", str(data), "--format", "json")
    report = printed(capsys, *words)
    changes = report["changes"]
    assert set(expected) <= {(row["file"], row["path"]) for row in changes}
    # What follows for programs is there too, and what an editor wrote is not repeated.
    derived = [row for row in changes if row["file"] == "tracker.json"]
    assert any(row["path"].endswith("change.en") for row in derived)
    assert not any(row["path"] == "achievements.farmland.title.en" for row in derived)


def test_completion_knows_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert f"({' '.join(COMMANDS)})" in script
    assert subprocess.run(["bash", "-n"], input=script.encode(), check=False).returncode == 0
