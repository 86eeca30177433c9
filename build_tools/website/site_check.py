"""Check the rendered site before it is published: links, anchors, requests, editions."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records.editions import EDITIONS, Edition
from build_tools.system.cache import Cache, fingerprint, generator_state
from build_tools.website.addresses import style_requests
from build_tools.website.page_check import SIT003, CheckedPage, check_page

SIT002 = Code(
    "SIT002",
    "A link leads to an anchor that its page lacks.",
    "Correct the anchor.",
    example="#section-2: no such anchor",
)
SIT004 = Code(
    "SIT004",
    "A page of one edition has no counterpart in another.",
    "Every page has the same path in each edition.",
    example="this page is missing here; the default edition has it",
)


def check_site(
    site: Path,
    problems: Problems,
    editions: Sequence[Edition] = EDITIONS,
    root: str = "/",
    coming: Iterable[str] = (),
    cache: Cache | None = None,
) -> None:
    """Report what is wrong with the site in ``site``.

    ``editions`` are those that the site must have, the default one first. ``root`` is the path of
    the site's address, with which the addresses of the 404 page may begin. Links may lead to files
    that are still ``coming``. ``cache`` keeps what was found on pages that have not changed.
    """
    there = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    files = there | frozenset(coming)
    around = fingerprint(generator_state(), root, *sorted(files))
    pages = {
        name: _page_again(name, (site / name).read_bytes(), files, root, around, cache or Cache())
        for name in sorted(there)
        if name.endswith(".html")
    }
    check_anchors(pages, problems)
    for path in sorted(site.rglob("*.css")):
        for url in style_requests(path.read_text("utf-8", "replace")):
            problems.add(SIT003, Place(path.relative_to(site).as_posix()), f"loads {url}")
    _check_editions(set(pages), editions, problems)


def _page_again(
    name: str, content: bytes, files: frozenset[str], root: str, around: str, cache: Cache
) -> CheckedPage:
    """What :func:`check_page` finds; only a page without problems is taken from ``cache``."""

    def make() -> bytes:
        page = check_page(name, content.decode(), files, root)
        return b"" if page.found else json.dumps([sorted(page.ids), page.anchors]).encode()

    kept = cache("page", (around, name, content), make)
    if not kept:
        return check_page(name, content.decode(), files, root)
    ids, anchors = json.loads(kept)
    return CheckedPage(frozenset(ids), tuple(map(tuple, anchors)), ())


def check_anchors(pages: Mapping[str, CheckedPage], problems: Problems) -> None:
    """Report what was found on each page, and the links to anchors that their pages lack."""
    for name, page in pages.items():
        problems.found += page.found
        for target, anchor, url, line in page.anchors:
            if target in pages and anchor not in pages[target].ids:
                hint = nearest(anchor, pages[target].ids)
                problems.add(SIT002, Place(name, line), f"{url}: no such anchor", hint)


def _check_editions(pages: set[str], editions: Sequence[Edition], problems: Problems) -> None:
    others = tuple(edition.prefix for edition in editions if edition.prefix)
    default = {page for page in pages if not page.startswith(others)}
    for edition in editions:
        folder = edition.prefix
        own = {page.removeprefix(folder) for page in pages if page.startswith(folder)}
        if not folder:
            own = default
        for missing in sorted(default - own):
            problems.add(
                SIT004,
                Place(f"{folder}{missing}"),
                "this page is missing here; the default edition has it",
            )
        for extra in sorted(own - default):
            problems.add(SIT004, Place(f"{folder}{extra}"), "the default edition lacks this page")
