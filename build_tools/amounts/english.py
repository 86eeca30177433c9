"""Amounts in English prose to base units: "RMB 23.74 billion" is 23740000000 RMB.

Every run of digits belongs to exactly one amount, whatever it stands in ("G524", "3+5+2",
"8 January"), so that a comparison with the Chinese can miss none. Numbers in words are read up to
a hundred, and with a scale word beyond; the names of months beside a figure, and Roman numerals
behind a word such as "Phase" or "Grade", are their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from build_tools.amounts.chinese import Bound
from build_tools.amounts.units import UNITS

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
CURRENCIES = {"¥": "RMB", "US$": "USD", "€": "EUR", "£": "GBP", "HK$": "HKD"} | {
    unit.english: unit.english for unit in UNITS.values() if unit.kind == "money"
}
"""How a currency is written before its number, and its name in ``units``."""
SPELLINGS = {
    "per cent": "%",
    "percent": "%",
    "ha": "hectares",
    "km": "kilometres",
    "km²": "square kilometres",
    "m²": "square metres",
    "m³": "cubic metres",
    "kg": "kilograms",
    "kW": "kilowatts",
    "kWh": "kilowatt-hours",
    "MW": "megawatts",
    "μg/m³": "micrograms per cubic metre",
}
"""Other ways to write the units of ``units``."""

_BEFORE: tuple[tuple[str, Bound], ...] = (
    (r"no (?:less|fewer) than|at least|a minimum of", "at-least"),
    (r"no more than|at most|up to|a maximum of|top", "at-most"),
    (r"over|above|more than|exceed(?:s|ed|ing)?|in excess of|beyond", "more-than"),
    (r"nearly|almost|close to", "nearly"),
    (r"about|around|approximately|some|roughly", "about"),
    (r"less than|fewer than|under|below", "less-than"),
)
_AFTER: tuple[tuple[str, Bound], ...] = (
    (r"or (?:more|above|higher|over)\b", "at-least"),
    (r"or so\b", "about"),
    (r"or (?:less|fewer|below)\b", "at-most"),
)


def _words(text: str) -> list[str]:
    return text.split()


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = [word[:-1] + "ieth" for word in _TENS]
MONTHS = _words(
    "January February March April May June July August September October November December"
)

_CARDINAL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ORDINAL = {word: value for value, word in enumerate(_ORDINALS)} | {
    word: 10 * value for value, word in enumerate(_TENTHS, 2)
}
_WORD_VALUES = (
    _CARDINAL
    | _ORDINAL
    | {
        f"{tens}-{unit}": _CARDINAL[tens] + value
        for tens in _TENS
        for unit, value in [*list(_CARDINAL.items())[1:10], *list(_ORDINAL.items())[1:10]]
    }
    | {"hundredth": 100, "once": 1, "twice": 2, "both": 2}
)

_SCALE = rf"(?:[ -](?P<scale>{'|'.join(SCALES)})\b)?"
_DIGITS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<th>st|nd|rd|th)?{_SCALE}"
)


def _by_initial(words: Iterable[str]) -> str:
    """A pattern for the longest of ``words``; those of one initial are tried together."""
    longest = sorted(words, key=lambda word: (word[0], -len(word)))
    groups = groupby(longest, key=lambda word: word[0])
    return "|".join(f"{key}(?:{'|'.join(word[1:] for word in group)})" for key, group in groups)


_WORDS = re.compile(
    rf"\b(?P<word>{_by_initial(_WORD_VALUES)}|an?(?= (?:{'|'.join(SCALES)})\b))\b{_SCALE}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?<=\d )(?P<after>{'|'.join(MONTHS)})\b|\b(?P<before>{'|'.join(MONTHS)})(?= \d)"
)
_ROMAN = {
    numeral: value
    for value, numeral in enumerate(_words("I II III IV V VI VII VIII IX X XI XII"), 1)
}
_GRADE = re.compile(
    r"\b(?:Phase|Part|Grade|Class|Category) (?P<roman>"
    rf"{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b"
)
_CURRENCY = re.compile(rf"(?:{'|'.join(map(re.escape, CURRENCIES))}) ?$")


def _unit_names() -> dict[str, str]:
    """Every spelling of a unit after its number, and the name that stands for the unit."""
    names = dict(SPELLINGS)
    for unit in UNITS.values():
        if unit.kind == "percent":
            names[unit.zh] = unit.zh
        elif unit.kind == "measure":
            spellings = {unit.english, unit.singular or unit.english}
            spellings |= {
                re.sub(r"(?<=met)re(?=s?\b)|(?<=lit)re(?=s?\b)", "er", s) for s in spellings
            }
            names |= dict.fromkeys(spellings, unit.english)
    return names


_UNIT_NAMES = _unit_names()
_UNIT = re.compile(
    rf"[ -]?(?P<unit>{'|'.join(map(re.escape, sorted(_UNIT_NAMES, key=len, reverse=True)))})(?!\w)"
)
_BOUND_BEFORE = [
    (re.compile(rf"\b(?:{pattern}) (?:an? )?$", re.IGNORECASE), bound) for pattern, bound in _BEFORE
]
_BOUND_AFTER = [(re.compile(rf" (?:{pattern})", re.IGNORECASE), bound) for pattern, bound in _AFTER]
_JOINED = re.compile(r" (?:and|or|to) |–|, ")


@dataclass(frozen=True)
class EnglishAmount:
    """An amount from ``start`` up to ``end`` of its text, its currency and unit included."""

    start: int
    end: int
    text: str
    value: Decimal
    """In base units: RMB, not billions of RMB."""
    unit: str = ""
    """``%``, a currency's code, or the plural in ``units``; "" where things are counted."""
    bound: Bound = "exact"
    in_words: bool = False
    is_ordinal: bool = False


