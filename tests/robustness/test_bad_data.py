"""Builds of bad data leave the last good site and report every problem."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from build_tools.build import BuildFailed, build
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.website.integrity import file_hashes
from tests.support.cases import read_cases
from tests.support.paths import ROOT
from tests.support.publications import tiny

CASES = read_cases("builds/bad_data.yml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small publication, built; nobody changes it."""
    project = tiny.project(tmp_path_factory.mktemp("small"))
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    return project


@pytest.fixture
def broken(built: Project, tmp_path: Path) -> Project:
    """The small publication with its good site, for a test to damage."""
    project = tiny.project(tmp_path / "project")
    # Links take no time, and publishing replaces files but never writes into them.
    shutil.copytree(built.site, project.site, copy_function=shutil.copy)
    return project


def failing(project: Project) -> list[str]:
    """What a build reports that must fail and leave the site as it is."""
    before = file_hashes(project.site)
    problems = Problems()
    with pytest.raises(BuildFailed):
        build(project, problems, Progress())
    assert problems.errors
    assert file_hashes(project.site) == before
    return [str(found) for found in problems]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bad_data(case: dict[str, Any], broken: Project) -> None:
    path = broken.data / case["file"]
    if "new" not in case:
        path.unlink()
    elif "old" not in case:
        path.write_text(case["new"], "utf-8")
    else:
        text = path.read_text("utf-8")
        assert case["old"] in text
        changed = text.replace(case["old"], case["new"], 1)
        path.write_bytes(changed.encode(case.get("encoding", "utf-8")))
    messages = failing(broken)
    assert any(line.startswith(case["message"]) for line in messages), messages


def test_all_problems_are_reported_in_one_run(broken: Project) -> None:
    """By the command line: on standard error, in order, with the exit status 1."""
    for name, old, new in (
        ("errata.yml", "# No damage.", "- damaged: 無\n  restored: 有\n  why: {zh: 因, en: so}"),
        ("tracker/links.yml", "commitment: parking", "commitment: park"),
        ("glossary/economy.yml", "origin: established", "origin: old"),
    ):
        path = broken.data / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = file_hashes(broken.site)
    run = subprocess.run(
        [sys.executable, "-m", "build_tools", "--root", broken.root, "site", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert file_hashes(broken.site) == before
    *lines, last = run.stderr.splitlines()
    assert last == "nothing was published; the last good site is kept"
    for place in ("errata.yml:1:3", "tracker/links.yml:", "glossary/economy.yml:16:3"):
        assert any(line.startswith(f"data/{place}") for line in lines), run.stderr
    files = [line.partition(":")[0] for line in lines if line.startswith("data/")]
    assert files == sorted(files)


def test_a_link_that_leads_nowhere(broken: Project) -> None:
    """It is reported at its place in the file that the editor wrote."""
    page = broken.handwritten / "en" / "about.md"
    text = page.read_text("utf-8") + "\n"
    page.write_text(text + "[here](missing.md)\n", "utf-8")
    line = text.count("\n") + 1
    assert failing(broken) == [f"docs/en/about.md:{line}:8: SIT001 missing.md is not there"]


def test_a_problem_of_both_chinese_editions(broken: Project) -> None:
    """It is one problem: the editor wrote one page."""
    page = broken.handwritten / "zh" / "about.md"
    text = page.read_text("utf-8") + "\n"
    page.write_text(text + "<video poster=a.png></video>\n", "utf-8")
    line = f"docs/zh/about.md:{text.count(chr(10)) + 1}"
    assert failing(broken) == [f"{line}:1: SIT008 <video>", f"{line}:15: SIT001 a.png is not there"]


def test_a_page_by_hand_that_is_not_utf_8(broken: Project) -> None:
    page = broken.handwritten / "zh" / "about.md"
    page.write_bytes(page.read_text("utf-8").encode("gb18030"))
    (message,) = failing(broken)
    assert message.startswith("docs/zh/about.md:1:3: REC002")


def test_a_configuration_that_the_renderer_refuses(broken: Project) -> None:
    path = broken.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("- tables", "- tables: {columns: 3}"), "utf-8")
    assert failing(broken) == [
        f"edition {edition}: SIT013 ERROR - Config value 'markdown_extensions': Failed to load "
        "extension 'tables'. KeyError: 'columns'"
        for edition in ("en", "hans", "hant")
    ]


def test_what_is_no_configuration(broken: Project) -> None:
    (broken.root / "mkdocs.yml").write_text("theme: {name: material\n", "utf-8")
    (message,) = failing(broken)
    assert message.startswith("mkdocs.yml:1:8: REC003")
