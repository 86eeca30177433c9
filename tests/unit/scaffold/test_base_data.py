"""The data of a project at a revision."""

import json
import subprocess
from pathlib import Path

import pytest

from build_tools.cli import main
from build_tools.publication.project import Project
from build_tools.scaffold.base_data import base_of
from tests.support.publications import tiny

WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    tiny.project(tmp_path)
    for command in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return Project.at(tmp_path)


def test_a_checkout_of_another_owner(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    base = base_of(project, "HEAD")
    assert base is not None
    assert base.resolved.document.by_id == tiny.resolved().document.by_id


def test_a_revision_is_no_option(project: Project, tmp_path: Path) -> None:
    assert base_of(project, f"--output={tmp_path / 'made'}") is None
    assert not (tmp_path / "made").exists()


def test_a_page_that_was_written_by_hand_is_compared(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project.handwritten / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + "\nOne more block of this page, and of no other.\n")
    root = str(project.root)
    assert main(["--root", root, "report", "--base", "HEAD", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == [
        {
            "file": "docs/en/about.md",
            "path": "One more block of this page, a…",
            "before": "",
            "after": "One more block of this page, and of no other.",
        }
    ]
