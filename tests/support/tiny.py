"""The small publication of ``tests/tiny``: an invented city's report, for whole builds."""

from __future__ import annotations

import datetime
import shutil
from functools import cache
from pathlib import Path

from build_tools import build
from build_tools.build import TakeAway
from build_tools.diagnostics import Problems
from build_tools.presentation.pages.page import Page
from build_tools.publication import release
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.system.progress import Progress
from tests.support.paths import ROOT, TINY


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


def pages(found: Resolved, edition: Edition) -> list[Page]:
    """All pages of an edition, without those written by hand and without books."""
    state = release.Release("0", datetime.datetime(2022, 1, 15, tzinfo=datetime.UTC))
    taken = TakeAway(state, "https://report.example.org/")
    return build.pages(found, edition, build.glosses_of(found), taken, [])
