"""Where a quote is in its segment, and the nearest right words where it does not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.document.model import Document, Segment, Span

Fault = Literal["no-segment", "absent", "twice"]

_PIECE = re.compile(r"[^，。；：、！？]+[，。；：、！？]?")
_LONGEST = 12
"""So many pieces between two marks are tried together as the words that may be meant."""


@dataclass(frozen=True)
class Misquote:
    """Why a quote has no place in the document, and what may be meant."""

    fault: Fault
    nearest: str = ""
    elsewhere: str = ""
    """The id of another segment that has the exact words."""


def locate(document: Document, segment: str, quote: str) -> Span | Misquote:
    """The span of ``quote`` in a segment's simplified text, where it appears exactly once."""
    found = document.by_id.get(segment)
    if found is None:
        ids = difflib.get_close_matches(segment, document.by_id, n=1)
        return Misquote("no-segment", ids[0] if ids else "", _elsewhere(document, quote))
    count = found.hans.count(quote)
    if count == 1:
        start = found.hans.index(quote)
        return Span(segment, start, start + len(quote))
    if count > 1:
        return Misquote("twice", _longer(found, quote))
    return Misquote("absent", _alike(found.hans, quote), _elsewhere(document, quote))


def words_for(text: str, words: str, quote: slice) -> slice | None:
    """Where the ``words`` that complete a quote of the text are; None where they are nowhere.

    Of several places, the last one before the quote is meant, else the first one after it.

    >>> words_for("新增基地1个、平台5个，新增载体", "新增", slice(7, 11))
    slice(0, 2, None)
    """
    places = [
        slice(found.start(), found.end())
        for found in re.finditer(re.escape(words), text)
        if found.end() <= quote.start or found.start() >= quote.stop
    ]
    before = [place for place in places if place.stop <= quote.start]
    return before[-1] if before else next(iter(places), None)


def _elsewhere(document: Document, quote: str) -> str:
    return next((s.id for s in document.segments if s.hans.count(quote) == 1), "")


def _longer(segment: Segment, quote: str) -> str:
    """The words between two marks that hold the quote and occur only once; else nothing."""
    for run in _runs(segment.hans):
        if quote in run and segment.hans.count(run) == 1:
            return run
    return ""


def _runs(text: str) -> Iterator[str]:
    """The runs of whole pieces between marks, without the marks at their ends."""
    pieces = list(_PIECE.finditer(text))
    for first, piece in enumerate(pieces):
        for last in pieces[first : first + _LONGEST]:
            yield text[piece.start() : last.end()].rstrip("，。；：、！？")


def _alike(text: str, quote: str) -> str:
    """The run of the text that is most like the quote, or nothing where none is."""
    best, best_ratio = "", 0.5
    matcher = difflib.SequenceMatcher(None, b=quote, autojunk=False)
    for run in _runs(text):
        matcher.set_seq1(run)
        if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio:
                best, best_ratio = run, ratio
    return best
