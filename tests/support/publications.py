"""The made publications: reports of invented cities, for checks and whole builds."""

import datetime
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.exports.files import schema_paths
from build_tools.presentation.pages.all_pages import pages, shared_by_editions
from build_tools.presentation.pages.page import Page
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.records.editions import Edition
from tests.support.paths import FULL, ROOT, SECOND, TINY

REVISION = Revision("0123456789ab", datetime.datetime(2022, 1, 15, 4, 5, 6, tzinfo=datetime.UTC))


@dataclass(frozen=True)
class Made:
    """A made publication."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def project(self, folder: Path) -> Project:
        """A copy to build, with this project's configuration of the look."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return Project.at(folder)

    def resolved(self) -> Resolved:
        """The publication, which has no errors."""
        return _resolved(self.data)

    def pages(self, edition: Edition) -> tuple[Page, ...]:
        return _pages(self, edition)


tiny = Made(TINY)
"""A damaged traditional source of 16 lines, complete."""
full = Made(FULL)
"""A damaged traditional source with every kind of record, complete."""
second = Made(SECOND)
"""A sound simplified source, partly translated."""


@cache
def _resolved(data: Path) -> Resolved:
    problems = Problems()
    found = check_publication(data, problems)
    assert found is not None
    assert list(map(str, problems.errors)) == []
    return found


@cache
def _pages(made: Made, edition: Edition) -> tuple[Page, ...]:
    return tuple(pages_of(made.resolved(), edition))


def pages_of(resolved: Resolved, edition: Edition) -> list[Page]:
    """All pages of an edition but the handwritten ones, without books."""
    return pages(resolved, edition, shared_by_editions(resolved), REVISION, [], schema_paths(), [])
