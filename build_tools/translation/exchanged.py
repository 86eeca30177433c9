"""Two terms of a sentence, each in the English where the other should be.

“209 proposals and 240 suggestions” for 建议209件、提案240件 has every term and every figure of the
Chinese. Translations keep the order of clauses, and that of what is counted: of 2,500 pairs of
terms from two clauses, all stood in the order of the Chinese. Whole clauses may trade places, so
something else of both must have kept its order, or 分别 (respectively) must follow the two.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from build_tools.translation.terms import occurrences

_CLAUSE = re.compile("[，；。：]")
_PART = re.compile("[，；。：、]")
_JOINED = ("、", "和", "与", "及", "以及")
_RESPECTIVELY = re.compile("[^，；。]*，?分别")
"""What is behind two terms of which 分别 says something."""
_NUMBER = re.compile(r"\d[\d.,]*")
_COUNTED = re.compile(r"\d[万亿]?\w?$"), re.compile(r"\d")
"""What is before or after a term that is counted: 209件建议, 建议209件."""


class _Anchor(NamedTuple):
    """A term or a number that both texts have once, and where each has it."""

    start: int
    end: int
    english_start: int
    english_end: int
    english: str
    is_number: bool
    is_counted: bool


def exchanged(
    chinese: str, english: str, terms: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """The English of two terms that have changed places: first that of the first in the Chinese.

    ``terms`` maps each form of a term to its English.

    >>> terms = {"建议": ["suggestion"], "提案": ["proposal"]}
    >>> list(exchanged("办理建议209件、提案240件", "209 proposals, 240 suggestions", terms))
    [('suggestions', 'proposals')]
    """
    anchors = sorted([*_terms(chinese, english, terms), *_numbers(chinese, english)])
    for one, other in combinations(anchors, 2):
        if one.is_number or other.is_number or one.end > other.start:
            continue
        if other.english_end > one.english_start:  # in order, or one within the other
            continue
        between = chinese[one.end : other.start]
        if between in _JOINED and _RESPECTIVELY.match(chinese, other.end):
            yield one.english, other.english
            continue
        if not (
            _CLAUSE.search(between)
            or (one.is_counted and other.is_counted and _PART.search(between))
        ):
            continue
        beside = _beside(one, chinese, anchors), _beside(other, chinese, anchors)
        if any(a.english_start < b.english_start for a in beside[0] for b in beside[1]):
            yield one.english, other.english


def _terms(chinese: str, english: str, terms: Mapping[str, Sequence[str]]) -> Iterator[_Anchor]:
    for form, accepted in terms.items():
        spans = {span for text in accepted for span in occurrences(english, text)}
        if chinese.count(form) != 1 or len({start for start, _ in spans}) != 1:
            continue
        start, (english_start, english_end) = chinese.index(form), max(spans)
        end = start + len(form)
        before, after = _COUNTED
        is_counted = bool(before.search(chinese[:start]) or after.match(chinese, end))
        text = english[english_start:english_end]
        yield _Anchor(start, end, english_start, english_end, text, False, is_counted)


def _numbers(chinese: str, english: str) -> Iterator[_Anchor]:
    found = [{match[0]: match for match in _NUMBER.finditer(text)} for text in (chinese, english)]
    for number, here in found[0].items():
        there = found[1].get(number)
        if there and all(text.count(number) == 1 for text in (chinese, english)):
            yield _Anchor(*here.span(), *there.span(), number, True, False)


def _beside(one: _Anchor, chinese: str, anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """The other anchors of the part of a clause that has ``one``."""
    marks = [match.start() for match in _PART.finditer(chinese)]
    before = sum(mark < one.start for mark in marks)
    return [a for a in anchors if a is not one and sum(m < a.start for m in marks) == before]
