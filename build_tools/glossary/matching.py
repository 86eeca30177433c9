"""Every place of every term in running Chinese, which has no spaces between words.

One automaton (Aho-Corasick) finds all forms of all terms in one pass over the simplified text;
a segment's scripts are equally long, so the spans hold for both. Of what it finds, these rules
choose, in this order:

1. **Edges.** A form that begins or ends with a Latin letter or a figure is not found inside a
   longer run of Latin letters or figures: ``GDP`` not in ``GDPR``, ``7·20`` not in ``7·200``.
2. **Exceptions.** A form is not found where one of its term's ``not_in`` words covers it, even
   where nothing else is found there.
3. **Overlap and containment.** Where two finds share a character, the longer one wins; of two
   equally long ones, the earlier; but a term of the publication wins over any general one, so
   that the general termbase takes no place from it. A find that loses does not count at all, so
   a term inside a longer term has no occurrence there. (Finds are decided in the order in which
   they win: one that loses takes no other with it.)
4. **One form, two terms** is an error of the glossary; until it is corrected the term whose id
   comes first has the form.

The result depends on the terms and the text alone, not on the order of files, records or forms.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from build_tools.document.model import Segment, Span
from build_tools.glossary.records import Form, Term
from build_tools.text.word_search import Find, finder


@dataclass(frozen=True)
class Occurrence:
    """A place that has a term, and the form of the term there."""

    term: str
    form: Form
    span: Span


@dataclass(frozen=True)
class Excepted:
    """A form that was not matched because it is inside ``word``, an exception of its term."""

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

    @cached_property
    def by_term(self) -> dict[str, tuple[Occurrence, ...]]:
        """The occurrences of each term that has any, by term id, in reading order."""
        return dict(sorted(self._grouped(lambda occurrence: occurrence.term).items()))

    @cached_property
    def by_segment(self) -> dict[str, tuple[Occurrence, ...]]:
        """The occurrences in each segment that has any, by segment id, in reading order."""
        return self._grouped(lambda occurrence: occurrence.span.segment)

    def _grouped(self, key: Callable[[Occurrence], str]) -> dict[str, tuple[Occurrence, ...]]:
        groups: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            groups[key(occurrence)].append(occurrence)
        return {name: tuple(found) for name, found in groups.items()}


@dataclass(frozen=True)
class _Keys:
    """What is looked for in the text, and what each key means: a form, an exception, or both."""

    find: Find
    owners: dict[str, Term]
    """The term whose form a key is."""
    excepts: dict[str, set[str]]
    """The ids of the terms whose exception a key is."""


def match(terms: Iterable[Term], segments: Iterable[Segment]) -> Matching:
    """All occurrences of ``terms`` in ``segments``, in the order of the segments, then by place."""
    terms = list(terms)
    keys = _keys(terms)
    general = {term.id for term in terms if term.is_general}
    occurrences: list[Occurrence] = []
    excepted: list[Excepted] = []
    beaten: list[Beaten] = []
    for segment in segments:
        finds, kept_away = _candidates(keys, segment)
        won, lost = _resolve(finds, general)
        occurrences += won
        excepted += kept_away
        beaten += lost
    return Matching(tuple(occurrences), tuple(excepted), tuple(beaten))


def _keys(terms: Iterable[Term]) -> _Keys:
    owners: dict[str, Term] = {}
    excepts: dict[str, set[str]] = {}
    for term in sorted(terms, key=attrgetter("id")):
        for form in term.forms:
            owners.setdefault(form.hans, term)
        for word in term.record.not_in:
            excepts.setdefault(word, set()).add(term.id)
    return _Keys(finder(owners.keys() | excepts.keys()), owners, excepts)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _cuts_latin_run(text: str, at: int) -> bool:
    """Whether a cut before ``text[at]`` would part two Latin letters or figures."""
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _candidates(keys: _Keys, segment: Segment) -> tuple[list[Occurrence], list[Excepted]]:
    """What rules 1 and 2 leave of a segment's finds, and what rule 2 takes away, by place."""
    text = segment.hans
    finds: list[Occurrence] = []
    exceptions: dict[str, list[Span]] = defaultdict(list)
    for start, end, key in keys.find(text):
        span = Span(segment.id, start, end)
        for term in keys.excepts.get(key, ()):
            exceptions[term].append(span)
        owner = keys.owners.get(key)
        if owner and not (_cuts_latin_run(text, span.start) or _cuts_latin_run(text, span.end)):
            form = next(form for form in owner.forms if form.hans == key)
            finds.append(Occurrence(owner.id, form, span))
    finds.sort(key=lambda find: find.span)
    left: list[Occurrence] = []
    excepted: list[Excepted] = []
    for find in finds:
        around = [span for span in exceptions.get(find.term, ()) if span.holds(find.span)]
        excepted += (Excepted(find, text[span.start : span.end]) for span in sorted(around))
        if not around:
            left.append(find)
    return left, excepted


def beats(one: Span, other: Span) -> bool:
    """Whether ``one`` wins a place that two terms of one glossary claim (rule 3)."""
    shared = one.start < other.end and other.start < one.end
    return shared and _rank(one) < _rank(other)


def _rank(span: Span) -> tuple[int, int]:
    return (span.start - span.end, span.start)


def _resolve(finds: list[Occurrence], general: Set[str]) -> tuple[list[Occurrence], list[Beaten]]:
    """Rule 3 for the finds of one segment; both results by place.

    ``general`` are the ids of the general terms.
    """
    won: list[Occurrence] = []
    beaten: list[Beaten] = []
    for find in sorted(finds, key=lambda find: (find.term in general, _rank(find.span))):
        at = bisect_left(won, find.span.start, key=lambda winner: winner.span.end - 1)
        if at < len(won) and won[at].span.start < find.span.end:
            beaten.append(Beaten(find, won[at]))
        else:
            won.insert(at, find)
    beaten.sort(key=lambda lost: lost.found.span)
    return won, beaten
