"""The staged files of an edition: plain Markdown on disk, with all that its pages load."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.books import files as books
from build_tools.diagnostics import Problems
from build_tools.exports import files as exports
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.all_pages import glosses_of, pages
from build_tools.presentation.pages.page import Page
from build_tools.publication.project import Project
from build_tools.publication.release import Release
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.search import collect
from build_tools.search.engine import ENGINE_PATH, engine
from build_tools.search.index import INDEX_PATH, search_index
from build_tools.system.files import folder_files, sync

ASSETS = Path(__file__).parent / "assets"


def stage_edition(
    project: Project,
    resolved: Resolved,
    edition: Edition,
    release: Release,
    problems: Problems,
    more: Mapping[str, bytes] | None = None,
) -> list[Page]:
    """Write the files of an edition, and ``more`` files; its pages in navigation order.

    Files that would not change are not written again.
    """
    glosses = glosses_of(resolved)
    by_hand = handwritten.pages(project.handwritten, edition, problems)
    listed = pages(
        resolved,
        edition,
        glosses,
        release,
        books.names(resolved),
        exports.schema_paths(resolved.has_english),
        by_hand,
    )
    files = {page.path: page.markdown().encode() for page in listed}
    files |= folder_files(ASSETS, "assets/")
    files |= folder_files(project.handwritten / "assets", "assets/")
    entries = collect.entries(resolved, edition, glosses)
    files[INDEX_PATH] = search_index(entries, edition, problems)
    files[ENGINE_PATH] = engine()
    if not edition.folder:
        files |= {f"data/{name}": text.encode() for name, text in exports.files(resolved).items()}
        # As received, whatever its encoding.
        files["data/source.txt"] = (project.data / resolved.publication.source.file).read_bytes()
    sync(project.staged / edition.id, files | dict(more or {}))
    return listed
