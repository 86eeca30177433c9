"""All books of a publication, as files."""

from __future__ import annotations

from pathlib import Path

from build_tools.books import epub, pdf
from build_tools.diagnostics import Problems
from build_tools.presentation.pages.downloads import FOLDER, base_name
from build_tools.publication.release import Release
from build_tools.publication.resolved import Resolved


def names(resolved: Resolved) -> list[str]:
    """The file names of the books."""
    name = base_name(resolved)
    return [*pdf.names(resolved, name), *epub.names(resolved, name)]


def files(
    resolved: Resolved, release: Release, url: str, kept: Path, problems: Problems
) -> dict[str, bytes]:
    """The books by their path in the site at ``url``.

    PDFs are taken from the folder ``kept`` where nothing that they depend on has changed.
    """
    name = base_name(resolved)
    made = pdf.files(resolved, release, url, name, problems, kept)
    made |= epub.files(resolved, release, url, name)
    return {f"{FOLDER}/{file}": content for file, content in made.items()}
