"""Definitions that are another term's: the same, or defined by the name of that term.

That the two languages of a definition say the same is for :mod:`build_tools.translation.bilingual`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from build_tools.diagnostics import Code, Problems
from build_tools.glossary.records import Glossary, Term
from build_tools.text.han import HAN_RUN

GLO023 = Code(
    "GLO023",
    "The definitions of two terms are the same, or begin with the same sentence.",
    "Say what each of them means.",
    "advice",
    needs=("glossary/*.yml", "text", "outline", "translation/*.yml"),
    example='"technical-upgrading" has the definition of "high-standard-farmland"',
)
GLO025 = Code(
    "GLO025",
    "The definitions of two terms each name the other term and not their own.",
    "Exchange them; where they are right, name the other term under 'see'.",
    "advice",
    needs=("glossary/*.yml", "text", "outline", "translation/*.yml"),
    example='"parking-space" is defined by the words of "farmland"',
)
_OWNERS = 20
_LEAST_OF_NAME = 0.1
_LEAST_OF_NAMES = 1.5
"""Two definitions have so much of each other's names. Of 767 terms, seven pairs that do not name
each other do; of definitions exchanged at random, half."""
_WORD = re.compile(r"[a-z]{3,}|\d+")
_STEM = 5
_FIRST = re.compile(r"(?<=[a-z\d”’])(?<!\bNo)\.(?= |$)|。")
"""The end of the first sentence."""

Pair = tuple[frozenset[str], frozenset[str]]


def _english(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def _chinese(text: str) -> frozenset[str]:
    """Each two neighbouring characters, and the figures and Latin words."""
    runs = HAN_RUN.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return frozenset(pairs | set(_WORD.findall(text.lower())))


def check_definitions(glossary: Glossary, problems: Problems) -> None:
    """Report definitions that are those of other terms."""
    terms = [term for term in glossary.terms if not term.is_general]
    _check_twice(terms, problems)
    terms = [term for term in terms if term.record.definition_zh]
    pairs = [
        (_chinese(term.record.definition_zh or ""), _english(term.definition)) for term in terms
    ]
    names = [
        (_chinese("，".join(form.hans for form in term.forms)), _english(" ".join(term.english)))
        for term in terms
    ]
    _check_names(terms, [_named(pairs, names, side) for side in (0, 1)], problems)


_Named = list[dict[int, float]]
"""How much of each term's name is in each definition, by the numbers of the terms."""


def _named(pairs: Sequence[Pair], names: Sequence[Pair], side: int) -> _Named:
    owners: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(names):
        for word in words[side]:
            owners[word].add(number)
    rows: _Named = []
    for definition in pairs:
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(definition[side]):
            having = owners.get(word, ())
            for other in having if len(having) <= _OWNERS else ():
                scores[other] += 1 / len(having)
        rows.append(scores)
    return rows


def _check_names(terms: Sequence[Term], named: Sequence[_Named], problems: Problems) -> None:
    """Report two terms whose definitions name each other, the two languages taken together."""
    scores: _Named = [defaultdict(float, row) for row in named[0]]
    for row, more in zip(scores, named[1], strict=True):
        for other, score in more.items():
            row[other] += score
    for one, row in enumerate(scores):
        for two, score in row.items():
            back = scores[two].get(one, 0)
            if one >= two or min(score, back) < _LEAST_OF_NAME:
                continue
            own = row.get(one, 0) + scores[two].get(two, 0)
            if score + back < _LEAST_OF_NAMES + 2 * own or _are_related(terms[one], terms[two]):
                continue
            for mine, other in ((one, two), (two, one)):
                message = f'"{terms[mine].id}" is defined by the words of "{terms[other].id}"'
                problems.add(GLO025, terms[mine].at("definition"), message)


def _are_related(one: Term, two: Term) -> bool:
    """Whether definitions may well name the other term."""
    see = set(one.record.see), set(two.record.see)
    return (
        one.id in see[1]
        or two.id in see[0]
        or not see[0].isdisjoint(see[1])
        or not set(one.hans).isdisjoint(two.hans)
    )


def _check_twice(terms: Iterable[Term], problems: Problems) -> None:
    for key in ("definition", "definition_zh"):
        first: dict[str, Term] = {}
        for term in terms:
            text = _FIRST.split(getattr(term.record, key) or "", maxsplit=1)[0]
            other = first.setdefault(text, term) if text else term
            if other is not term:
                message = f'"{term.id}" has the definition of "{other.id}"'
                problems.add(GLO023, term.at(key), message, see=other.at(key))
