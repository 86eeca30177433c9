"""Everything that the pages of a site are made from: the data, ``mkdocs.yml`` and the revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision, read_revision
from build_tools.system.progress import Progress
from build_tools.website.mkdocs_yml import CONFIGURATION, load_configuration


@dataclass(frozen=True)
class Loaded:
    """Data without errors, and what they are shown with."""

    resolved: Resolved
    settings: Mapping[str, Any]
    """The settings of ``mkdocs.yml``."""
    revision: Revision


def load_project(
    project: Project,
    problems: Problems,
    progress: Progress | None = None,
    *,
    is_quick: bool = False,
) -> Loaded | None:
    """Load a project; None, and ``problems`` with errors, where no page can be made of it.

    It is checked as :func:`check_publication` does. Raises NoDate.
    """
    settings = load_configuration(project.root / CONFIGURATION, problems)
    resolved = check_publication(project.data, problems, progress, is_quick=is_quick)
    if settings is None or resolved is None or problems.errors:
        return None
    return Loaded(resolved, settings, read_revision(project.root, resolved.publication.date))