def amounts(text: str) -> list[EnglishAmount]:
    """Every amount of ``text``, in order.

    Numbers joined by "and", "or", "to", a dash or a comma share the unit of the last:
    "1 and 2.8 percentage points" is two amounts in percentage points.
    """
    found = sorted(
        [*_in_digits(text), *_in_words(text), *_named(text)], key=lambda amount: amount.start
    )
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        if (
            not here.unit
            and not here.in_words
            and following.unit not in ("", *CURRENCIES.values())
            and _JOINED.fullmatch(text, here.end, following.start)
        ):
            found[index] = replace(here, unit=following.unit)
    return found


def _in_digits(text: str) -> Iterator[EnglishAmount]:
    for match in _DIGITS.finditer(text):
        value = Decimal(match["number"].replace(",", ""))
        yield _measured(text, match, value, in_words=False, is_ordinal=bool(match["th"]))


def _in_words(text: str) -> Iterator[EnglishAmount]:
    for match in _WORDS.finditer(text):
        word = match["word"].lower()
        value = Decimal(_WORD_VALUES.get(word, 1))
        ordinal = word.rpartition("-")[2] in _ORDINAL or word == "hundredth"
        yield _measured(text, match, value, in_words=True, is_ordinal=ordinal)


def _named(text: str) -> Iterator[EnglishAmount]:
    for match in _MONTH.finditer(text):
        value = Decimal(MONTHS.index(match[0]) + 1)
        yield EnglishAmount(match.start(), match.end(), match[0], value, in_words=True)
    for match in _GRADE.finditer(text):
        value = Decimal(_ROMAN[match["roman"]])
        yield EnglishAmount(*match.span("roman"), match["roman"], value, in_words=True)


def _measured(
    text: str, match: re.Match[str], value: Decimal, *, in_words: bool, is_ordinal: bool
) -> EnglishAmount:
    """The amount of a number: with the scale, currency, unit and bound that stand beside it."""
    start, end, unit = match.start(), match.end(), ""
    if match["scale"]:
        value *= SCALES[match["scale"].lower()]
    if currency := _CURRENCY.search(text, 0, start):
        start, unit = currency.start(), CURRENCIES[currency[0].strip()]
    elif after := _UNIT.match(text, end):
        end, unit = after.end(), _UNIT_NAMES[after["unit"]]
    bound = _bound(text, start, end)
    return EnglishAmount(start, end, text[start:end], value, unit, bound, in_words, is_ordinal)


def _bound(text: str, start: int, end: int) -> Bound:
    for pattern, bound in _BOUND_AFTER:
        if pattern.match(text, end):
            return bound
    before = text[max(0, start - 24) : start]
    for pattern, bound in _BOUND_BEFORE:
        if pattern.search(before):
            return bound
    return "exact"
