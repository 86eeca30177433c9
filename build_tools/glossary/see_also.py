"""Terms that name an unrelated one under ``see``, probably by a mistaken id."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from build_tools.diagnostics import Code, Problems
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary, Term
from build_tools.text.han import han_pairs, is_han

GLO024 = Code(
    "GLO024",
    "Under 'see' a term names one with which it shares no sentence, and no rare character or word.",
    "Correct the id; where it is right, name this term under 'see' of the other one too.",
    "advice",
    needs=("glossary/*.yml", "text"),
    example='"high-standard-farmland" and "technical-upgrading" share nothing',
)


_LEAST = 4.0
"""So rare, together, is what two related terms share: the sum of the logarithms of how many times
more terms there are than have it. Of 162 true pairs none has less that shares no sentence either;
of pairs drawn at random, nearly nine of ten."""
_MANY = 100
"""Of fewer terms it is not known what is rare."""


class _Rarity:
    """How rare the characters of names and the words of definitions are among the terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._has = {term.id: _signs(term) for term in terms}
        self._counts = Counter(sign for signs in self._has.values() for sign in signs)

    def of_shared(self, one: Term, two: Term) -> float:
        """How rare it is, together, what two terms share."""
        shared = self._has[one.id] & self._has[two.id]
        if len(self._has) < _MANY:
            return _LEAST if shared else 0
        return sum(log(len(self._has) / self._counts[sign]) for sign in sorted(shared))


def _signs(term: Term) -> set[str]:
    """The characters of a term's names, and each two neighbouring ones of these and of what it
    means."""
    names = [form.hans for form in term.forms]
    alone = {char for name in names for char in name if is_han(char)}
    return alone | han_pairs("，".join((*names, term.record.definition_zh or "")))


def check_see(glossary: Glossary, matched: Matching, problems: Problems) -> None:
    """Report terms under ``see`` that share nothing with theirs and do not name it in turn."""
    places: dict[str, set[str]] = defaultdict(set)
    for found in matched.occurrences:
        places[found.term].add(found.span.segment)
    rarity = _Rarity(glossary.terms)
    for term in glossary.terms:
        for index, name in enumerate(term.record.see):
            other = glossary.by_id.get(name)
            if other is None or term.is_general or term.id in other.record.see:
                continue
            is_near = _is_near(term, other) or rarity.of_shared(term, other) >= _LEAST
            if places[term.id].isdisjoint(places[name]) and not is_near:
                message = f'"{term.id}" and "{name}" share nothing'
                problems.add(GLO024, term.at("see", index), message)


def _is_near(term: Term, other: Term) -> bool:
    """Whether the definition of one of two terms names the other one, or is not known."""
    one, two = term.record.definition_zh, other.record.definition_zh
    if not one or not two:
        return True
    return any(form.hans in one for form in other.forms) or any(
        form.hans in two for form in term.forms
    )
