"""Amounts in English prose, in base units: "RMB 23.74 billion" is 23740000000 RMB.

Every run of digits belongs to exactly one amount, whatever it is part of ("G524", "3+5+2",
"8 January"), so that a comparison with the Chinese can miss none. Numbers in words are read up to
a hundred, and with a scale word beyond; the names of months beside a figure, and Roman numerals
behind a word such as "Phase" or "Grade", count as numbers. Shares and multiples in words ("a third
of", "doubled") and vague numbers ("tens of billions") are read as their Chinese is.

Number words, names of months and words of bound are the grammar of English, so they are in modules
beside this one; the names of units and currencies are those of ``units.yml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from build_tools.amounts.bounds import Bound
from build_tools.amounts.english_bounds import also_bound, english_bound
from build_tools.amounts.english_parts import has_any, multiples, parts
from build_tools.amounts.english_words import (
    ANY_CARDINAL,
    ANY_ROMAN,
    ANY_SCALE,
    CARDINAL,
    LENGTHS,
    MONTHS,
    PLURAL_LENGTHS,
    ROMAN,
    SCALES,
    SHORT_SCALES,
    WORD_VALUES,
    WORDS,
)
from build_tools.resources.units import Units, general_units
from build_tools.system.remembered import recall
from build_tools.text.patterns import either

FOLD = "-fold"
"""The unit of "doubled" and "threefold": so many times as much, the base included."""
LETTERS = "ABC"
"""The letters of grades, which are the units of their numbers: Grade 3A."""
_SCALE = rf"(?:[ -](?P<scale>{ANY_SCALE})\b)?"
_DIGITS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?{_SCALE}"
)


_MONTH = re.compile(
    rf"(?<=\d )(?P<after>{'|'.join(MONTHS)})\b|\b(?P<before>{'|'.join(MONTHS)})(?= \d)"
)
_GRADE_NAME = "(?:Phase|Part|Grade|Class|Section|section)s?|(?:Class|Categori)es|Category"
_GRADE = re.compile(
    rf"\b(?:{_GRADE_NAME}) (?P<romans>(?:{ANY_ROMAN})(?:(?:,? (?:to|and|or|through) |[–—-]|, )"
    rf"(?:(?:{_GRADE_NAME}) )?(?!I\b)(?:{ANY_ROMAN})\b)*)\b"
)
_ROMAN_ALONE = re.compile(rf"\b(?:{ANY_ROMAN})\b")
_MONTH_ALONE = re.compile(
    rf"\b(?:{'|'.join(m for m in MONTHS if m not in ('March', 'May'))})\b"
    r"|(?<=\b(?:in|by|of|to) )(?:March|May)\b|(?<=\b(?:from|late) )(?:March|May)\b"
    r"|(?<=\b(?:since|until|early) )(?:March|May)\b"
    rf"|\b(?:March|May)(?= to (?:{'|'.join(MONTHS)})\b)"
)
_SHORT_SCALE = re.compile(rf" ?({'|'.join(SHORT_SCALES)})\b")
"""Behind an amount of money."""
_COUNTED_BEHIND = re.compile(r" (?:(?!across\b)[a-z]{3,}s|people|mu)\b")
"""What makes 1.2m a number and no length."""
_HALF_OF_ONE = Decimal("0.5")
_HALF_A = re.compile(r"\bhalf(?: of)? an?\b", re.IGNORECASE)
_HALF_HOUR = re.compile(r"(?<!\band a )\bhalf(?:[ -]an)?[ -](?=hour\b)", re.IGNORECASE)
_DOZEN = re.compile(rf"\b(?:half )?(?P<number>an?|{ANY_CARDINAL}|\d+) dozen\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b(?:(?P<number>{ANY_CARDINAL}|\d+)[ -](?P<many>decade|century|decades|centuries)"
    r"|(?<=\ba[ -])(?P<one>(?<!half a )(?:decade|century))"
    r"|(?<=\bpast )(?P<past>century|hundred(?= years))|(?P<hundredth>centenary)"
    r"|(?:(?<=\b(?:past|last|next|this) )|(?<=\b(?:coming) )|(?<=\b(?:another) )"
    r"|(?<=\b(?:previous) ))(?P<this>decade)"
    rf"|(?:several |many |a few |the )?(?P<plural>{'|'.join(PLURAL_LENGTHS)}))\b",
    re.IGNORECASE,
)
_LENGTH_WORDS = (*LENGTHS, "centur", "millennia", "dozen", "clock", "24/7")
_GRADE_WORDS = ("Phase", "Part", "Grade", "Class", "ection", "Categor")
_YEAR_SPAN = re.compile(r"\b(?P<century>19|20)\d\d[–-](?P<year>\d\d)\b(?![.,]\d|%)")
_ALL_DAY = re.compile(r"\ba?round[ -]the[ -]clock\b|\b24/7\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:(?P<plural>dozens|tens|hundreds|thousands|millions|billions|trillions) of"
    rf"(?: (?P<of>{ANY_SCALE})s?\b(?: of)?)?"
    rf"|(?:several|a few|many) (?P<several>{ANY_SCALE}|dozen)\b"
    rf"(?: (?P<more>{ANY_SCALE})\b)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Names:
    """How the units of a publication are written in English."""

    units: dict[str, str]
    """Every spelling behind a number, and the name that stands for the unit."""
    currencies: dict[str, str]
    """Every sign and code of a currency, and its code."""
    behind: re.Pattern[str]
    before: re.Pattern[str]


@lru_cache(maxsize=8)
def _names(units: Units) -> _Names:
    spellings: dict[str, str] = {}
    currencies: dict[str, str] = {}
    for unit in units:
        if unit.kind == "money":
            currencies |= dict.fromkeys((unit.en, *unit.also), unit.en)
        elif unit.kind in ("measure", "percent"):
            written = {name for name in (unit.en, unit.one, *unit.also) if name}
            written |= {re.sub(r"(?<=met|lit)re(?=s?\b)", "er", name) for name in written}
            spellings |= dict.fromkeys(written or {unit.zh}, unit.en or unit.zh)
            if unit.kind == "percent":
                spellings[unit.zh] = unit.zh
    codes = {name: code for name, code in currencies.items() if name[-1].isalpha()}
    return _Names(
        spellings | codes,
        currencies,
        re.compile(
            rf"(?:(?<=\d) of an? |[ -]?)(?:(?P<unit>{either(spellings)})(?!\w)"
            # In "5 RMB 3" the code belongs to the number behind it.
            rf"|(?P<money>{either(codes)})(?!\w| ?\d))"
        ),
        re.compile(rf"(?:(?<![A-Z])\$|(?!\$)(?:{either(currencies)})) ?$"),
    )


_JOINED = re.compile(r" (?:and|or|to) |[–-]|, ")
_TO = (" to ", "–", "-")
_OR = (*_TO, " or ")
_LIST_ENDS = re.compile(r" respectively\b|[.,;)]|$")
_LISTED = re.compile(r",? and (?:by )?|, (?:by )?")


@dataclass(frozen=True)
class EnglishAmount:
    """An amount from ``start`` up to ``end`` of its text, its currency and unit included."""

    start: int
    end: int
    text: str
    value: Decimal
    """In base units: RMB, not billions of RMB."""
    unit: str = ""
    """``%``, a currency's code, ``-fold``, or a unit's plural; "" where things are counted."""
    bound: Bound = "exact"
    in_words: bool = False
    step: Decimal = Decimal(1)
    """What one of its last digit stands for: 100,000 in "2.5 million"."""
    scale: Decimal = Decimal(1)
    """The million in "2.5 million"."""
    currency: Literal["", "before", "behind"] = ""
    """Where its currency is written, if it has one."""
    shared_bound: Bound | None = None
    """The bound that it may share with its neighbour in a list: at least 7 and 8 per cent."""


_FIRST_YEAR = 1900
_YEAR = re.compile(r"\b(?:in|by|since|until|before|after|of) (?:19|20)\d\d$")


def english_amounts(text: str, units: Units | None = None) -> list[EnglishAmount]:
    """Every amount of ``text``, in order.

    Numbers joined by "and", "or", "to", a dash or a comma share the unit of the last:
    "1 and 2.8 percentage points" is two amounts in percentage points. A year does not: "3% in 2020
    to 6%". The second of a range in money has the currency of the first, and the first of a range
    the scale of the second: "RMB 2–3 billion", "2 to 3 billion yuan".

    >>> found = english_amounts("over RMB 2.5 billion, a third of it")
    >>> [(str(a.value), a.unit, a.bound) for a in found]
    [('2500000000.0', 'RMB', 'more-than'), ('33.33', '%', 'exact')]
    """
    used = units or general_units()
    return list(recall(("English amounts", used.state, text), lambda: _amounts(text, used)))


def _amounts(text: str, units: Units) -> list[EnglishAmount]:
    names = _names(units)
    found: list[EnglishAmount] = []
    for reader in _READERS:
        for amount in reader(text, names):
            if all(amount.end <= other.start or other.end <= amount.start for other in found):
                found.append(amount)
    found.sort(key=lambda amount: amount.start)
    _share_units(text, found)
    _share_bounds(text, found)
    return found


def _share_units(text: str, found: list[EnglishAmount]) -> None:
    """Give the amounts of a range or list the unit and the scale that only one of them has."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        between = text[here.end : following.start]
        if (
            here.unit
            or not following.unit
            or following.currency == "before"
            or following.unit in LETTERS
            or not _JOINED.fullmatch(between)
            or (here.in_words and between not in _OR)
            or _YEAR.search(text, 0, here.end)
        ):
            continue
        found[index] = replace(here, unit=following.unit, currency=following.currency)
        _share_scale(text, found, index, is_list=following.currency == "behind")
    for index, (here, following) in enumerate(pairwise(found)):
        between = text[here.end : following.start]
        is_list = between == " and " and _LIST_ENDS.match(text, following.end)
        if here.currency == "before" and not following.unit and (between in _TO or is_list):
            found[index + 1] = replace(following, unit=here.unit, currency="before")
        _share_scale(text, found, index)


