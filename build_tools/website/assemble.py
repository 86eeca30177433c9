"""The rendered editions and the files beside them, joined to one site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.system.files import remove, write
from build_tools.website.policy import with_policy

UNUSED = ("sitemap.xml", "sitemap.xml.gz", "assets/javascripts/lunr")
"""What the renderer makes for each edition and this site does not need."""


def assemble(
    rendered: Path, new: Path, publication: Publication, files: Mapping[str, bytes]
) -> None:
    """Move the editions from ``rendered`` into ``new`` and add ``files`` and the sitemap.

    Every page gets its security policy.
    """
    for edition in publication.published:
        target = new / edition.folder
        target.parent.mkdir(parents=True, exist_ok=True)
        (rendered / edition.id).rename(target)
        for name in UNUSED:
            remove(target / name)
        for leftover in target.rglob("*.map"):
            leftover.unlink()
    for page in sorted(new.rglob("*.html")):
        write(page, with_policy(page.read_text("utf-8")).encode())
    for path, content in files.items():
        write(new / path, content)
    write(new / "sitemap.xml", sitemap(new, publication).encode())


def sitemap(site: Path, publication: Publication) -> str:
    """One sitemap of all editions, each page with its alternates (sitemaps.org, hreflang)."""
    root = site_url(publication)
    editions = publication.published
    folders = {edition.id: f"{edition.folder}/" if edition.folder else "" for edition in editions}
    others = tuple(folder for folder in folders.values() if folder)
    pages = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.name != "404.html"
    )
    default = [page for page in pages if not page.startswith(others)]

    def address(edition: Edition, page: str) -> str:
        return escape(root + folders[edition.id] + quote("" if page == "index.html" else page))

    rows = []
    for page in default:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{e.lang}" href="{address(e, page)}"/>'
            for e in editions
        )
        rows += [f"<url><loc>{address(edition, page)}</loc>{links}</url>" for edition in editions]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )
