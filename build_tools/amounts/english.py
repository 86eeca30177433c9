"""Amounts in English prose to base units: "RMB 23.74 billion" is 23740000000 RMB.

Every run of digits belongs to exactly one amount, whatever it is part of ("G524", "3+5+2",
"8 January"), so that a comparison with the Chinese can miss none. Numbers in words are read up to
a hundred, and with a scale word beyond; the names of months beside a figure, and Roman numerals
behind a word such as "Phase" or "Grade", are their numbers. Shares and multiples in words ("a third
of", "doubled") and vague numbers ("tens of billions") are read as their Chinese is.

Number words, names of months and words of bound are the grammar of English, so they are here; the
names of units and currencies are those of ``units.yml``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from build_tools.amounts.bounds import Bound
from build_tools.amounts.english_numbers import ORDINALS, share
from build_tools.resources.units import Units, general_units

FOLD = "-fold"
"""The unit of "doubled" and "threefold": so many times as much, the base included."""
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
_BEFORE: tuple[tuple[str, Bound], ...] = (
    (r"no(?:t)? (?:less|fewer|lower) than|not below|at least|at or above|a minimum of", "at-least"),
    (
        r"no(?:t)? (?:more|higher|greater|larger) than"
        r"|not (?:to )?(?:be |go )?(?:above|over|more than)"
        r"|(?:not|cannot|never|without) (?:to )?exceed(?:ing)?"
        r"|at most|up to|at or (?:below|under)|capped at|a (?:maximum|ceiling|cap) of|top",
        "at-most",
    ),
    (
        r"over|above|more than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|beyond",
        "more-than",
    ),
    # Of the past of a mark that was reached; "to top 5" and "a pass" are other words.
    (r"topped|crossed|broke through|outnumbered", "more-than"),
    (
        r"(?:exceed|surpass)(?:s|es|ed|ing)? the|(?:topped|crossed|passed|broke through) the",
        "more-than",
    ),
    (r"nearly|almost|close to", "nearly"),
    (r"about|around|approximately|some|roughly", "about"),
    (r"less than|fewer than|under|below", "less-than"),
)
_AFTER: tuple[tuple[str, Bound], ...] = (
    (r"(?:or (?:more|above|higher|over)|at (?:the very )?least)\b(?! (?:an? )?\d)", "at-least"),
    (r"or so\b", "about"),
    (r"(?:or (?:less|fewer|lower|below|under)|at (?:the )?most)\b(?! (?:an? )?\d)", "at-most"),
)


def _words(text: str) -> list[str]:
    return text.split()


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_TENTHS = [word[:-1] + "ieth" for word in _TENS]
MONTHS = _words(
    "January February March April May June July August September October November December"
)

_CARDINAL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ORDINAL = {word: value for value, word in enumerate(ORDINALS)} | {
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
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?{_SCALE}"
)


def _by_initial(words: Iterable[str]) -> str:
    """A pattern for the longest of ``words``; those of one initial are tried together."""
    longest = sorted(words, key=lambda word: (word[0], -len(word)))
    groups = groupby(longest, key=lambda word: word[0])
    return "|".join(f"{key}(?:{'|'.join(word[1:] for word in group)})" for key, group in groups)


_NUMBER_WORD = _by_initial(_WORD_VALUES)
_WORDS = re.compile(
    rf"\b(?P<word>{_NUMBER_WORD}|(?:half[ -])?an?(?=[ -](?:{'|'.join(SCALES)})\b)"
    rf"|half(?=[ -](?:{'|'.join(SCALES)})\b))\b(?P<half> and a half\b)?{_SCALE}"
    rf"(?:(?<= hundred) and (?P<rest>{_NUMBER_WORD})\b(?! (?:{'|'.join(SCALES)})\b)"
    r"|(?P<half_scale> and a half\b(?! of)))?",
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
    r"\b(?:Phase|Part|Grade|Class|Category|[Ss]ection) (?P<roman>"
    rf"{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:{'|'.join(m for m in MONTHS if m not in ('March', 'May'))})\b"
    r"|(?<=\b(?:in|by|of|to) )(?:March|May)\b|(?<=\b(?:from|late) )(?:March|May)\b"
    r"|(?<=\b(?:since|until|early) )(?:March|May)\b"
    rf"|\b(?:March|May)(?= to (?:{'|'.join(MONTHS)})\b)"
)
_PARTS = {"half": 2, "quarter": 4} | {word: _ORDINAL[word] for word in ORDINALS[3:11]}
_FRACTION = re.compile(
    rf"\b(?P<part>an?|{'|'.join(_ONES[1:10])})[ -](?P<whole>{'|'.join(_PARTS)})(?P<plural>s?)\b",
    re.IGNORECASE,
)
_SHORT_SCALES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT_SCALE = re.compile(rf" ?({'|'.join(_SHORT_SCALES)})\b")
"""Behind an amount of money: without a currency, 1.2m is a length."""
_HALF_OF_ONE = Decimal("0.5")
_HALF = re.compile(
    r"\bhalf(?= (?:of|the)\b)|(?<=\bby )half\b|(?<=\b(?:over|than|near|most) )half\b"
    r"|\bhalv(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
_MULTIPLES = {"doubl": 2, "tripl": 3, "quadrupl": 4} | {
    f"{word}fold": value for value, word in enumerate(_ONES[1:11], 1)
}
_MULTIPLE = re.compile(
    rf"\b(?:(?P<verb>doubl|tripl|quadrupl)(?:e[sd]?|ing)|(?P<fold>{'|'.join(_ONES[2:11])})-?fold)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?P<plural>dozens|tens|hundreds|thousands|millions|billions|trillions) of"
    rf"(?: (?P<of>{'|'.join(SCALES)})s?\b(?: of)?)?"
    rf"|(?:several|a few|many) (?P<several>{'|'.join(SCALES)})\b"
    rf"(?: (?P<more>{'|'.join(SCALES)})\b)?)",
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
            rf"[ -]?(?:(?P<unit>{_longest(spellings)})(?!\w)"
            # In "5 RMB 3" the code belongs to the number behind it.
            rf"|(?P<money>{_longest(codes)})(?!\w| ?\d))"
        ),
        re.compile(rf"(?:{_longest(currencies)}) ?$"),
    )


def _longest(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BOUND_BEFORE = [
    (re.compile(rf"\b(?:{pattern}) (?:an? )?$", re.IGNORECASE), bound) for pattern, bound in _BEFORE
]
_BOUND_AFTER = [(re.compile(rf" (?:{pattern})", re.IGNORECASE), bound) for pattern, bound in _AFTER]
_JOINED = re.compile(r" (?:and|or|to) |–|, ")
_LISTED = re.compile(r",? and (?:by )?|, (?:by )?")
_WITHIN = re.compile(r"\bwithin (?:an? )?$", re.IGNORECASE)


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
    is_money: bool = False
    shared_bound: Bound | None = None
    """The bound that it may share with its neighbour in a list: at least 7 and 8 per cent."""


_YEAR = re.compile(r"\b(?:in|by|since|until|before|after|of) (?:19|20)\d\d$")


def english_amounts(text: str, units: Units | None = None) -> list[EnglishAmount]:
    """Every amount of ``text``, in order.

    Numbers joined by "and", "or", "to", a dash or a comma share the unit of the last:
    "1 and 2.8 percentage points" is two amounts in percentage points. A year does not: "3% in 2020
    to 6%". The second of a range in money has the currency of the first, and the first the scale of
    the second: "RMB 2–3 billion".

    >>> found = english_amounts("over RMB 2.5 billion, a third of it")
    >>> [(str(a.value), a.unit, a.bound) for a in found]
    [('2500000000.0', 'RMB', 'more-than'), ('33.33', '%', 'exact')]
    """
    names = _names(units or general_units())
    found: list[EnglishAmount] = []
    for reader in (_shares_and_multiples, _vague, _in_digits, _in_words, _named):
        for amount in reader(text, names):
            if all(amount.end <= other.start or other.end <= amount.start for other in found):
                found.append(amount)
    found.sort(key=lambda amount: amount.start)
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        if (
            not here.unit
            and not here.in_words
            and following.unit
            and not following.is_money
            and _JOINED.fullmatch(text, here.end, following.start)
            and not _YEAR.search(text, 0, here.end)
        ):
            found[index] = replace(here, unit=following.unit)
    for index, (here, following) in enumerate(pairwise(found)):
        between = text[here.end : following.start]
        if here.is_money and not following.unit and between in ("–", "-", " to "):
            found[index + 1] = replace(following, unit=here.unit, is_money=True)
            if here.scale == 1 and following.scale > 1:
                value = here.value * following.scale
                found[index] = replace(here, value=value, scale=following.scale)
    _share_bounds(text, found)
    return found


def _share_bounds(text: str, found: list[EnglishAmount]) -> None:
    """Give each amount without a bound that of its neighbour in a list of one unit.

    A number within a limit may also count as at most that: within 4 per cent.
    """
    for index, amount in enumerate(found):
        if amount.bound == "exact" and _WITHIN.search(text, 0, amount.start):
            found[index] = replace(amount, shared_bound="at-most")
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


def _shares_and_multiples(text: str, _: _Names) -> Iterator[EnglishAmount]:
    """ "two thirds", "a third of", "by half", "doubled"; but "a third time" is not a share."""
    for match in _FRACTION.finditer(text):
        part = Decimal(_CARDINAL.get(match["part"].lower(), 1))
        whole = Decimal(_PARTS[match["whole"].lower()])
        counted = match["plural"] or match["part"].lower() == "one"
        if part < whole and (counted or text.startswith(" of", match.end())):
            yield _spelt(text, match, share(part, whole), "%")
    for match in _HALF.finditer(text):
        yield _spelt(text, match, Decimal(50), "%")
    for match in _MULTIPLE.finditer(text):
        name = (match["verb"] or f"{match['fold']}fold").lower()
        yield _spelt(text, match, Decimal(_MULTIPLES[name]), FOLD)


def _spelt(text: str, match: re.Match[str], value: Decimal, unit: str) -> EnglishAmount:
    bound = _bound(text, *match.span())
    return EnglishAmount(*match.span(), match[0], value, unit, bound, in_words=True)


def _vague(text: str, names: _Names) -> Iterator[EnglishAmount]:
    """ "tens of billions of yuan", "several hundred": the least is the value."""
    for match in _VAGUE.finditer(text):
        plural = (match["plural"] or "").lower()
        value = {"dozens": Decimal(10), "tens": Decimal(10)}.get(plural) or Decimal(1)
        for scale in (plural.removesuffix("s"), match["of"], match["several"], match["more"]):
            value *= SCALES.get((scale or "").lower(), Decimal(1))
        amount = _measured(text, match, value, names, in_words=True)
        yield replace(amount, bound="more-than")


def _in_digits(text: str, names: _Names) -> Iterator[EnglishAmount]:
    for match in _DIGITS.finditer(text):
        value = Decimal(match["number"].replace(",", ""))
        yield _measured(text, match, value, names, in_words=False)


def _in_words(text: str, names: _Names) -> Iterator[EnglishAmount]:
    for match in _WORDS.finditer(text):
        word = match["word"].lower()
        value = _HALF_OF_ONE if word.startswith("half") else Decimal(_WORD_VALUES.get(word, 1))
        if match["half"] or match["half_scale"]:  # one and a half million, a million and a half
            value += _HALF_OF_ONE
        if match["rest"]:  # one hundred and twenty
            value += Decimal(_WORD_VALUES[match["rest"].lower()]).scaleb(-2)
        yield _measured(text, match, value, names, in_words=True)


def _named(text: str, _: _Names) -> Iterator[EnglishAmount]:
    for match in (*_MONTH.finditer(text), *_MONTH_ALONE.finditer(text)):
        value = Decimal(MONTHS.index(match[0]) + 1)
        yield EnglishAmount(match.start(), match.end(), match[0], value, in_words=True)
    for match in _GRADE.finditer(text):
        value = Decimal(_ROMAN[match["roman"]])
        yield EnglishAmount(*match.span("roman"), match["roman"], value, in_words=True)


def _measured(
    text: str, match: re.Match[str], value: Decimal, names: _Names, in_words: bool
) -> EnglishAmount:
    """The amount of a number: with the scale, currency, unit and bound next to it."""
    start, end, unit = match.start(), match.end(), ""
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    scale = SCALES.get((match.groupdict().get("scale") or "").lower(), Decimal(1))
    if currency := names.before.search(text, 0, start):
        start, unit = currency.start(), names.currencies[currency[0].strip()]
        if scale == 1 and (short := _SHORT_SCALE.match(text, end)):
            end, scale = short.end(), SCALES[_SHORT_SCALES[short[1]]]
    elif after := names.behind.match(text, end):
        end, unit = after.end(), names.units[after["unit"] or after["money"]]
    return EnglishAmount(
        start,
        end,
        text[start:end],
        value * scale,
        unit,
        _bound(text, start, end),
        in_words,
        step * scale,
        scale,
        is_money=unit in names.currencies,
    )


def _bound(text: str, start: int, end: int) -> Bound:
    for pattern, bound in _BOUND_AFTER:
        if pattern.match(text, end):
            return bound
    before = text[max(0, start - 24) : start]
    for pattern, bound in _BOUND_BEFORE:
        if pattern.search(before):
            return bound
    return "exact"
