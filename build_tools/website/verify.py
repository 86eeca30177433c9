"""Check the rendered site before it is published: links, anchors, requests, editions."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from build_tools.diagnostics import Code, Diagnostic, Place, Problems
from build_tools.records.editions import EDITIONS, Edition
from build_tools.system.cache import Cache, fingerprint, generator_state
from build_tools.website import policy
from build_tools.website.html import Element, elements

SIT001 = Code(
    "SIT001",
    "A link leads to no file of the site.",
    "Correct the address.",
    example="reprot.html is not there",
)
SIT002 = Code(
    "SIT002",
    "A link leads to an anchor that its page lacks.",
    "Correct the anchor.",
    example="#section-2: no such anchor",
)
SIT003 = Code(
    "SIT003",
    "A page would request something from another site.",
    "Ship the file with the site.",
    example="loads https://pictures.example/a.png",
)
SIT004 = Code(
    "SIT004",
    "A page of one edition has no counterpart in another.",
    "Every page has the same path in each edition.",
    example="this page is missing here; the default edition has it",
)
SIT005 = Code(
    "SIT005",
    "An identifier occurs twice on a page.",
    "Rename one of the two.",
    example='"a" appears 2 times',
)
SIT006 = Code(
    "SIT006",
    "A link is not an address of the web, or runs a script.",
    "Write an address that begins with https:// or names a page.",
    example="“javascript:alert(1)”",
)

SIT009 = Code(
    "SIT009",
    "An address that only a server understands: it opens nothing on a disk.",
    "Write a relative address that ends in a file's name.",
    example="report/",
)
NOT_FOUND = "404.html"

LOADING = frozenset(
    {
        *("archive", "attributionsrc", "background", "classid", "code", "codebase", "data"),
        *("dynsrc", "href", "icon", "imagesrcset", "lowsrc", "manifest", "poster", "src", "srcset"),
        *("usemap", "xlink:href", "xml:base"),
    }
)
"""Attributes that load something, or decide from where, on some element or in some browser."""
STYLING = frozenset(
    {
        *("clip-path", "cursor", "fill", "filter", "marker", "marker-end", "marker-mid"),
        *("marker-start", "mask", "stroke", "style"),
    }
)
"""Attributes whose value is of a style sheet (SVG 2, presentation attributes)."""
LINKS = frozenset({"href", "xlink:href"})
PICTURES = frozenset({"feimage", "image", "img", "input", "source"})
"""Elements that show data as a picture, in which nothing runs."""
HARMLESS_LINKS = frozenset({"alternate", "author", "canonical", "help", "license"})
"""Of these kinds of ``link`` elements a browser requests nothing; of others it may."""
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SET = re.compile(r"(?:^|,)\s*([^\s,]+)")
"""The addresses of a ``srcset``."""
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([a-z:/.@(-]))", re.IGNORECASE)
_CSS_VALUE = re.compile(
    r"""/\*.*?(?:\*/|\Z)"""
    r"""|url\(\s*(?P<url>"[^"]*"|'[^']*'|[^)]*)(?:\)|\Z)|"(?P<text>[^"]*)"|'(?P<word>[^']*)'""",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, addresses and strings (W3C, CSS Syntax Module Level 3)."""
_SCRIPTED = ("javascript", "vbscript", "data")
ADDRESSES = LOADING | {"action", "cite", "formaction", "ping"}


@dataclass
class _Seen:
    """What a page links to, loads and names."""

    links: dict[str, list[int]] = field(default_factory=dict)
    """Each address, with the lines that link to it."""
    loads: list[tuple[str, int]] = field(default_factory=list)
    scripted: list[tuple[str, int]] = field(default_factory=list)
    """Addresses, other than a link's, that run a script."""
    ids: list[str] = field(default_factory=list)
    styles: list[tuple[str, int]] = field(default_factory=list)


def _look(found: Iterable[Element]) -> _Seen:
    seen = _Seen()
    for element in found:
        tag, values, line = element.tag, element.attributes, element.line
        if "id" in values:
            seen.ids.append(values["id"])
        followed = LINKS if tag in ("a", "area") else frozenset()
        for name in followed & values.keys():
            seen.links.setdefault(values[name], []).append(line)
        for name in (ADDRESSES - followed) & values.keys():
            parts = _split(values[name])
            if parts is not None and parts.scheme in _SCRIPTED[: 2 if tag in PICTURES else 3]:
                seen.scripted.append((values[name], line))
        kinds = set(values.get("rel", "").lower().split())
        if tag == "link" and kinds and kinds <= HARMLESS_LINKS:
            followed = LINKS
        for name in sorted((LOADING - followed) & values.keys()):
            urls = _SET.findall(values[name]) if name.endswith("srcset") else [values[name]]
            seen.loads += [(url, line) for url in urls if url]
        styles = [values[name] for name in sorted(STYLING & values.keys())]
        styles += [element.text] if tag == "style" else []
        seen.styles += [(style, line) for style in styles]
    return seen


@dataclass(frozen=True)
class _Page:
    """The result of checking one page by itself."""

    ids: frozenset[str]
    anchors: tuple[tuple[str, str, str, int], ...]
    """Links to a place in a page: that page, the anchor, the address, and the line."""
    followed: int
    """Links inside the site."""
    found: tuple[Diagnostic, ...]


def _page(name: str, text: str, files: frozenset[str], root: str) -> _Page:
    problems, found = Problems(), list(elements(text))
    seen = _look(found)
    for identifier, count in Counter(seen.ids).items():
        if count > 1:
            problems.add(SIT005, Place(name), f'"{identifier}" appears {count} times')
    policy.check(name, policy.look(found), problems)
    for url, line in seen.scripted:
        problems.add(SIT006, Place(name, line), f"“{url[:40]}”")
    _check_loads(name, seen, files, root, problems)
    anchors: list[tuple[str, str, str, int]] = []
    followed = 0
    for url, lines in seen.links.items():
        target = _followed(name, url, lines, files, root, problems)
        if target is not None:
            followed += len(lines)
            anchors += ((*target, url, line) for line in lines if target[1])
    return _Page(frozenset(seen.ids), tuple(anchors), followed, tuple(problems.found))


def _page_again(
    name: str, content: bytes, files: frozenset[str], root: str, around: str, cache: Cache
) -> _Page:
    """What :func:`_page` finds; only a page without problems is taken from ``cache``."""

    def make() -> bytes:
        page = _page(name, content.decode(), files, root)
        parts = [sorted(page.ids), page.anchors, page.followed]
        return b"" if page.found else json.dumps(parts).encode()

    kept = cache("page", (around, name, content), make)
    if not kept:
        return _page(name, content.decode(), files, root)
    ids, anchors, followed = json.loads(kept)
    return _Page(frozenset(ids), tuple(map(tuple, anchors)), followed, ())


def _split(url: str) -> SplitResult | None:
    """The parts of an address as a browser reads it; None where it is none."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", url).replace("\\", "/"))
    except ValueError:
        return None


def _is_outside(url: str) -> bool:
    parts = _split(url)
    return parts is None or bool(parts.netloc) or parts.scheme not in ("", "data")


def _target(page: str, url: str) -> str:
    """The path, below the site's root, that ``url`` on ``page`` leads to."""
    path = unquote(urlsplit(url).path)
    parts = [] if path.startswith("/") else page.split("/")[:-1]
    if not path:
        return page
    for part in path.strip("/").split("/") if path != "/" else []:
        if part == "..":
            if not parts:
                return "../" + path
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    target = "/".join(parts)
    return f"{target}/index.html".lstrip("/") if path.endswith(("/", ".")) else target


def _needs_server(url: str) -> bool:
    """Whether ``url`` opens nothing on a disk: it begins at a server's root or names a folder."""
    path = urlsplit(url).path
    return path.startswith("/") or path.rpartition("/")[2] in ("..", ".") or path.endswith("/")


def _from_root(name: str, url: str, root: str) -> tuple[str, str]:
    """A page and an address on it that lead where ``url`` on the page ``name`` does.

    Only the page for what is not found has addresses from the site's ``root``: a server sends it
    for whatever address was asked for.
    """
    if name.rpartition("/")[2] == NOT_FOUND and url.startswith(root):
        return NOT_FOUND, url.removeprefix(root) or "index.html"
    return name, url


def _style_requests(style: str) -> Iterator[str]:
    """The addresses on other sites that a style sheet or attribute loads."""
    for found in _CSS_VALUE.finditer(_CSS_ESCAPE.sub(_unescaped, style)):
        url = (found["url"] or "").strip(" \t\r\n\f'\"")
        text = found["text"] or found["word"] or ""
        parts = _split(text)
        if url and _is_outside(url):
            yield url
        elif parts is not None and parts.netloc:
            yield text


def _unescaped(found: re.Match[str]) -> str:
    """The character of a CSS escape where it may belong to an address, else the escape."""
    char = chr(int(found[1], 16) % 0x110000) if found[1] else found[2]
    return char if char.isascii() and (char.isalnum() or char in ":/.@(-") else found[0]


def _css_requests(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.css")):
        for url in _style_requests(path.read_text("utf-8", "replace")):
            yield path.relative_to(site).as_posix(), url


def _check_loads(
    name: str, seen: _Seen, files: frozenset[str], root: str, problems: Problems
) -> None:
    for url, line in seen.loads:
        if _is_outside(url):
            problems.add(SIT003, Place(name, line), f"loads {url}")
        elif not url.startswith("data:"):
            here, there = _from_root(name, url, root)
            if _needs_server(there):
                problems.add(SIT009, Place(name, line), url)
            elif _target(here, there) not in files:
                problems.add(SIT001, Place(name, line), f"{url} is not there")
    for style, line in seen.styles:
        for url in _style_requests(style):
            problems.add(SIT003, Place(name, line), f"loads {url}")


def _followed(
    name: str,
    url: str,
    lines: Sequence[int],
    files: frozenset[str],
    root: str,
    problems: Problems,
) -> tuple[str, str] | None:
    """The page and the anchor that a link leads to; None where it leads out of the site.

    The anchor is empty where there is none to look for.
    """

    def report(code: Code, message: str) -> None:
        for line in lines:
            problems.add(code, Place(name, line), message)

    parts = _split(url)
    if parts is None or (parts.scheme and parts.scheme not in LINK_SCHEMES):
        report(SIT006, f"“{url[:40]}”")
        return None
    if parts.scheme or parts.netloc:
        if not parts.scheme:
            report(SIT009, url)
        return None
    here, there = _from_root(name, url, root)
    target, anchor = _target(here, there), unquote(urlsplit(url).fragment)
    if _needs_server(there):
        report(SIT009, url)
    elif target not in files:
        report(SIT001, f"{url} is not there")
    elif not anchor.startswith("__"):  # Material's own, made by its script
        return target, anchor
    return target, ""


def verify(
    site: Path,
    problems: Problems,
    editions: Sequence[Edition] = EDITIONS,
    root: str = "/",
    coming: Iterable[str] = (),
    cache: Cache | None = None,
) -> int:
    """Report what is wrong with the site in ``site``; the number of links that were followed.

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
    _check_anchors(pages, problems)
    for name, address in _css_requests(site):
        problems.add(SIT003, Place(name), f"loads {address}")
    _check_editions(set(pages), editions, problems)
    return sum(page.followed for page in pages.values())


def _check_anchors(pages: Mapping[str, _Page], problems: Problems) -> None:
    """Report what was found on each page, and the links to anchors that their pages lack."""
    for name, page in pages.items():
        problems.found += page.found
        for target, anchor, url, line in page.anchors:
            if target in pages and anchor not in pages[target].ids:
                problems.add(SIT002, Place(name, line), f"{url}: no such anchor")


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
