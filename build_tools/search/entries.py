"""What a search can find and open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, get_args

from build_tools.text.plain import one_line

EntryKind = Literal["title", "heading", "glossary", "tracker", "sentence", "page"]
"""What an entry is. Among equally good matches, the kinds rank in this order.

``page`` is a text of a page that shows neither the report nor records nor terms.
"""
KINDS: tuple[EntryKind, ...] = get_args(EntryKind)


@dataclass(frozen=True)
class Gloss:
    """An occurrence of a term: ``text[start:end]`` of its entry, in characters, and its English."""

    start: int
    end: int
    english: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """What a record quotes: characters of a segment in Chinese, and of its English.

    ``english`` is empty where the record has the sentence in other words.
    """

    segment: str
    start: int
    end: int
    english: tuple[int, int] = (0, 0)


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
    kind: EntryKind
    text: str
    """Chinese, in the edition's script; "" where there is only English."""
    english: str = ""
    glosses: tuple[Gloss, ...] = ()
    joined: bool = False
    """Whether it goes on in the paragraph of the entry before it, so that a query may span both."""
    note: str = ""
    """What is shown with it and not searched: what became of a record of the tracker."""
    quote: Quote | None = None
    """Where a record of the tracker stands in the report: what is found there finds the record."""


def without_breaks(entry: SearchEntry) -> SearchEntry:
    """An entry whose texts are each on one line, with no tab: the index's columns have their own.

    Text with glosses is a segment's, which has none; offsets into it stay.
    """
    return replace(
        entry,
        title=one_line(entry.title),
        heading=one_line(entry.heading),
        text=entry.text if entry.glosses else one_line(entry.text),
        english=one_line(entry.english),
        note=one_line(entry.note),
    )


def by_page(entries: Iterable[SearchEntry]) -> list[SearchEntry]:
    """The entries with those of a page together, pages in the order of their first entries."""
    pages: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        pages.setdefault(entry.page, []).append(entry)
    return list(chain.from_iterable(pages.values()))