def _share_scale(
    text: str, found: list[EnglishAmount], index: int, *, is_list: bool = False
) -> None:
    """Give the first of a range the scale of the second: 2 to 3 million, between 2 and 3 million.

    Where it ``is_list``, "and" and a comma do so too: 2 and 3 billion yuan.
    """
    here, following = found[index], found[index + 1]
    between = text[here.end : following.start]
    is_range = between in _OR or (
        between == " and " and text[: here.start].lower().endswith("between ")
    )
    if (
        (is_range or (is_list and between in (" and ", ", ")))
        and here.scale == 1 < following.scale
        and here.unit == following.unit
        and here.value < 10 * following.value / following.scale
        and here.value < _FIRST_YEAR
    ):
        scale = following.scale
        found[index] = replace(here, value=here.value * scale, scale=scale, step=here.step * scale)


def _share_bounds(text: str, found: list[EnglishAmount]) -> None:
    """Give each amount without a bound that of its neighbour in a list of one unit.

    A number within a limit may also count as at most that, and one that something is just under as
    less than that: within 4 per cent, just under 100.
    """
    for index, amount in enumerate(found):
        if also := also_bound(text, amount.start):
            found[index] = replace(amount, shared_bound=also)
    neighbours = list(pairwise(range(len(found))))
    pairs = [*neighbours, *((two, one) for one, two in reversed(neighbours))]
    for one, other in pairs:
        first, second = found[min(one, other)], found[max(one, other)]
        own = found[one].bound
        bound = found[one].shared_bound if own == "exact" else own
        if (
            bound is not None
            and found[other].bound == "exact"
            and found[other].shared_bound is None
            and first.unit == second.unit
            and _LISTED.fullmatch(text, first.end, second.start)
        ):
            found[other] = replace(found[other], shared_bound=bound)


