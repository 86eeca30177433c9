"""What a page links to and loads, as a browser reads its elements and its styles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from build_tools.website.html import Element

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
_LOOKED_AT = ADDRESSES | STYLING


@dataclass
class PageAddresses:
    """What a page links to, loads and names."""

    links: dict[str, list[int]] = field(default_factory=dict)
    """Each address, with the lines that link to it."""
    loads: list[tuple[str, int]] = field(default_factory=list)
    scripted: list[tuple[str, int]] = field(default_factory=list)
    """Addresses, other than a link's, that run a script."""
    of_users: list[tuple[str, int]] = field(default_factory=list)
    """The servers of addresses that have the name or the password of a user."""
    ids: list[str] = field(default_factory=list)
    styles: list[tuple[str, int]] = field(default_factory=list)


def page_addresses(found: Iterable[Element]) -> PageAddresses:
    """What the elements of a page link to, load and name."""
    seen = PageAddresses()
    for element in found:
        tag, values, line = element.tag, element.attributes, element.line
        followed = LINKS if tag in ("a", "area") else frozenset()
        others = False
        for name, value in values.items():
            if name == "id":
                seen.ids.append(value)
            elif name in followed:
                seen.links.setdefault(value, []).append(line)
            else:
                others |= name in _LOOKED_AT
            parts = split(value) if "@" in value and name in ADDRESSES else None
            if parts is not None and (parts.username or parts.password):
                seen.of_users.append((parts.netloc.rpartition("@")[2], line))
        if not others and tag != "style":
            continue
        for name in (ADDRESSES - followed) & values.keys():
            parts = split(values[name])
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


def split(url: str) -> SplitResult | None:
    """The parts of an address as a browser reads it; None where it is none."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", url).replace("\\", "/"))
    except ValueError:
        return None


def is_outside(url: str) -> bool:
    """Whether a browser would ask another site for ``url``."""
    parts = split(url)
    return parts is None or bool(parts.netloc) or parts.scheme not in ("", "data")


def style_requests(style: str) -> Iterator[str]:
    """The addresses on other sites that a style sheet or attribute loads."""
    for found in _CSS_VALUE.finditer(_CSS_ESCAPE.sub(_unescaped, style)):
        url = (found["url"] or "").strip(" \t\r\n\f'\"")
        text = found["text"] or found["word"] or ""
        parts = split(text)
        if url and is_outside(url):
            yield url
        elif parts is not None and parts.netloc:
            yield text


def _unescaped(found: re.Match[str]) -> str:
    """The character of a CSS escape where it may belong to an address, else the escape."""
    char = chr(int(found[1], 16) % 0x110000) if found[1] else found[2]
    return char if char.isascii() and (char.isalnum() or char in ":/.@(-") else found[0]
