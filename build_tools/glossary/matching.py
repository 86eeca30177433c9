"""Every place where a term stands in running Chinese, which has no spaces between words.

One automaton (Aho-Corasick) finds all forms of all terms in one pass over the simplified text;
a segment's scripts are equally long, so the spans hold for both. Of what it finds, these rules
choose, in this order:

1. **Edges.** A form that begins or ends with a Latin letter or a figure is not found inside a
   longer run of Latin letters or figures: ``GDP`` not in ``GDPR``, ``7·20`` not in ``7·200``.
2. **Exceptions.** A form is not found where one of its term's ``not_in`` words covers it, even
   where nothing else is found there.
3. **Overlap and containment.** Where two finds share a character, the longer one wins; of two
   equally long ones, the earlier. A find that loses does not count at all, so a term inside a
   longer term has no occurrence there. (Finds are decided longest first: one that loses takes
   no other with it.)
4. **One form, two terms** is an error of the glossary; until it is corrected the term whose id
   comes first has the form.

The result depends on the terms and the text alone, not on the order of files, records or forms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from build_tools.glossary.records import Form, Term
from build_tools.model import Segment, Span


@dataclass(frozen=True)
class Occurrence:
    """A place where a term stands, and the form in which it stands there."""

    term: str
    form: Form
    span: Span


@dataclass(frozen=True)
class Excepted:
    """A form that was not matched because it stands inside ``word``, an exception of its term."""

    found: Occurrence
    word: str


@dataclass(frozen=True)
class Beaten:
    """A find that lost its place to another term's longer, or earlier, find."""

    found: Occurrence
    by: Occurrence


@dataclass(frozen=True)
class Matching:
    """What matching decided, each tuple in reading order."""

    occurrences: tuple[Occurrence, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    beaten: tuple[Beaten, ...] = ()


@dataclass(frozen=True)
class _Word:
    """What a key of the automaton means: a form of a term, an exception, or both."""

    owner: tuple[str, Form] | None
    """The term's id and the form as it is in both scripts."""
    excepts: frozenset[str]
    """The ids of the terms whose exception it is."""


def match(terms: Iterable[Term], segments: Iterable[Segment]) -> Matching:
    """All occurrences of ``terms`` in ``segments``, in the order of the segments, then by place."""
    automaton = _automaton(terms)
    occurrences: list[Occurrence] = []
    excepted: list[Excepted] = []
    beaten: list[Beaten] = []
    for segment in segments:
        finds, kept_away = _candidates(automaton, segment)
        won, lost = _resolve(finds)
        occurrences += won
        excepted += kept_away
        beaten += lost
    return Matching(tuple(occurrences), tuple(excepted), tuple(beaten))


def by_term(occurrences: Iterable[Occurrence]) -> dict[str, tuple[Occurrence, ...]]:
    """The occurrences of each term that has any, by term id, in reading order."""
    grouped: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        grouped[occurrence.term].append(occurrence)
    return {term: tuple(found) for term, found in sorted(grouped.items())}


def by_segment(occurrences: Iterable[Occurrence]) -> dict[str, tuple[Occurrence, ...]]:
    """The occurrences in each segment that has any, by segment id, in reading order."""
    grouped: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        grouped[occurrence.span.segment].append(occurrence)
    return {segment: tuple(found) for segment, found in grouped.items()}


def _automaton(terms: Iterable[Term]) -> ahocorasick.Automaton | None:
    owners: dict[str, tuple[str, Form]] = {}
    exceptions: dict[str, set[str]] = defaultdict(set)
    for term in sorted(terms, key=lambda term: term.id):
        for form in term.forms:
            owners.setdefault(form.hans, (term.id, form))
        for word in term.not_in:
            exceptions[word].add(term.id)
    automaton = ahocorasick.Automaton()
    for key in sorted(owners.keys() | exceptions.keys()):
        meaning = _Word(owners.get(key), frozenset(exceptions.get(key, ())))
        automaton.add_word(key, (key, meaning))
    if not len(automaton):
        return None  # an automaton without words cannot search
    automaton.make_automaton()
    return automaton


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _cuts_latin_run(text: str, at: int) -> bool:
    """Whether a cut before ``text[at]`` would part two Latin letters or figures."""
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _candidates(
    automaton: ahocorasick.Automaton | None, segment: Segment
) -> tuple[list[Occurrence], list[Excepted]]:
    """What rules 1 and 2 leave of a segment's finds, and what rule 2 takes away, by place."""
    text = segment.hans
    finds: list[Occurrence] = []
    exceptions: dict[str, list[Span]] = defaultdict(list)
    hits: Iterator[tuple[int, tuple[str, _Word]]] = automaton.iter(text) if automaton else iter(())
    for last, (key, word) in hits:
        span = Span(segment.id, last + 1 - len(key), last + 1)
        for term in word.excepts:
            exceptions[term].append(span)
        if word.owner and not (
            _cuts_latin_run(text, span.start) or _cuts_latin_run(text, span.end)
        ):
            finds.append(Occurrence(word.owner[0], word.owner[1], span))
    finds.sort(key=lambda find: find.span)
    left: list[Occurrence] = []
    excepted: list[Excepted] = []
    for find in finds:
        around = [span for span in exceptions.get(find.term, ()) if _covers(span, find.span)]
        excepted += (Excepted(find, text[span.start : span.end]) for span in sorted(around))
        if not around:
            left.append(find)
    return left, excepted


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def beats(one: Span, other: Span) -> bool:
    """Whether rule 3 gives a place that both want to ``one``."""
    shared = one.start < other.end and other.start < one.end
    return shared and _rank(one) < _rank(other)


def _rank(span: Span) -> tuple[int, int]:
    return (span.start - span.end, span.start)


def _resolve(finds: list[Occurrence]) -> tuple[list[Occurrence], list[Beaten]]:
    """Rule 3 for the finds of one segment; both results by place."""
    won: list[Occurrence] = []
    beaten: list[Beaten] = []
    for find in sorted(finds, key=lambda find: _rank(find.span)):
        at = bisect_left(won, find.span.start, key=lambda winner: winner.span.end - 1)
        if at < len(won) and won[at].span.start < find.span.end:
            beaten.append(Beaten(find, won[at]))
        else:
            won.insert(at, find)
    beaten.sort(key=lambda lost: lost.found.span)
    return won, beaten
