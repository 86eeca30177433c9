"""The text of the report in runs, each term noted once, at its first occurrence.

EPUB and PDF are made from these values; the site's pages note terms in another way
(:mod:`build_tools.presentation.pages.glosses`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.document.model import Segment
from build_tools.glossary.matching import Matching, Occurrence
from build_tools.glossary.records import Term
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.text.plain import unmarked
from build_tools.translation.terms import occurrences


@dataclass(frozen=True)
class Run:
    """Some words of a segment; ``term`` is noted at them."""

    text: str
    term: Term | None = None


Notes = Callable[[Segment], Sequence[Run]]
"""Gives the runs of a segment; joined, they are its text."""


def sorted_terms(terms: Iterable[Term], english: bool) -> list[Term]:
    """Terms in a glossary's order: by their English, or by their pinyin without its tones."""
    if english:
        return sorted(terms, key=lambda term: (term.en.lower(), term.id))
    return sorted(terms, key=lambda term: (unmarked(term.pinyin), term.pinyin, term.id))


def notes_in(resolved: Resolved, edition: Edition) -> Notes:
    """The runs of the text in the language and script of an edition."""
    return _chinese(resolved, edition) if edition.is_chinese else _english(resolved)


def _chinese(resolved: Resolved, edition: Edition) -> Notes:
    """A term is noted at its first occurrence in a sentence."""
    first = _first(resolved).by_segment

    @cache
    def of(segment: Segment) -> Sequence[Run]:
        places = [
            (o.span.start, o.span.end, resolved.glossary.by_id[o.term])
            for o in first.get(segment.id, ())
        ]
        return list(_runs(segment.text(edition.script), places))

    return of


def _english(resolved: Resolved) -> Notes:
    """A term is noted in the sentence in which the Chinese has it first: at its English there, else
    at the sentence's end. Where there is no English, the Chinese is used.
    """
    first = _first(resolved).by_segment

    @cache
    def of(segment: Segment) -> Sequence[Run]:
        text = resolved.translation.get(segment.id) or segment.hans
        taken: list[tuple[int, int, Term]] = []
        late: list[tuple[int, int, Term]] = []
        terms = [resolved.glossary.by_id[o.term] for o in first.get(segment.id, ())]
        for term in sorted(terms, key=lambda term: -len(term.en)):
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

    return of


def _first(resolved: Resolved) -> Matching:
    """Each term's first occurrence in a sentence."""
    first: dict[str, Occurrence] = {}
    for occurrence in resolved.matching.occurrences:
        if resolved.document.by_id[occurrence.span.segment].kind == "sentence":
            first.setdefault(occurrence.term, occurrence)
    return Matching(tuple(first.values()))


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
