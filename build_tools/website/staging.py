"""The staged files of an edition: plain Markdown on disk, with all that its pages load."""

import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from build_tools.books.files import book_file_names
from build_tools.diagnostics import Problems
from build_tools.exports import files as exports
from build_tools.exports.feed import feed
from build_tools.exports.files import export_files
from build_tools.presentation.pages.all_pages import pages
from build_tools.presentation.pages.history import FEED
from build_tools.presentation.pages.page import Page
from build_tools.publication.project import Project
from build_tools.records.editions import Edition
from build_tools.search.collect import collect_entries, page_entries
from build_tools.search.engine import ENGINE_PATH, engine
from build_tools.search.index import INDEX_PATH, search_index
from build_tools.system.files import sync, walk
from build_tools.website.docs_files import docs_files_of
from build_tools.website.loading import Loaded
from build_tools.website.page_files import ASSETS

_COMMENT = re.compile(rb"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
"""A comment on lines of its own: those of scripts and style sheets are for who reads the source."""


def stage_edition(
    project: Project,
    loaded: Loaded,
    edition: Edition,
    problems: Problems,
    more: Mapping[str, bytes] | None = None,
    *,
    only_pages: bool = False,
) -> list[Page]:
    """Write the files of an edition, and ``more`` files; its pages in navigation order.

    Files that would not change are not written again. ``only_pages`` leaves out the search index
    and the exports, which take nearly half of the time, and without which pages can be looked at.
    """
    resolved = loaded.resolved
    docs = docs_files_of(project.handwritten, resolved, loaded.settings, edition, problems)
    listed = pages(
        resolved,
        edition,
        loaded.shared,
        loaded.revision,
        book_file_names(resolved),
        exports.schema_paths(resolved.has_english, resolved.publication.has_traditional),
        docs.pages,
    )
    files = {page.path: page.markdown().encode() for page in listed}
    files |= {path.relative_to(ASSETS.parent).as_posix(): _asset(path) for path in walk(ASSETS)}
    if not only_pages:
        of_pages = page_entries(listed, edition)
        of_text = collect_entries(resolved, resolved.words(edition), loaded.shared.glosses)
        files[INDEX_PATH] = search_index(chain(of_text, of_pages), edition)
    files[ENGINE_PATH] = engine()
    if resolved.history:
        files[FEED] = feed(resolved, resolved.words(edition))
    if not (edition.folder or only_pages):
        files |= {f"data/{name}": text.encode() for name, text in export_files(resolved).items()}
        # As received, whatever its encoding.
        files["data/source.txt"] = (project.data / resolved.publication.source.file).read_bytes()
    sync(project.staged / edition.id, {**files, **docs.assets, **(more or {})})
    return listed


def _asset(path: Path) -> bytes:
    """What is published of a file of the generator."""
    content = path.read_bytes()
    return _COMMENT.sub(b"", content) if path.suffix in (".css", ".js") else content
