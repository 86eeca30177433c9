"""Whether the figures of a Chinese sentence and of its English are the same figures.

Every amount, date, ordinal and numbered name of the Chinese must have its counterpart in the
English, equal in base units and with the same bound ("超", "more than"); every figure written in
digits in the English must have one in the Chinese. A unit may be another one of its base, such as
megawatts for 万千瓦; an area in mu may be followed by its hectares. Each figure counts once: what
appears twice on one side must appear twice on the other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from build_tools.amounts.bounds import CEILINGS, FLOORS, Bound
from build_tools.amounts.chinese import Amount, amounts
from build_tools.amounts.english import FOLD, EnglishAmount, english_amounts
from build_tools.amounts.grammar import either
from build_tools.resources.units import Unit, Units, general_units
from build_tools.text.numerals import ARABIC, numeral, scale

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

_DIGITS = re.compile(rf"(?:{ARABIC})(?P<scale>[百千万亿]*)")
_NUMERAL = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"


def _unit_names(units: Units) -> str:
    """The Chinese units that have an English one, as a part of a pattern."""
    return either(unit.zh for unit in units if _english_unit(unit))


@lru_cache(maxsize=8)
def _naming(units: Units) -> re.Pattern[str]:
    """Numbers that name: sessions, plans, counts of areas, dates, 百强, 每十亿元, Ⅲ类."""
    counted = either(unit.zh for unit in units if unit.per and unit.kind != "divisor")
    return re.compile(
        # 第一时间 is "at once", 第一线 the front line.
        rf"第(?P<ordinal>{_NUMERAL})(?!时间|线(?!城))"
        rf"|(?!一次)(?P<session>{_NUMERAL})(?=[届次]|中全会|期(?!望|待|间))"
        rf"|(?<![第个每月日])(?P<plan>{_NUMERAL})(?=五”?(?:[规计]划|纲要|时期|期间|以来|末|[开收]官|开局|中期))"
        rf"|(?<=[“‘「])(?P<quoted>{_NUMERAL})(?=五[”’」])"
        rf"|(?P<count>{_NUMERAL}|两)(?=大(?!家)|方面)"
        r"|(?P<year>[〇零一二三四五六七八九]{4})(?=年)"
        r"|(?P<century>\d{2})世纪(?P<decade>\d0)年代"
        rf"|(?<=年)(?P<month>{_NUMERAL})(?=月)"
        rf"|(?<=月)(?P<day>{_NUMERAL})(?=[日号])"
        r"|(?P<years>[二三四五六七八九十])(?=年)"
        r"|(?P<top>[十百千]|\d+)(?=强(?!化))"
        # 每千克 has no number.
        rf"|每(?!{counted})(?P<each>[一二三四五六七八九十百千万亿]+)"
        rf"(?P<unit>{_unit_names(units)})?"
        r"|(?P<roman>[\u2160-\u216b])"
    )


@lru_cache(maxsize=8)
def _sizes(units: Units) -> re.Pattern[str]:
    """What English may write as a figure: sizes and grades in names (万亩, 百亿级, 三级), and the
    second number of a ratio (2.1∶1)."""
    return re.compile(
        r"(?<![\d.点一二三四五六七八九两半数几十百千万亿])"
        rf"(?:(?P<size>[十百千万亿]+)(?P<unit>{_unit_names(units)})?"
        r"|(?P<grade>[一二三四五六七八九])(?=[级等类甲星])|(?<=\d[:：∶])(?P<one>1)(?![\d.:：∶]))"
    )


_PLACES = {
    1: "most|largest|highest|lowest|greatest|best|top|primary|prime|foremost|chief|principal",
    2: "secondary",
    3: "tertiary",
}
"""Words that say a place without its number: the largest, the tertiary industry."""


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
    is_place: bool = False
    """Whether it says which of several: 第三产业, 居全省第一."""
    measure: str = ""
    """The Chinese unit, where it converts into others."""
    also: tuple[tuple[Decimal, str], ...] = ()
    """Other values and units that say the same: 增长2倍 is 200 %, or three times as much."""


@dataclass(frozen=True)
class ComparedFigures:
    """The figures of one segment compared."""

    matched: int
    missing: tuple[Figure, ...] = ()
    """Figures of the Chinese that are not in the English."""
    added: tuple[EnglishAmount, ...] = ()
    """Figures of the English, in digits, that are not in the Chinese."""
    bounds: tuple[tuple[Figure, EnglishAmount], ...] = ()
    """Equal, but one says "over", say, and the other does not."""
    moved: tuple[tuple[Figure, EnglishAmount], ...] = ()
    """Figures of one unit, or years, that the English has in another order: the figure that is
    first in the Chinese, and the amount that is first in the English."""
    words: tuple[EnglishAmount, ...] = ()
    """Number words of the English whose number no character of the Chinese has."""


def _english_unit(unit: Unit | None) -> str:
    if unit is None or unit.kind not in ("money", "percent", "measure"):
        return ""
    return unit.en or unit.zh


def chinese_figures(chinese: str, units: Units | None = None) -> list[Figure]:
    """Every figure of a Chinese text, in order: no run of digits is left out."""
    units = units or general_units()
    found: list[Figure] = []
    taken = [False] * len(chinese)
    for amount in amounts(chinese, units):
        found += _measured(amount)
        taken[amount.start : amount.end] = [True] * (amount.end - amount.start)
    for match in _naming(units).finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            found.append(_named(match, units))
            taken[match.start() : match.end()] = [True] * len(match[0])
    for match in _DIGITS.finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            value = numeral(match[0].removesuffix(match["scale"])) * scale(match["scale"])
            found.append(Figure(match.start(), match[0], value))
    return sorted(found, key=lambda figure: figure.start)


def _measured(amount: Amount) -> Iterator[Figure]:
    """The one figure of an amount, or the two of a range, without a sign, as English gives them."""
    for value in (amount.value, amount.upper):
        if value is not None:
            yield Figure(
                amount.start,
                amount.text,
                abs(value),
                _english_unit(amount.known),
                amount.bound,
                in_han=not _DIGITS.search(amount.text),
                is_place=amount.basis == "rank",
                measure=amount.unit,
                also=_equivalents(value, amount),
            )


def _equivalents(value: Decimal, amount: Amount) -> tuple[tuple[Decimal, str], ...]:
    if amount.unit == "倍" and amount.basis == "growth":
        return (100 * value, "%"), (value + 1, "times"), (value + 1, ""), (value + 1, FOLD)
    if amount.unit == "倍":
        return (value, ""), (value, FOLD)
    if amount.unit == "%" and _DIGITS.fullmatch(amount.text):
        return ((value, ""),)  # a part of a ratio, 10:45:45
    return ()


def _named(match: re.Match[str], units: Units) -> Figure:
    name = str(match.lastgroup if match.lastgroup != "unit" else "each")
    if name == "decade":
        value = Decimal(f"{int(match['century']) - 1}{match['decade']}")
    elif name == "roman":
        value = Decimal(ord(match["roman"]) - 0x215F)
    elif name == "year":
        value = Decimal("".join(str(int(numeral(digit))) for digit in match["year"]))
    else:
        value = numeral(match[name])
    unit = _english_unit(units.find(match["unit"])) if match["unit"] else ""
    in_han, is_place = not match[0].isdigit(), name == "ordinal"
    return Figure(match.start(), match[0], value, unit, in_han=in_han, is_place=is_place)


def _sizes_in_names(chinese: str, units: Units) -> Iterator[Figure]:
    """Figures that English may have. A size without a unit may be of money: 百亿级企业."""
    money = _english_unit(units.find("元"))
    for match in _sizes(units).finditer(chinese):
        value = numeral(match["size"] or match["grade"] or match["one"])
        zh = match["unit"] or ""
        also = ((value, money),) if match["size"] and not zh else ()
        unit = _english_unit(units.find(zh)) if zh else ""
        yield Figure(match.start(), match[0], value, unit, measure=zh, also=also)


@lru_cache(maxsize=8)
def _by_english(units: Units) -> dict[str, str]:
    """The Chinese of each measure by its English; the base where two have one name."""
    measures = [unit for unit in units if unit.kind in ("measure", "money")]
    return {unit.en: unit.zh for unit in sorted(measures, key=lambda unit: not unit.base)[::-1]}


_COUNTING = ("", "times", "gold", "silver", "bronze")
"""English units of what Chinese only counts: 3枚金牌 are three gold medals."""


def _same(figure: Figure, amount: EnglishAmount, units: Units) -> bool:
    counted = (figure.unit,) if figure.unit else _COUNTING
    if figure.value == amount.value and amount.unit in counted:
        return True
    if (amount.value, amount.unit) in figure.also:
        return True
    other = _by_english(units).get(amount.unit)
    if not figure.measure or other is None or amount.unit == figure.unit:
        return False
    converted = units.convert(figure.value, figure.measure, other)
    return converted is not None and _rounds_to(converted, amount)


def _rounds_to(exact: Fraction, amount: EnglishAmount) -> bool:
    """Whether the amount is the exact value, rounded at its last digit."""
    return abs(exact - Fraction(amount.value)) <= Fraction(amount.step) / 2


def _same_bound(figure: Figure, amount: EnglishAmount) -> bool:
    """Whether both are bounded alike. Chinese in words is vaguer: 三分之一, 上百亿."""
    if figure.bound in (amount.bound, amount.shared_bound, "range", None):
        return True
    if figure.text.endswith("内") and figure.bound in CEILINGS:  # 4%以内 is kept below 4% or at it
        return amount.bound in CEILINGS or amount.shared_bound in CEILINGS
    if figure.bound == "about" and amount.in_words and figure.in_han:
        return amount.bound == "exact"
    if "岁" in figure.text and figure.bound in CEILINGS:  # 3岁以下 are children under three
        return amount.bound in CEILINGS
    return figure.in_han and figure.bound in FLOORS and amount.bound in FLOORS


def _take(
    figures: list[Figure], amounts: list[EnglishAmount], units: Units, *, with_bound: bool
) -> Iterator[tuple[Figure, EnglishAmount]]:
    """Pair figures with equal amounts and take both off their lists."""
    for figure in tuple(figures):
        equal = [
            amount
            for amount in amounts
            if _same(figure, amount, units) and (not with_bound or _same_bound(figure, amount))
        ]
        if equal:
            chosen = min(equal, key=lambda amount: (amount.in_words != figure.in_han, amount.start))
            figures.remove(figure)
            amounts.remove(chosen)
            yield figure, chosen


def _is_conversion(
    amount: EnglishAmount, english: str, all_amounts: list[EnglishAmount], units: Units
) -> bool:
    """Whether ``amount`` is in brackets behind the same size in another unit."""
    names = _by_english(units)
    for other in all_amounts:
        if english[other.end : amount.start] == " (" and {amount.unit, other.unit} <= set(names):
            exact = units.convert(other.value, names[other.unit], names[amount.unit])
            return exact is not None and _rounds_to(exact, amount)
    return False


def compare_figures(chinese: str, english: str, units: Units | None = None) -> ComparedFigures:
    """The figures of ``chinese`` against those of ``english``.

    >>> compare_figures("装机30万千瓦，6月底前投产", "300 MW on line by the end of June").missing
    ()
    """
    units = units or general_units()
    wanted, there = chinese_figures(chinese, units), english_amounts(english, units)
    left = list(there)
    pairs = list(_take(wanted, left, units, with_bound=True))
    bounds = tuple(_take(wanted, left, units, with_bound=False))
    matched = len(pairs)
    moved = tuple(_moved([*pairs, *bounds], english))
    words_of_place = {
        place: len(re.findall(rf"\b(?:{words})\b", english, re.IGNORECASE))
        for place, words in _PLACES.items()
    }
    missing = []
    for figure in wanted:
        if figure.is_place and words_of_place.get(int(figure.value)):
            words_of_place[int(figure.value)] -= 1
            matched += 1
        else:
            missing.append(figure)
    added = [
        amount
        for amount in left
        if not amount.in_words and not _is_conversion(amount, english, there, units)
    ]
    if added:
        list(_take([*_sizes_in_names(chinese, units)], added, units, with_bound=False))
    words = tuple(a for a in left if a.in_words and not _has_number(chinese, a))
    return ComparedFigures(
        matched + len(bounds), tuple(missing), tuple(added), bounds, moved, words
    )


def order_message(first: Figure, before: EnglishAmount) -> str:
    """What is wrong where the English has ``before`` in front of what the Chinese has first."""
    return f"“{before.text}” is before “{first.text}”, which is first in the Chinese"


_YEARS = range(1900, 2101)
_FROM = re.compile(
    r"\b(?:from|than|against|versus|compared|out of|of (?:a|the|its) total)\b(?:[^,;:.]|\.\d)*$"
)
"""What comes before a figure that Chinese has first: to 3% in 2023 from 5% in 2022."""


def _moved(
    pairs: Iterable[tuple[Figure, EnglishAmount]], english: str
) -> Iterator[tuple[Figure, EnglishAmount]]:
    """The first two figures of each unit that the English has in another order.

    Only figures with a unit, and years, of which each is there once: other numbers come first or
    last by the grammar of a language.
    """
    by_unit: dict[str, list[tuple[Figure, EnglishAmount]]] = {}
    for figure, amount in sorted(pairs, key=lambda pair: pair[0].start):
        if figure.unit or figure.value in _YEARS:
            by_unit.setdefault(figure.unit, []).append((figure, amount))
    for listed in by_unit.values():
        if len({figure.value for figure, _ in listed}) < len(listed):
            continue
        for (figure, before), (_, after) in pairwise(listed):
            if after.end <= before.start and not _FROM.search(english, after.end, before.start):
                yield figure, after
                break


_CHARACTERS = dict(enumerate("三四五六七八九十", 3)) | {
    **{0: "零", 2: "二两双再", 50: "半"},
    **{100: "百", 1000: "千", 10_000: "万"},
}
"""The characters of the numbers that English writes in a word."""


def _has_number(chinese: str, amount: EnglishAmount) -> bool:
    """Whether any character of the Chinese has the number of an amount in words.

    "Both" and vague numbers (dozens, hundreds) need none.
    """
    first = amount.text.lower().split()[0]
    if amount.value <= 1 or first == "both" or first.endswith("s"):
        return True
    value = amount.value
    chars = _CHARACTERS.get(int(value), "") if value == int(value) else ""
    if re.search(rf"(?<!\d){value:f}(?!\d)", chinese):
        return True
    before, after = ("一二三四五六七八九",) * 2 if value == 10 else ("十", "十百千万")
    if chars and re.search(rf"(?<![{before}])[{chars}](?![{after}])", chinese):
        return True
    tens, ones = divmod(int(value), 10)
    return tens == 1 and any(f"十{char}" in chinese for char in _CHARACTERS.get(ones, ""))