def _shares_and_multiples(text: str, names: _Names) -> Iterator[EnglishAmount]:
    """ "two thirds", "a third of", "by half", "doubled", "half a percentage point", "half an
    hour"."""
    for match in _HALF_HOUR.finditer(text):
        yield _spelt(text, match, _HALF_OF_ONE, "")
    for match in _HALF_A.finditer(text):
        if names.behind.match(text, match.end()):
            yield _measured(text, match, _HALF_OF_ONE, names, in_words=True)
    for match, value in parts(text):
        yield _spelt(text, match, value, "%")
    for match, value in multiples(text):
        yield _spelt(text, match, value, FOLD)


def _lengths_and_dozens(text: str, names: _Names) -> Iterator[EnglishAmount]:
    """ "three decades" in years, "decades", "a dozen", and 24 hours round the clock."""
    if not has_any(text.lower(), _LENGTH_WORDS):
        return
    for match in _LENGTH.finditer(text):
        length = str(match[match.lastgroup or 0]).lower()
        years = Decimal(PLURAL_LENGTHS.get(length) or LENGTHS[length])
        amount = _spelt(text, match, _counted(match["number"]) * years, "")
        yield replace(amount, bound="more-than") if match["plural"] else amount
    for match in _DOZEN.finditer(text):
        dozens = _HALF_OF_ONE if match[0].lower().startswith("half") else _counted(match["number"])
        yield _measured(text, match, 12 * dozens, names, in_words=True)
    for match in _ALL_DAY.finditer(text):
        yield EnglishAmount(*match.span(), match[0], Decimal(24), in_words=True)


def _counted(word: str | None) -> Decimal:
    """The value of a cardinal or of digits; 1 for "a" and for None."""
    word = (word or "").lower()
    return Decimal(word) if word.isdecimal() else Decimal(CARDINAL.get(word, 1))


def _spelt(text: str, match: re.Match[str], value: Decimal, unit: str) -> EnglishAmount:
    bound = english_bound(text, *match.span())
    return EnglishAmount(*match.span(), match[0], value, unit, bound, in_words=True)


