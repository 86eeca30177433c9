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
_SIZE = re.compile(r'(<span class="download__name">(?P<name>[^<]*)</span> <span[^>]*>)[^<]*')
"""A file's name and size in ``downloads.md.j2``."""
_SUM = re.compile(r'(<td class="download__name">(?P<name>[^<]*)</td><td><code[^>]*>)[^<]*')
"""A file's name and SHA-256."""


def archive_name(resolved: Resolved) -> str:
    """The file name of the archive of the whole site."""
    return f"{short_name(resolved.publication)}.zip"


def filled(page: str, files: Mapping[str, tuple[int, str]], edition: Edition) -> str:
    """The finished page with the size in bytes and the SHA-256 of ``files``, each by its name."""

    def figures(row: re.Match[str]) -> tuple[int, str] | None:
        return files.get(unescape(row["name"]))

    def with_size(row: re.Match[str]) -> str:
        return f"{row[1]}{size(found[0], edition)}" if (found := figures(row)) else row[0]

    def with_sum(row: re.Match[str]) -> str:
        return f"{row[1]}{found[1]}" if (found := figures(row)) else row[0]

    return _SUM.sub(with_sum, _SIZE.sub(with_size, page))


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

    The end of a book's name, ``-<kind>.<format>``, says which book it is. The one in both languages
    comes first, then the edition's own.
    """
    folder = f"{words.edition.up}{FOLDER}"
    rows: dict[str, list[dict[str, str]]] = {"pdf": [], "epub": []}
    kinds = {book: book.rpartition("-")[2].partition(".") for book in names}
    own = words.edition.id
    for book in sorted(kinds, key=lambda one: (kinds[one][0] != "bilingual", kinds[one][0] != own)):
        kind, _, form = kinds[book]
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
