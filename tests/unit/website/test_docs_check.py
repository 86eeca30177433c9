"""``check`` says of ``docs/`` what a build would say: ``cases/website/docs_check.yml``."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.website.docs_check import check_docs
from build_tools.website.loading import check_project
from tests.support.cases import read_cases
from tests.support.handwritten_files import write_files
from tests.support.publications import tiny

CASES = read_cases("website/docs_check.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_check_says(case: dict[str, Any], tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    write_files(project.handwritten, case["docs"])
    problems = Problems()
    settings = case.get("settings", {"markdown_extensions": ["attr_list"]})
    check_docs(project, tiny.resolved(), settings, problems)
    reported = list(map(str, problems))
    wanted = case.get("reported", [])
    assert len(reported) == len(wanted), reported
    for words in wanted:
        assert any(words in line for line in reported), (words, reported)


def test_the_whole_check(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    problems = Problems()
    assert check_project(project, problems) is not None
    assert list(map(str, problems)) == []
    files = {
        "zh/one.md": "# 一",
        "en/two.htm": "# Two",
        "assets/a.exe": "",
        "zh/three.md": "[a](b.md)\n\n# 三",
    }
    write_files(project.handwritten, {**files, "en/three.md": "# Three"})
    check_project(project, problems)
    assert [str(problem).partition(" (hint")[0] for problem in problems] == [
        'docs/assets/a.exe: SIT015 ".exe" is not a kind of file that pages may load',
        'docs/en/two.htm: SIT015 pages have the ending ".md"',
        "docs/zh/one.md: PUB018 it has no page of this name in English",
        "docs/zh/three.md:1:5: SIT001 b.md is not there",
    ]


def test_no_docs_folder(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    project.handwritten.rename(tmp_path / "elsewhere")
    problems = Problems()
    check_project(project, problems)
    (found,) = problems
    assert str(found).startswith("docs: SIT015 advice: no such folder")
