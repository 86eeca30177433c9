"""``align``: it fills what is empty, refuses another report's English, and reports."""

import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.alignment import run_together
from build_tools.cli import main
from build_tools.publication.project import Project
from tests.support.code_cases import check_data
from tests.support.publications import tiny


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(tiny.data, tmp_path / "data")
    resolved = tiny.resolved()
    text = run_together(resolved.document.segments, resolved.translation, 70)
    (tmp_path / "en.txt").write_text(text, "utf-8")
    return Project.at(tmp_path)


def align(project: Project, *words: str, english: str = "en.txt") -> int:
    return main(["--root", str(project.root), "align", str(project.root / english), *words])


def test_fills_missing_files(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project.data / "translation")
    assert align(project, "--dry-run") == 0
    assert not (project.data / "translation").exists()
    assert "nothing was written" in capsys.readouterr().out
    assert align(project) == 0
    assert check_data(project.data).errors == []
    assert "22 of 22 segments have an English" in capsys.readouterr().out


def test_what_shows_nothing_is_left_out(project: Project) -> None:
    """As in text that was copied from a PDF."""
    shutil.rmtree(project.data / "translation")
    path = project.root / "en.txt"
    path.write_text("\ufeff" + path.read_text("utf-8").replace("e", "e\u00ad\u200b"), "utf-8")
    assert align(project) == 0
    assert check_data(project.data).errors == []


def test_what_is_there_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = project.data / "translation" / "2021-1.yml"
    path.write_text(path.read_text("utf-8").replace("Better industry", "Good industry"), "utf-8")
    before = path.read_bytes()
    assert align(project) == 0
    assert path.read_bytes() == before
    assert align(project, "--replace") == 0
    assert "Better industry" in path.read_text("utf-8")


def test_uncommitted_changes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project.data / "translation")
    (project.data / "translation").mkdir()
    (project.data / "translation" / "note.yml").write_text("")
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    assert align(project) == 0
    assert "changes that are not committed" in capsys.readouterr().out
    assert not (project.data / "translation" / "2021.yml").exists()
    assert align(project, "--write") == 0
    assert (project.data / "translation" / "2021.yml").exists()


def test_another_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Grain output was 5.5 million tons. We opened 77 parks.\n\nExports rose by 45 percent.\n"
    (project.root / "other.txt").write_text(text, "utf-8")
    assert align(project, english="other.txt") == 1
    reported = capsys.readouterr().err
    assert reported.endswith(
        "other.txt:1: this is not the English of this report: 33% of its figures, names and terms "
        "agree, and 40% at least must; sentences without Chinese: 0\n"
    )


@pytest.mark.parametrize(
    ("raw", "reported"),
    [
        (b"", "there is no English text in it"),
        ("新增停车泊位3000个。\n".encode() * 9, "there is no English text in it"),
        (b"\xff\xfe\x00", "REC002"),
        (None, "REC001"),
    ],
)
def test_no_text(
    project: Project, raw: bytes | None, reported: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if raw is not None:
        (project.root / "bad.txt").write_bytes(raw)
    assert align(project, english="bad.txt") == 1
    assert reported in capsys.readouterr().err


def test_what_is_missing_is_said_once(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = project.root / "en.txt"
    path.write_text(path.read_text("utf-8").partition("Plan for 2022")[0], "utf-8")
    assert align(project, "--dry-run") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "no English" in line]
    assert len(lines) == 1
    assert lines[0].startswith("data/source/yunchuan-2022.txt:10:1: 2022 to 2022.close.2 have no")
    assert 'English, 9 segments: "2022年工作安排"' in lines[0]


def test_a_broken_file_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = project.data / "translation" / "2021.yml"
    path.write_text("- [", "utf-8")
    assert align(project) == 1
    assert "2021.yml" in capsys.readouterr().err
    assert path.read_text("utf-8") == "- ["
