"""Which state of the project a site says that it is made from."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from build_tools.publication.revision import (
    CHANGED,
    EXPORTED,
    UNKNOWN,
    NoDate,
    Revision,
    read_revision,
)
from tests.support.paths import ROOT

DAY = datetime.date(2024, 1, 8)
MIDNIGHT = datetime.datetime(2024, 1, 8, tzinfo=datetime.UTC)
COMMITTED = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
PERSON = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "A"),
        ("EMAIL", "a@example.org"),
        ("DATE", COMMITTED.isoformat()),
    )
}


def git(root: Path, *words: str) -> str:
    environment = {**os.environ, **PERSON, "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture(autouse=True)
def no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one commit, which packs itself for download as this one does."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "page.md").write_text("one\n", "utf-8")
    for name in (EXPORTED, ".gitattributes"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "One")
    return root


def test_the_commit(project: Path) -> None:
    assert read_revision(project, DAY) == Revision(
        git(project, "rev-parse", "HEAD")[:12], COMMITTED
    )


def test_other_files_and_times_make_no_other_state(project: Path) -> None:
    before = read_revision(project, DAY)
    (project / "notes.txt").write_text("not committed", "utf-8")
    os.utime(project / "page.md", (1, 1))
    assert read_revision(project, DAY) == before
    assert git(project, "status", "--porcelain") == "?? notes.txt"


def test_what_was_changed_since_is_not_the_commit(project: Path) -> None:
    name = read_revision(project, DAY).name
    (project / "page.md").write_text("two\n", "utf-8")
    assert read_revision(project, DAY).name == f"{name}{CHANGED}"


def test_a_person_s_settings_for_git_do_not_matter(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = read_revision(project, DAY)
    settings = tmp_path / "gitconfig"
    settings.write_text("[log]\nshowSignature = true\n[core]\nabbrev = 5\n[color]\nui = always\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert read_revision(project, DAY) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_another_s_checkout(project: Path) -> None:
    """As in a container: git itself refuses to speak of a folder that another account owns."""
    before = read_revision(project, DAY)
    for path in (project, *project.rglob("*")):
        os.chown(path, 4711, 4711)
    with pytest.raises(subprocess.CalledProcessError):
        git(project, "log")
    assert read_revision(project, DAY) == before


def test_a_packed_project_knows_its_commit(project: Path, tmp_path: Path) -> None:
    """What git packs, and so what is downloaded as a ZIP of the project, has no history."""
    packed = tmp_path / "packed"
    packed.mkdir()
    git(project, "archive", "--output", str(tmp_path / "packed.tar"), "HEAD")
    subprocess.run(["tar", "-xf", tmp_path / "packed.tar", "-C", packed], check=True)
    assert read_revision(packed, DAY) == read_revision(project, DAY)


@pytest.mark.parametrize("reported", ["$Format:%H %ct$", "", "\0", "abc 1"])
def test_a_project_without_history(reported: str, tmp_path: Path) -> None:
    assert read_revision(tmp_path, DAY) == Revision(UNKNOWN, MIDNIGHT)
    (tmp_path / EXPORTED).write_text(reported, "utf-8")
    assert read_revision(tmp_path, DAY) == Revision(UNKNOWN, MIDNIGHT)


def test_without_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_revision(project, DAY) == Revision(UNKNOWN, MIDNIGHT)


def test_the_environment_s_date_goes_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = read_revision(project, DAY).name
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert read_revision(project, DAY).date == "1970-01-02"
    assert read_revision(project, DAY).name == name


@pytest.mark.parametrize("given", ["yesterday", "-1", "1.5", "٣", "9" * 30])
def test_what_is_no_date(given: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(NoDate, match="SOURCE_DATE_EPOCH is “"):
        read_revision(tmp_path, DAY)
