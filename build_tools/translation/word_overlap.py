"""How much of a short text, such as a title, is in the words that it is about."""

import re

from build_tools.text.han import HAN_PATTERN
from build_tools.translation.terms import stems

_CHARACTER = re.compile(f"[{HAN_PATTERN}A-Za-z0-9]")
_COMMON = frozenset(stems("of and in for to at on by with from as new first its into is are was"))


def chinese_overlap(text: str, words: str) -> float:
    """The share of the characters of ``text`` that are in ``words``.

    >>> chinese_overlap("停车泊位", "新增停车泊位3.3万个"), chinese_overlap("停车泊位", "城市公园")
    (1.0, 0.0)
    """
    characters = _CHARACTER.findall(text)
    return sum(char in words for char in characters) / len(characters) if characters else 1.0


def english_overlap(text: str, words: str) -> float:
    """The share of the words of ``text``, common ones aside, that are in ``words``.

    >>> english_overlap("Parking spaces", "33,000 parking spaces were added")
    1.0
    """
    mine, theirs = [word for word in stems(text) if word not in _COMMON], set(stems(words))
    return sum(word in theirs for word in mine) / len(mine) if mine else 1.0
