"""The rendered editions and the files next to them, joined to one site."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.system.cache import Cache, generator_state
from build_tools.system.files import walk, write
from build_tools.website.policy import with_policy

UNUSED = ("sitemap.xml", "sitemap.xml.gz", "assets/javascripts/lunr")
"""What the renderer makes for each edition and this site does not need."""
_KEPT = re.compile(r"<(pre|script|style|textarea)\b.*?</\1>", re.DOTALL)
"""Elements in which white space counts."""
_INDENT = re.compile(r"\n[ \t\n]*")


def assemble_edition(rendered: Path, new: Path, edition: Edition, cache: Cache) -> None:
    """Copy an edition from ``rendered`` to its place in the site ``new``.

    Every page gets its security policy, which ``cache`` keeps.
    """
    source = rendered / edition.id
    for path in walk(source):
        name = path.relative_to(source).as_posix()
        if not name.startswith(UNUSED) and not name.endswith(".map"):
            content = path.read_bytes()
            if name.endswith(".html"):
                content = protected(content, cache)
            write(new / edition.folder / name, content)


def add_files(new: Path, publication: Publication, files: Mapping[str, bytes]) -> None:
    """Add to the site ``new``, which has all its pages, other ``files`` and the sitemap."""
    for name, content in files.items():
        write(new / name, content)
    write(new / "sitemap.xml", sitemap(new, publication).encode())


def protected(page: bytes, cache: Cache) -> bytes:
    """``page`` with its security policy, and without the indents of the theme's templates."""
    inputs = (generator_state(), page)
    return cache("policy", inputs, lambda: with_policy(compact(page.decode())).encode())


def compact(page: str) -> str:
    """``page`` without blank lines and indents, where they show nothing.

    >>> compact("<p>\\n\\n  a\\n</p><pre>b\\n\\n  c</pre>")
    '<p>\\na\\n</p><pre>b\\n\\n  c</pre>'
    """
    pieces, end = [], 0
    for kept in _KEPT.finditer(page):
        pieces += [_INDENT.sub("\n", page[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*pieces, _INDENT.sub("\n", page[end:])])


def sitemap(site: Path, publication: Publication) -> str:
    """One sitemap of all editions, each page with its alternates (sitemaps.org, hreflang)."""
    root = site_url(publication)
    editions = publication.published
    others = tuple(edition.prefix for edition in editions if edition.prefix)
    pages = sorted(
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != NOT_FOUND
    )
    default = [page for page in pages if not page.startswith(others)]

    def address(edition: Edition, page: str) -> str:
        return escape(root + edition.prefix + quote("" if page == "index.html" else page))

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
