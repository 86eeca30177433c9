"""Everything that the pages of a site are made from: the data, ``mkdocs.yml`` and the revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.presentation.pages.all_pages import Shared, shared_by_editions
from build_tools.publication.check import Check
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import NoDate, Revision, read_revision
from build_tools.system.forks import Forks
from build_tools.system.progress import Progress
from build_tools.system.remembered import remembering
from build_tools.website.docs_check import check_docs
from build_tools.website.mkdocs_yml import CONFIGURATION, load_configuration


@dataclass(frozen=True)
class Loaded:
    """Data without errors, and what they are shown with."""

    resolved: Resolved
    settings: Mapping[str, Any]
    """The settings of ``mkdocs.yml``."""
    revision: Revision
    shared: Shared
    """What the pages of all editions share."""


def load_project(project: Project, problems: Problems) -> Loaded | None:
    """Load and check a project; None where ``problems`` has errors. Raises NoDate."""
    with remembering(project.remembered), Forks() as forks:
        loaded, check = begin_loading(project, problems, forks)
        problems.found += check.finish()
    return None if problems.errors else loaded


def check_project(project: Project, problems: Problems) -> Resolved | None:
    """Check data, ``mkdocs.yml`` and ``docs/`` without building; the data, as far as they are read.

    Without a ``mkdocs.yml``, which a build needs, that is checked as if it had no settings.
    """
    path = project.root / CONFIGURATION
    with remembering(project.remembered), Forks() as forks:
        check = Check(project.data, forks)
        settings = load_configuration(path, problems) if path.exists() else {}
        if check.resolved is not None and settings is not None:
            check_docs(project, check.resolved, settings, problems)
        problems.found += check.finish()
    return check.resolved


def begin_loading(
    project: Project,
    problems: Problems,
    forks: Forks,
    progress: Progress | None = None,
    *,
    is_quick: bool = False,
) -> tuple[Loaded | None, Check]:
    """Load a project, and begin to check it as :class:`Check` does.

    What is loaded is None where the data, as far as they are checked, or ``mkdocs.yml`` have
    errors; those of ``mkdocs.yml`` are added to ``problems``. Raises NoDate, once all are added.
    """
    settings = load_configuration(project.root / CONFIGURATION, problems)
    check = Check(project.data, forks, progress, is_quick=is_quick)
    errors = Problems(problems.found + check.quick()).errors
    if settings is None or check.resolved is None or errors:
        return None, check
    try:
        revision = read_revision(project.root, check.resolved.publication.date)
    except NoDate:
        problems.found += check.finish()
        raise
    return Loaded(check.resolved, settings, revision, shared_by_editions(check.resolved)), check
