"""Definitions that belong to another term: two that are the same, or that name each other's term.

:mod:`build_tools.translation.bilingual` checks that both languages of one say the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from build_tools.diagnostics import Code, Problems
from build_tools.glossary.records import Glossary, Term
from build_tools.text.han import han_pairs

GLO023 = Code(
    "GLO023",
    "The definitions of two terms are the same, or begin with the same sentence.",
    "Say what each of them means.",
    "advice",
    needs=("glossary/*.yml",),
    example='"technical-upgrading" has the definition of "high-standard-farmland"',
)
GLO025 = Code(
    "GLO025",
    "The definitions of two terms each name the other term and not their own.",
    "Exchange them; where they are right, name the other term under 'see'.",
    "advice",
    needs=("glossary/*.yml",),
    example='"parking-space" is defined by the words of "farmland"',
)
_OWNERS = 20
"""A word in the names of more terms says little."""
_LEAST_OF_NAME = 0.1
_LEAST_OF_NAMES = 1.5
"""Two definitions have so much of each other's names. Of 767 terms, seven pairs that do not name
each other do; of definitions exchanged at random, half."""
_WORD = re.compile(r"[a-z]{3,}|\d+")
_STEM = 5
_FIRST = re.compile(r"(?<=[a-z\d”’])(?<!\bNo)\.(?= |$)|。")
"""The end of the first sentence."""


def _words(chinese: str, english: str) -> frozenset[str]:
    """Each two neighbouring Chinese characters, and the English words by their beginnings.

    Figures and Latin words of the Chinese count beside those of the English.
    """
    latin = {f"zh {word}" for word in _WORD.findall(chinese.lower())}
    stems = {word[:_STEM] for word in _WORD.findall(english.lower())}
    return frozenset(han_pairs(chinese) | latin | stems)


def check_definitions(glossary: Glossary, problems: Problems) -> None:
    """Report definitions that are those of other terms."""
    terms = [term for term in glossary.terms if not term.is_general]
    _check_twice(terms, problems)
    _check_names([term for term in terms if term.record.definition_zh], problems)


def _shares_of_names(terms: Sequence[Term]) -> list[dict[int, float]]:
    """How much of each term's name is in each definition, by the numbers of the terms."""
    owners: dict[str, set[int]] = defaultdict(set)
    for number, term in enumerate(terms):
        for word in _words("，".join(form.hans for form in term.forms), " ".join(term.english)):
            owners[word].add(number)
    rows = []
    for term in terms:
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(_words(term.record.definition_zh or "", term.definition)):
            having = owners.get(word, ())
            for other in having if len(having) <= _OWNERS else ():
                scores[other] += 1 / len(having)
        rows.append(scores)
    return rows


def _check_names(terms: Sequence[Term], problems: Problems) -> None:
    """Report two terms whose definitions name each other."""
    scores = _shares_of_names(terms)
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
