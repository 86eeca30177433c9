"""The page of downloads: each file with its format, size and SHA-256.

Pages are made at the same time as the files, so sizes and hashes are not known here: ``filled``
puts them into the finished page. The archive of the whole site holds this page too; there the page
says which version it is a copy of and does not offer the archive.
"""

import re
from collections.abc import Iterable, Mapping
from html import unescape

from build_tools.presentation.citations.cited import short_name
from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import render
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.records.editions import ENGLISH, Edition
from build_tools.resources.interface import Words

FOLDER = "downloads"
PATH = "downloads.md"
_ROW = re.compile(
    r'(?P<before><span class="download__name">(?P<name>[^<]*)</span> <span[^>]*>)[^<]*'
    r'(?P<between></span></p><details class="download__sum">(?:<(?!code)|[^<])*<code[^>]*>)[^<]*'
)
"""A file's name, size and SHA-256 in ``downloads.md.j2``."""


def archive_name(resolved: Resolved) -> str:
    """The file name of the archive of the whole site."""
    return f"{short_name(resolved.publication)}.zip"


def filled(page: str, files: Mapping[str, tuple[int, str]], edition: Edition) -> str:
    """The finished page with the size in bytes and the SHA-256 of ``files``, each by its name."""

    def with_figures(row: re.Match[str]) -> str:
        if (figures := files.get(unescape(row["name"]))) is None:
            return row[0]
        return f"{row['before']}{size(figures[0], edition)}{row['between']}{figures[1]}"

    return _ROW.sub(with_figures, page)


def size(count: int, edition: Edition) -> str:
    """A size for reading, in decimal units (IEC 80000-13).

    >>> size(1_380_000, ENGLISH), size(812, ENGLISH)
    ('1.4 MB', '1 kB')
    """
    amount = f"{count / 1e6:.1f}" if count >= 1e6 else f"{max(count, 1000) / 1e3:.0f}"
    unit = "MB" if count >= 1e6 else "kB"
    return f"{amount} {unit}" if edition == ENGLISH else f"{amount}\u00a0{unit}"


def page(resolved: Resolved, words: Words, names: Iterable[str], revision: Revision) -> Page:
    """The edition's page of downloads: the books ``names`` and the archive.

    The end of a book's name, ``-<kind>.<format>``, says which book it is.
    """
    folder = f"{words.edition.up}{FOLDER}"
    rows: dict[str, list[dict[str, str]]] = {"pdf": [], "epub": []}
    for book in names:
        kind, _, form = book.rpartition("-")[2].partition(".")
        row = {"title": words(f"book_{kind}"), "url": f"{folder}/{book}", "name": book}
        rows[form].append(row)
    name = archive_name(resolved)
    body = render(
        "downloads.md.j2",
        words,
        groups=[{"format": form, "rows": found} for form, found in rows.items() if found],
        archive={"name": name, "url": f"{folder}/{name}", "about": words("zip_about")},
        revision=revision,
    )
    return Page(
        PATH,
        words("downloads"),
        words("downloads_about"),
        body,
        "downloads",
        hide=("toc",),
    )
