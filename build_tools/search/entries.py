"""What a search can find and open: the entries, and which of them are usable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from build_tools.diagnostics import Code, Place, Problems

SEA001 = Code(
    "SEA001",
    "A search entry's page is not a path inside the edition.",
    "Give the path of the page's file from the edition's folder, such as report/a.html.",
    example='the page is "../about.html"',
)
SEA002 = Code(
    "SEA002",
    "A search entry has no text, or text with line breaks or control characters.",
    "Give one sentence or heading, with its spaces made plain.",
    example="the text is '关\\n于', ''",
)
SEA003 = Code(
    "SEA003",
    "A term marked in a search entry lies outside its text, or has no plain English.",
    "Give offsets into the entry's text, and at least one English form on one line.",
    example="1 to 4 of 3",
)

Kind = Literal["title", "heading", "glossary", "tracker", "sentence", "page"]
"""What an entry is. Among equally good matches, the kinds rank in this order.

``page`` is a text of a page that shows neither the report nor records nor terms.
"""
KINDS: tuple[Kind, ...] = ("title", "heading", "glossary", "tracker", "sentence", "page")


_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Unicode's categories Cc, Zl, Zp and Cs."""


@dataclass(frozen=True)
class Gloss:
    """An occurrence of a term: ``text[start:end]`` of its entry, in characters, and its English."""

    start: int
    end: int
    english: tuple[str, ...]


@dataclass(frozen=True)
class SearchEntry:
    """One thing that a search can find and open: a sentence, a heading, a term, a record.

    The entries of a page are given in reading order; several may have one anchor.
    """

    page: str
    """The path of the page's file from the edition's folder, such as ``report/2023-1.html``."""
    title: str
    """The page's title, in the edition's language."""
    heading: str
    """The heading above the entry; "" for the page's title."""
    anchor: str
    """The id of its element; "" for the top of the page."""
    kind: Kind
    text: str
    """Chinese, in the edition's script; "" where there is only English."""
    english: str = ""
    glosses: tuple[Gloss, ...] = ()
    joined: bool = False
    """Whether it goes on in the paragraph of the entry before it, so that a query may span both."""
    note: str = ""
    """What is shown with it and not searched: what became of a record of the tracker."""


def _is_inside(page: str) -> bool:
    parts = page.split("/")
    return bool(page) and ":" not in page and "\\" not in page and not {"", ".", ".."} & set(parts)


def _is_plain(text: str) -> bool:
    return not _NOT_PLAIN.search(text)


def _fits(gloss: Gloss, text: str) -> bool:
    inside = 0 <= gloss.start < gloss.end <= len(text)
    return inside and any(gloss.english) and all(map(_is_plain, gloss.english))


def usable(entries: Iterable[SearchEntry], problems: Problems) -> Iterator[SearchEntry]:
    """The entries that can be searched; the others are problems."""
    for entry in entries:
        place = Place(f"{entry.page}#{entry.anchor}" if entry.anchor else entry.page)
        if not _is_inside(entry.page):
            problems.add(SEA001, Place("search"), f'the page is "{entry.page}"')
            continue
        words = (entry.text, entry.english, entry.title, entry.heading, entry.anchor, entry.note)
        if not ((entry.text + entry.english).strip() and all(map(_is_plain, words))):
            problems.add(SEA002, place, f"the text is {entry.text!r}, {entry.english!r}")
            continue
        for gloss in entry.glosses:
            if not _fits(gloss, entry.text):
                problems.add(SEA003, place, f"{gloss.start} to {gloss.end} of {len(entry.text)}")
                break
        else:
            yield entry


def by_page(entries: Iterable[SearchEntry]) -> list[SearchEntry]:
    """The entries with those of a page together, pages in the order of their first entries."""
    pages: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        pages.setdefault(entry.page, []).append(entry)
    return list(chain.from_iterable(pages.values()))
