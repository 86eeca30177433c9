"""Definitions that are another term's: one language says what the other language says of that term.

No dictionary is needed. How well two texts fit is learnt from all pairs of texts at hand: of each
English word, the Chinese characters with which it mostly comes, and the reverse.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Code, Problems
from build_tools.glossary.records import Glossary, Term
from build_tools.text.han import HAN_RUN

GLO023 = Code(
    "GLO023",
    "The definition of a term in one language is that of another term.",
    "Give the definition of this term; the two may have been exchanged.",
    "advice",
    needs=("glossary/*.yml", "text", "outline", "translation/*.yml"),
    example='"parking-space" is defined as "farmland" is',
)
GLO024 = Code(
    "GLO024",
    "The definitions of two terms are the same, or begin with the same sentence.",
    "Say what each of them means.",
    "advice",
    needs=("glossary/*.yml", "text", "outline", "translation/*.yml"),
    example='"technical-upgrading" has the definition of "high-standard-farmland"',
)
GLO026 = Code(
    "GLO026",
    "The definitions of two terms each name the other term and not their own.",
    "Exchange them; where they are right, name the other term under 'see'.",
    "advice",
    needs=("glossary/*.yml", "text", "outline", "translation/*.yml"),
    example='"parking-space" is defined by the words of "farmland"',
)
FITTING = 0.25
"""Two terms whose definitions fit so well, added up, are right. Half of 767 true pairs fit above
0.2, nine in ten drawn at random below 0.1."""
BETTER = 1.5
"""A definition is another term's if it fits that one so much better."""
_COMMON = 40
"""A word of more texts says little."""
_OWNERS = 20
_LEAST_OF_NAME = 0.1
_LEAST_OF_NAMES = 1.5
"""Two definitions have so much of each other's names. Of 767 terms, seven pairs that do not name
each other do; of definitions exchanged at random, half."""
_LEAST = 0.5
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


@dataclass(frozen=True)
class Fit:
    """Which texts have a word, in either language, by numbers of the texts."""

    chinese: Mapping[str, set[int]]
    english: Mapping[str, set[int]]

    def of(self, pair: Pair, without: Collection[int] = ()) -> float:
        """How well the two texts of a pair fit; ``without`` are texts that do not count."""
        sides = [
            {
                word: known[word].difference(without)
                for word in words
                if len(known[word]) <= _COMMON and not known[word].issubset(without)
            }
            for words, known in zip(pair, (self.chinese, self.english), strict=True)
        ]
        shares = [_share(sides[0], sides[1]), _share(sides[1], sides[0])]
        return sum(shares) / 2


def _share(mine: Mapping[str, set[int]], theirs: Mapping[str, set[int]]) -> float:
    """The mean of how closely each word goes with its best counterpart."""
    best = [
        max(
            (2 * len(own & other) / (len(own) + len(other)) for other in theirs.values()), default=0
        )
        for own in mine.values()
    ]
    return sum(best) / len(best) if best else 1.0


def learn(pairs: Sequence[Pair], texts: Iterable[Pair]) -> Fit:
    """The texts in which each word of ``pairs`` is, ``texts`` among them."""
    sides: list[dict[str, set[int]]] = []
    listed = [*pairs, *texts]
    for side in (0, 1):
        known: dict[str, set[int]] = {word: set() for pair in pairs for word in pair[side]}
        for number, pair in enumerate(listed):
            for word in known.keys() & pair[side]:
                known[word].add(number)
        sides.append(known)
    return Fit(*sides)


def check_definitions(
    glossary: Glossary, texts: Iterable[tuple[str, str]], problems: Problems
) -> None:
    """Report definitions that are those of other terms; ``texts`` are other pairs to learn from."""
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
    named = [_named(pairs, names, side) for side in (0, 1)]
    _check_names(terms, named, problems)
    fit = learn(pairs, [*names, *((_chinese(zh), _english(en)) for zh, en in texts)])
    own: dict[int, float] = {}
    for number, other in sorted({pair for rows in named for pair in _doubtful(rows)}):
        for one in (number, other):
            if one not in own:
                own[one] = fit.of(pairs[one], (one,))
        here = own[number] + own[other]
        if here > FITTING:
            continue
        exchanged = (pairs[number][0], pairs[other][1]), (pairs[other][0], pairs[number][1])
        there = [fit.of(pair, (number, other)) for pair in exchanged]
        if sum(there) > BETTER * here and min(there) > max(own[number], own[other]):
            for one, two in ((number, other), (other, number)):
                message = f'"{terms[one].id}" is defined as "{terms[two].id}" is'
                problems.add(GLO023, terms[one].at("definition"), message)


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


def _doubtful(rows: _Named) -> Iterator[tuple[int, int]]:
    """Two terms of which one is defined with more words of the other's name than of its own."""
    for number, mine in enumerate(rows):
        for other, score in mine.items():
            there = score + rows[other].get(number, 0)
            here = mine.get(number, 0) + rows[other].get(other, 0)
            if other != number and there > _LEAST + 2 * here:
                yield min(number, other), max(number, other)


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
                problems.add(GLO026, terms[mine].at("definition"), message)


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
                problems.add(GLO024, term.at(key), message, see=other.at(key))
