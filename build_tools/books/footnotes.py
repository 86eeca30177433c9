"""The report for reading straight through: its text in runs, each term noted once where it first
stands.

The books and the PDF are made from these values; the site's pages have notes of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.document.model import Segment
from build_tools.glossary.matching import Occurrence
from build_tools.glossary.records import Term
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.text.han import HAN_PATTERN
from build_tools.translation.terms import occurrences


@dataclass(frozen=True)
class Run:
    """Some words of a segment; ``term`` is noted at them."""

    text: str
    term: Term | None = None


Notes = Callable[[Segment], Sequence[Run]]
"""Gives the runs of a segment; joined, they are its text."""

_HAN_WORDS = re.compile(rf"([{HAN_PATTERN}]+(?:[，、；：·]?[{HAN_PATTERN}]+)*)")


def by_language(text: str) -> Iterator[tuple[str, bool]]:
    """English cut where Chinese words stand in it; true for those."""
    for number, words in enumerate(_HAN_WORDS.split(text)):
        if words:
            yield words, bool(number % 2)


def in_order(terms: Iterable[Term], english: bool) -> list[Term]:
    """Terms as a glossary has them: by their English, or by their reading without its tones."""
    if english:
        return sorted(terms, key=lambda term: (term.en.lower(), term.id))
    return sorted(terms, key=lambda term: (toneless(term.pinyin), term.pinyin, term.id))


def toneless(pinyin: str) -> str:
    """A reading in plain letters (ü is u), lower case."""
    parts = unicodedata.normalize("NFD", pinyin.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def chinese(resolved: Resolved, edition: Edition) -> Notes:
    """The Chinese of ``edition``; a term is noted at its first occurrence in a sentence."""
    first = frozenset((o.span.segment, o.span.start) for o in _first(resolved).values())
    found = resolved.matching.by_segment

    def of(segment: Segment) -> list[Run]:
        places = [
            (o.span.start, o.span.end, resolved.glossary.by_id[o.term])
            for o in found.get(segment.id, ())
            if (segment.id, o.span.start) in first
        ]
        return list(_runs(segment.text(edition.script), places))

    return _once(of)


def english(resolved: Resolved) -> Notes:
    """The English; a term is noted where the Chinese has it first.

    Its place is where its English stands in the sentence, else the sentence's end. Where there is
    no English, the Chinese stands.
    """
    noted: dict[str, list[Term]] = {}
    for term, occurrence in _first(resolved).items():
        noted.setdefault(occurrence.span.segment, []).append(resolved.glossary.by_id[term])

    def of(segment: Segment) -> list[Run]:
        text = resolved.translation.get(segment.id) or segment.hans
        taken: list[tuple[int, int, Term]] = []
        late: list[tuple[int, int, Term]] = []
        longest = sorted(noted.get(segment.id, ()), key=lambda term: -len(term.en))
        for term in longest:
            found = (
                place
                for words in term.english
                for place in occurrences(text, words)
                if all(place[1] <= start or end <= place[0] for start, end, _ in taken)
            )
            place = next(found, None)
            if place:
                taken.append((*place, term))
            else:
                late.append((len(text), len(text), term))
        return list(_runs(text, sorted([*taken, *late], key=lambda t: (t[0], t[1], t[2].id))))

    return _once(of)


def _once(notes: Notes) -> Notes:
    """The same, but each segment is gone through once: books ask for it several times."""
    found: dict[str, Sequence[Run]] = {}

    def of(segment: Segment) -> Sequence[Run]:
        if segment.id not in found:
            found[segment.id] = notes(segment)
        return found[segment.id]

    return of


def _first(resolved: Resolved) -> dict[str, Occurrence]:
    """Each term's first occurrence in a sentence."""
    first: dict[str, Occurrence] = {}
    for occurrence in resolved.matching.occurrences:
        if resolved.document.by_id[occurrence.span.segment].kind == "sentence":
            first.setdefault(occurrence.term, occurrence)
    return first


def _runs(text: str, places: Sequence[tuple[int, int, Term]]) -> Iterator[Run]:
    """``text`` cut at ``places``, which are in order and do not overlap."""
    at = 0
    for start, end, term in places:
        if at < start:
            yield Run(text[at:start])
        yield Run(text[start:end], term)
        at = end
    if at < len(text):
        yield Run(text[at:])
