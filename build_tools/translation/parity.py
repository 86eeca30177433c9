"""Whether the figures of a Chinese sentence and of its English are the same figures.

Every amount, date, ordinal and numbered name of the Chinese must have its counterpart in the
English, equal in base units and with the same bound ("超", "more than"); every figure written in
digits in the English must have one in the Chinese. An area in mu may be followed by its hectares.
Figures are paired one to one: what is there twice on one side must be there twice on the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from build_tools.amounts.chinese import Bound, amounts
from build_tools.amounts.english import EnglishAmount
from build_tools.amounts.english import amounts as english_amounts
from build_tools.amounts.units import HECTARES_TO_THE_MU, UNITS
from build_tools.text.numerals import ARABIC, numeral

BOUND_WORDS: dict[Bound, str] = {
    "exact": "no word of bound",
    "at-least": "“at least”",
    "more-than": "“more than”",
    "about": "“about”",
    "nearly": "“nearly”",
    "at-most": "“at most”",
    "less-than": "“less than”",
    "range": "a range",
}

_DIGITS = re.compile(ARABIC)
_NUMERAL = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_UNITS = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_NAMED = re.compile(
    rf"第(?P<ordinal>{_NUMERAL})"
    rf"|(?P<session>{_NUMERAL})(?=[届次]|中全会|五”?规划|期(?!望|待|间))"
    rf"|(?P<count>{_NUMERAL}|两)(?=大(?!家)|方面)"
    r"|(?P<year>[〇零一二三四五六七八九]{4})(?=年)"
    rf"|(?<=年)(?P<month>{_NUMERAL})(?=月)"
    rf"|(?<=月)(?P<day>{_NUMERAL})(?=[日号])"
    r"|(?P<years>[二三四五六七八九十])(?=年)"
    r"|(?P<top>[十百千]|\d+)(?=强(?!化))"
    rf"|每(?P<each>[一二三四五六七八九十百千万亿]+)(?P<unit>{_UNITS})?"
    r"|(?P<roman>[\u2160-\u216b])"
)
"""Numbers that name: sessions, plans, counts of areas, dates, 百强, 每十亿元, Ⅲ类."""
_SUPERLATIVE = re.compile(r"\b(?:most|largest|highest|lowest|greatest|best|top)\b", re.IGNORECASE)
_PLACE = "位"


@dataclass(frozen=True)
class Figure:
    """A figure of the Chinese: an amount, or a number that names (a year, a road, a session)."""

    start: int
    text: str
    value: Decimal
    unit: str = ""
    """As ``english_amounts`` names units; "" where things are counted."""
    bound: Bound | None = None
    """None where the number only names something."""
    in_han: bool = False
    is_rank: bool = False


@dataclass(frozen=True)
class Parity:
    """The figures of one segment compared."""

    matched: int
    missing: tuple[Figure, ...] = ()
    """Of the Chinese, not in the English."""
    added: tuple[EnglishAmount, ...] = ()
    """Of the English, in digits, not in the Chinese."""
    bounds: tuple[tuple[Figure, EnglishAmount], ...] = ()
    """Equal, but one says "over", say, and the other does not."""


def _english_unit(chinese: str) -> str:
    unit = UNITS.get(chinese)
    if unit is None or unit.kind not in ("money", "percent", "measure"):
        return ""
    return unit.english or unit.zh


def figures(chinese: str) -> list[Figure]:
    """Every figure of a Chinese text, in order: no run of digits is left out."""
    found: list[Figure] = []
    taken = [False] * len(chinese)
    for amount in amounts(chinese):
        unit, in_han = _english_unit(amount.unit), not _DIGITS.search(amount.text)
        is_rank = amount.unit == _PLACE
        for value in (amount.value, amount.upper):
            if value is not None:
                found.append(
                    Figure(amount.start, amount.text, value, unit, amount.bound, in_han, is_rank)
                )
        taken[amount.start : amount.end] = [True] * (amount.end - amount.start)
    for match in _NAMED.finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            found.append(_named(match))
            taken[match.start() : match.end()] = [True] * len(match[0])
    for match in _DIGITS.finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            found.append(Figure(match.start(), match[0], numeral(match[0])))
    return sorted(found, key=lambda figure: figure.start)


def _named(match: re.Match[str]) -> Figure:
    name = str(match.lastgroup if match.lastgroup != "unit" else "each")
    if name == "roman":
        value = Decimal(ord(match["roman"]) - 0x215F)
    elif name == "year":
        value = Decimal("".join(str(int(numeral(digit))) for digit in match["year"]))
    else:
        value = numeral(match[name])
    unit = _english_unit(match["unit"]) if match["unit"] else ""
    return Figure(match.start(), match[0], value, unit, in_han=not match[0].isdigit())


def _same(figure: Figure, amount: EnglishAmount) -> bool:
    counted = ("", "times") if not figure.unit else (figure.unit,)
    return figure.value == amount.value and amount.unit in counted


def _same_bound(figure: Figure, amount: EnglishAmount) -> bool:
    return figure.bound in (amount.bound, "range", None)


def _take(
    figures: list[Figure], amounts: list[EnglishAmount], *, with_bound: bool
) -> Iterator[tuple[Figure, EnglishAmount]]:
    """Pair figures with equal amounts and take both off their lists."""
    for figure in tuple(figures):
        equal = [
            amount
            for amount in amounts
            if _same(figure, amount) and (not with_bound or _same_bound(figure, amount))
        ]
        if equal:
            chosen = min(equal, key=lambda amount: (amount.in_words != figure.in_han, amount.start))
            figures.remove(figure)
            amounts.remove(chosen)
            yield figure, chosen


def _is_conversion(amount: EnglishAmount, english: str, all_amounts: list[EnglishAmount]) -> bool:
    """Whether ``amount`` is the hectares, rightly worked out, of the mu before its bracket."""
    if amount.unit != "hectares":
        return False
    for area in all_amounts:
        if area.unit == "mu" and english[area.end : amount.start] == " (":
            last_place = Decimal(1).scaleb(Decimal(amount.value.as_tuple().exponent))
            return abs(area.value / HECTARES_TO_THE_MU - amount.value) <= last_place / 2
    return False


def compare(chinese: str, english: str) -> Parity:
    """The figures of ``chinese`` against those of ``english``."""
    wanted, there = figures(chinese), english_amounts(english)
    left = list(there)
    matched = len(list(_take(wanted, left, with_bound=True)))
    bounds = tuple(_take(wanted, left, with_bound=False))
    superlatives = len(_SUPERLATIVE.findall(english))
    missing = []
    for figure in wanted:
        if figure.is_rank and figure.value == 1 and superlatives:
            superlatives -= 1
            matched += 1
        else:
            missing.append(figure)
    added = tuple(
        amount
        for amount in left
        if not amount.in_words and not _is_conversion(amount, english, there)
    )
    return Parity(matched + len(bounds), tuple(missing), added, bounds)
