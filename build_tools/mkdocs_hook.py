"""Lets plain ``mkdocs serve`` and ``mkdocs build`` show the default edition.

MkDocs loads this file by its path (``hooks`` in ``mkdocs.yml``), so it puts the project's folder
on the path itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from build_tools.diagnostics import Problems
from build_tools.publication import release
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.release import NoDate
from build_tools.system.os_errors import why
from build_tools.system.progress import Progress
from build_tools.website import offline
from build_tools.website.render import CONFIGURATION, ConfigurationError, configuration, read_base
from build_tools.website.staging import stage_edition

ROOT = Path(__file__).resolve().parents[1]


def on_config(config: Any) -> Any:
    """Run the stages before the renderer and point MkDocs at what they staged.

    Raises PluginError, which MkDocs tells as it is, where the data or the system do not allow it.
    """
    problems = Problems()
    try:
        derived = _staged(problems)
    except OSError as error:
        raise PluginError(why(error)) from error
    except (NoDate, ConfigurationError) as error:
        raise PluginError(str(error)) from error
    if derived is None or problems.errors:
        raise PluginError("\n".join(map(str, problems)))
    for key in ("docs_dir", "site_name", "site_description", "nav", "extra"):
        config[key] = derived[key]
    config["theme"].language = derived["theme"]["language"]
    config["theme"]["language"] = derived["theme"]["language"]
    return config


def _staged(problems: Problems) -> dict[str, Any] | None:
    """The default edition's configuration, once it is staged; None where there is nothing to show.

    Raises NoDate, ConfigurationError and OSError.
    """
    project, base = Project.at(ROOT), read_base(ROOT / CONFIGURATION)
    resolved = check(project.data, problems, Progress())
    if resolved is None or problems.errors:
        return None
    record, edition = resolved.publication, resolved.publication.published[0]
    version = release.read(ROOT, record.date)
    pages = stage_edition(project, resolved, edition, version, problems, offline.files(record))
    docs = project.staged / edition.id
    return configuration(base, record, edition, pages, docs, docs)
