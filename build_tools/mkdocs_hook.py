"""Lets plain ``mkdocs serve`` and ``mkdocs build`` show the default edition.

MkDocs loads this file by its path (``hooks`` in ``mkdocs.yml``), so it puts the project's folder
on the path itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def on_config(config: Any) -> Any:
    """Run the stages before the renderer and point MkDocs at what they staged."""
    from mkdocs.exceptions import PluginError  # noqa: PLC0415

    from build_tools import release  # noqa: PLC0415
    from build_tools.checking import check  # noqa: PLC0415
    from build_tools.diagnostics import Problems  # noqa: PLC0415
    from build_tools.model import EDITIONS  # noqa: PLC0415
    from build_tools.pipeline import TakeAway, stage_edition  # noqa: PLC0415
    from build_tools.progress import Progress  # noqa: PLC0415
    from build_tools.project import Project  # noqa: PLC0415
    from build_tools.publication import site_url  # noqa: PLC0415
    from build_tools.website import offline  # noqa: PLC0415
    from build_tools.website.render import configuration, read_base  # noqa: PLC0415

    project, problems, edition = Project.at(ROOT), Problems(), EDITIONS[0]
    resolved = check(project.data, problems, Progress())
    if resolved is None or problems.errors:
        raise PluginError("\n".join(map(str, problems)))
    taken = TakeAway(release.read(ROOT, resolved.publication.date), site_url(resolved.publication))
    app = offline.files(resolved.publication)
    pages = stage_edition(project, resolved, edition, taken, problems, app)
    docs = project.staged / edition.id
    derived = configuration(
        read_base(ROOT / "mkdocs.yml"), resolved.publication, edition, pages, docs, docs
    )
    config["docs_dir"] = str(docs)
    for key in ("site_name", "site_description", "nav", "extra"):
        config[key] = derived[key]
    config["theme"].language = derived["theme"]["language"]
    config["theme"]["language"] = derived["theme"]["language"]
    return config
