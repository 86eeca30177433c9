"""The page of what can be taken away: each file with its format, size and SHA-256.

The archive of the whole site holds this page too, so its own size and hash cannot be known here;
``build_tools.website.package`` fills them in, and in the archive puts in their place which version
it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from build_tools.model import EDITIONS, Edition
from build_tools.pages.page import Page
from build_tools.release import Release
from build_tools.resolve import Resolved
from build_tools.templating import Words, render

FOLDER = "downloads"
Format = Literal["pdf", "epub", "zip"]


@dataclass(frozen=True)
class Download:
    """A file to take away."""

    name: str
    """``<publication>-<kind>.<format>``; an archive is ``<publication>.zip``."""
    size: int
    """In bytes; 0 where it cannot be known yet."""
    sha256: str

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


def listed(files: Mapping[str, bytes]) -> tuple[Download, ...]:
    """The files by name, with size and hash, in the order given."""
    return tuple(
        Download(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    )


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


def page(
    resolved: Resolved, edition: Edition, files: Iterable[Download], release: Release, url: str
) -> Page:
    """The edition's page of downloads; without files, the archive alone is listed."""
    words = Words(edition)
    up = "../" if edition.folder else ""
    rows: dict[Format, list[dict[str, str]]] = {"pdf": [], "epub": []}
    for file in files:
        told, lang = title(file, words)
        rows[file.format].append(
            {
                "title": told,
                "lang": lang,
                "url": f"{up}{FOLDER}/{file.name}",
                "name": file.name,
                "size": size(file.size, edition),
                "sha256": file.sha256,
            }
        )
    name = archive_name(resolved)
    body = render(
        "downloads.md.j2",
        edition,
        groups=[{"format": form, "rows": found} for form, found in rows.items() if found],
        archive={"name": name, "url": f"{up}{FOLDER}/{name}", "about": words("zip_about")},
        release=release,
        url=url,
    )
    return Page(
        "downloads.md",
        words("downloads"),
        words("downloads_about"),
        body,
        "downloads",
        hide=("navigation", "toc"),
    )
