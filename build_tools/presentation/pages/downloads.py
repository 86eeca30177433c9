"""The page of what can be taken away: each file with its format, size and SHA-256.

Pages are made while the files still are, so sizes and hashes are not known here: ``filled`` puts
them into the finished page. The archive of the whole site holds this page too; in the archive there
stands which version it is in the place of its own row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal

from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import Words, render
from build_tools.publication.release import Release
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, Edition
from build_tools.records.publication import site_url

FOLDER = "downloads"
Format = Literal["pdf", "epub", "zip"]
_ROW = re.compile(
    r'(?P<before><span class="download__name">(?P<name>[^<]*)</span> <span[^>]*>)[^<]*'
    r'(?P<between></span></p><p class="download__sum">(?:<(?!code)|[^<])*<code[^>]*>)[^<]*'
)
"""What of ``downloads.md.j2`` tells a file's name, size and SHA-256."""


@dataclass(frozen=True)
class Download:
    """A file to take away."""

    name: str
    """``<publication>-<kind>.<format>``; an archive is ``<publication>.zip``."""

    @property
    def format(self) -> Format:
        form = self.name.rpartition(".")[2]
        return "zip" if form == "zip" else "epub" if form == "epub" else "pdf"

    @property
    def kind(self) -> str:
        """Which edition or book it is."""
        return self.name.rpartition(".")[0].rpartition("-")[2]


def base_name(resolved: Resolved) -> str:
    """How the names of the files begin: the publication's own name, from its repository."""
    return str(resolved.publication.site.repository).rstrip("/").rpartition("/")[2]


def archive_name(resolved: Resolved) -> str:
    return f"{base_name(resolved)}.zip"


def filled(page: str, files: Mapping[str, tuple[int, str]], edition: Edition) -> str:
    """The finished page with the size in bytes and the SHA-256 of ``files``, each by its name."""

    def with_figures(row: re.Match[str]) -> str:
        if (figures := files.get(unescape(row["name"]))) is None:
            return row[0]
        return f"{row['before']}{size(figures[0], edition)}{row['between']}{figures[1]}"

    return _ROW.sub(with_figures, page)


def size(count: int, edition: Edition) -> str:
    """A size for reading: ``1.4 MB`` (units of a thousand, as IEC 80000-13 has them)."""
    amount = f"{count / 1e6:.1f}" if count >= 1e6 else f"{max(count, 1000) / 1e3:.0f}"
    unit = "MB" if count >= 1e6 else "kB"
    return f"{amount} {unit}" if not edition.is_chinese else f"{amount}\u00a0{unit}"


def title(file: Download, words: Words) -> tuple[str, str]:
    """What a file holds, and the language of these words where it is not the edition's."""
    if file.format == "epub":
        return words(f"book_{file.kind}"), ""
    own = next(edition for edition in EDITIONS if edition.id == file.kind)
    return own.name, own.lang if own != words.edition else ""


def page(resolved: Resolved, edition: Edition, names: Iterable[str], release: Release) -> Page:
    """The edition's page of downloads: of the files ``names``, and of the archive in any case."""
    words = Words(edition)
    up = "../" if edition.folder else ""
    rows: dict[Format, list[dict[str, str]]] = {"pdf": [], "epub": []}
    for file in map(Download, names):
        told, lang = title(file, words)
        rows[file.format].append(
            {
                "title": told,
                "lang": lang,
                "url": f"{up}{FOLDER}/{file.name}",
                "name": file.name,
            }
        )
    name = archive_name(resolved)
    body = render(
        "downloads.md.j2",
        edition,
        groups=[{"format": form, "rows": found} for form, found in rows.items() if found],
        archive={"name": name, "url": f"{up}{FOLDER}/{name}", "about": words("zip_about")},
        release=release,
        url=site_url(resolved.publication),
    )
    return Page(
        "downloads.md",
        words("downloads"),
        words("downloads_about"),
        body,
        "downloads",
        hide=("navigation", "toc"),
    )
