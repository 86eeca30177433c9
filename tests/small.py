"""The small publication of ``tests/tiny``: an invented city's report, for whole builds."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.pipeline import Progress, Project, check
from build_tools.resolve import Resolved

TINY = Path(__file__).parent / "tiny"
ROOT = Path(__file__).parents[1]


def project(folder: Path) -> Project:
    """A copy of the small publication, with the one configuration of the look."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Project.at(folder)


@cache
def resolved() -> Resolved:
    """The small publication, which has no problems."""
    problems = Problems()
    found = check(TINY / "data", problems, Progress())
    assert found is not None
    assert list(map(str, problems)) == []
    return found
