"""The words of English that are numbers: cardinals, ordinals, scales, months, Roman numerals."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from build_tools.amounts.english_numbers import ORDINALS
from build_tools.text.patterns import either

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
ANY_SCALE = "|".join(SCALES)
"""Every scale, as a part of a pattern."""
SHORT_SCALES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
"""The scales as they are shortened behind an amount."""


def _words(text: str) -> list[str]:
    return text.split()


ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_TENTHS = [word[:-1] + "ieth" for word in _TENS]
MONTHS = _words(
    "January February March April May June July August September October November December"
)

CARDINAL = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
ANY_CARDINAL = either(CARDINAL)
ORDINAL = {word: value for value, word in enumerate(ORDINALS)} | {
    word: 10 * value for value, word in enumerate(_TENTHS, 2)
}
_UNITS = dict([*list(CARDINAL.items())[1:10], *list(ORDINAL.items())[1:10]])
_SINGLE = CARDINAL | ORDINAL | {"hundredth": 100, "once": 1, "twice": 2, "both": 2}
WORD_VALUES = _SINGLE | {
    f"{tens}-{unit}": CARDINAL[tens] + value for tens in _TENS for unit, value in _UNITS.items()
}
"""Every number word below a hundred, and what it counts."""
PARTS = {"half": 2, "quarter": 4} | {word: ORDINAL[word] for word in ORDINALS[3:11]}
"""The words for a part of a whole, and how many of them the whole has."""
LENGTHS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100, "centenary": 100,
           "hundred": 100}  # fmt: skip
"""The words for lengths of time that are numbers of years."""
PLURAL_LENGTHS = {"decades": 10, "centuries": 100, "millennia": 1000}
ROMAN = {
    numeral: value
    for value, numeral in enumerate(_words("I II III IV V VI VII VIII IX X XI XII"), 1)
}
ANY_ROMAN = either(ROMAN)


def _by_initial(words: Iterable[str]) -> str:
    """A pattern for the longest of ``words``; those of one initial are tried together."""
    longest = sorted(words, key=lambda word: (word[0], -len(word)))
    groups = groupby(longest, key=lambda word: word[0])
    return "|".join(f"{key}(?:{'|'.join(word[1:] for word in group)})" for key, group in groups)


NUMBER_WORD = rf"(?:{'|'.join(_TENS)})-(?:{_by_initial(_UNITS)})|{_by_initial(_SINGLE)}"
"""Every number word, as a part of a pattern."""
_BOUNDED = "|".join(
    rf"(?<=\b{word} )" for word in _words("over under than nearly almost about around least within")
)
# A year is one year only where something bounds it: over a year, but not once a year.
_BOUNDED_YEAR = (
    rf"(?:{_BOUNDED})an?(?= year\b)"
    r"|an?(?= year or (?:more|less|so)\b)"
)
WORDS = re.compile(
    rf"\b(?P<word>(?:half[ -]|(?:a|one|three)[ -]quarters? of )?an?(?=[ -](?:{ANY_SCALE})\b)"
    rf"|(?:{NUMBER_WORD})(?!-(?:digit|figure)s?\b)"
    rf"|half(?=[ -](?:{ANY_SCALE})\b)|{_BOUNDED_YEAR})\b(?P<half> and a half\b)?"
    rf"(?:[ -](?P<scale>{ANY_SCALE})\b(?:(?<=hundred)[ -](?P<more>thousand|[mbt]r?illion)\b)?)?"
    rf"(?:(?<= hundred) and (?P<rest>{NUMBER_WORD})\b(?! (?:{ANY_SCALE})\b)"
    r"|(?P<half_scale> and a half\b(?! of)))?",
    re.IGNORECASE,
)
"""A number in words with its scale: ``twenty-one``, ``half a million``, ``two hundred and six``."""