def _vague(text: str, names: _Names) -> Iterator[EnglishAmount]:
    """ "tens of billions of yuan", "several hundred": the least is the value."""
    for match in _VAGUE.finditer(text):
        plural = (match["plural"] or "").lower()
        is_tens = plural in ("dozens", "tens") or match["several"] == "dozen"
        value = Decimal(10 if is_tens else 1)
        for scale in (plural.removesuffix("s"), match["of"], match["several"], match["more"]):
            value *= SCALES.get((scale or "").lower(), Decimal(1))
        amount = _measured(text, match, value, names, in_words=True)
        yield replace(amount, bound="more-than")


def _in_digits(text: str, names: _Names) -> Iterator[EnglishAmount]:
    for match in _YEAR_SPAN.finditer(text):  # 2023–25
        value = Decimal(match["century"] + match["year"])
        yield EnglishAmount(*match.span("year"), match["year"], value)
    for match in _DIGITS.finditer(text):
        value = Decimal(match["number"].replace(",", ""))
        yield _measured(text, match, value, names, in_words=False)


def _in_words(text: str, names: _Names) -> Iterator[EnglishAmount]:
    for match in WORDS.finditer(text):
        word = match["word"].lower()
        value = _part_of_one(word) or Decimal(WORD_VALUES.get(word, 1))
        if match["half"] or match["half_scale"]:  # one and a half million, a million and a half
            value += _HALF_OF_ONE
        if match["rest"]:  # one hundred and twenty
            value += Decimal(WORD_VALUES[match["rest"].lower()]).scaleb(-2)
        yield _measured(text, match, value, names, in_words=True)


def _part_of_one(word: str) -> Decimal:
    """The part of a scale that is counted: half a million, a quarter of a million; else 0."""
    if word.endswith("a") and "quarter" in word:
        return Decimal("0.75" if word.startswith("three") else "0.25")
    return _HALF_OF_ONE if word.startswith("half") else Decimal(0)


def _named(text: str, _: _Names) -> Iterator[EnglishAmount]:
    if has_any(text, MONTHS):
        for match in (*_MONTH.finditer(text), *_MONTH_ALONE.finditer(text)):
            value = Decimal(MONTHS.index(match[0]) + 1)
            yield EnglishAmount(match.start(), match.end(), match[0], value, in_words=True)
    for match in _GRADE.finditer(text) if has_any(text, _GRADE_WORDS) else ():
        for roman in _ROMAN_ALONE.finditer(text, *match.span("romans")):
            value = Decimal(ROMAN[roman[0]])
            yield EnglishAmount(*roman.span(), roman[0], value, in_words=True)


_READERS = (
    _shares_and_multiples,
    _lengths_and_dozens,
    _vague,
    _in_digits,
    _in_words,
    _named,
)
_LETTER = re.compile(rf"[{LETTERS}](?!\w)")


def _measured(
    text: str, match: re.Match[str], value: Decimal, names: _Names, in_words: bool
) -> EnglishAmount:
    """The amount of a number: with the scale, currency, unit and bound next to it."""
    start, end, unit = match.start(), match.end(), ""
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    scale = Decimal(1)
    for name in ("scale", "more"):  # two hundred thousand
        scale *= SCALES.get((match.groupdict().get(name) or "").lower(), Decimal(1))
    currency: Literal["", "before", "behind"] = ""
    if sign := names.before.search(text, 0, start):
        start, unit = sign.start(), names.currencies[sign[0].strip()]
        currency = "before"
        if scale == 1 and (short := _SHORT_SCALE.match(text, end)):
            end, scale = short.end(), SCALES[SHORT_SCALES[short[1]]]
    elif not in_words and scale == 1 and (short := _short_scale(text, end, names)):
        end, scale = short.end(), SCALES[SHORT_SCALES[short[1]]]
    if not currency and (after := names.behind.match(text, end)):
        end, unit = after.end(), names.units[after["unit"] or after["money"]]
        currency = "behind" if unit in names.currencies else ""
    elif not currency and _LETTER.match(text, end) and not text[start - 1 : start].isalpha():
        end, unit = end + 1, text[end]
    return EnglishAmount(
        start,
        end,
        text[start:end],
        value * scale,
        unit,
        english_bound(text, start, end),
        in_words,
        step * scale,
        scale,
        currency,
    )


def _short_scale(text: str, end: int, names: _Names) -> re.Match[str] | None:
    """The short scale behind a number without a currency before it, as in 20 bn yuan, 1.2m visits;
    None where "m" is metres."""
    short = _SHORT_SCALE.match(text, end)
    if short is None or short[1] != "m":
        return short
    counts = _COUNTED_BEHIND.match(text, short.end()) or names.behind.match(text, short.end())
    return short if counts else None
