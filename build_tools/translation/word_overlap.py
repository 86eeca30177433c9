"""How much of a short text, such as a title, is in the words that it is about."""

import re

from build_tools.text.han import HAN_PATTERN
from build_tools.translation.terms import stem, stems

_CHARACTER = re.compile(f"[{HAN_PATTERN}A-Za-z0-9]")
_WORD, _SHORT = re.compile("[a-z]+"), re.compile(r"\b[A-Z]{3,}\b")
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

    An abbreviation of three letters or more is in words that begin with them.

    >>> english_overlap("Parking spaces", "33,000 parking spaces were added")
    1.0
    >>> english_overlap("GDP growth", "growth of 5% in gross domestic product")
    1.0
    """
    mine, theirs = [word for word in stems(text) if word not in _COMMON], set(stems(words))
    if not mine:
        return 1.0
    initials = "".join(word[0] for word in _WORD.findall(words.lower()))
    short = {stem(word) for word in _SHORT.findall(text) if word.lower() in initials}
    return sum(word in theirs or word in short for word in mine) / len(mine)
