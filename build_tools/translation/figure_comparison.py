"""Whether the figures of a Chinese sentence and of its English are the same figures.

Every amount, date, ordinal and numbered name of the Chinese must have its counterpart in the
English, equal in base units and with the same bound ("超", "more than"); every figure written in
digits in the English must have one in the Chinese. A unit may be another one of its base, such as
megawatts for 万千瓦; an area in mu may be followed by its hectares. Each figure counts once: what
appears twice on one side must appear twice on the other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product

from build_tools.amounts.bounds import Bound
from build_tools.amounts.english import FOLD, EnglishAmount, english_amounts
from build_tools.amounts.english_numbers import share
from build_tools.resources.units import Units, general_units
from build_tools.system.remembered import recall
from build_tools.translation.chinese_figures import chinese_figures, figures_in_names
from build_tools.translation.figure import Figure
from build_tools.translation.figure_context import OtherWords, other_words
from build_tools.translation.periods import periods

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

_PLACES = {
    1: "most|largest|highest|lowest|greatest|best|top|primary|prime|foremost|chief|principal",
    2: "secondary",
    3: "tertiary",
}
"""Words that say a place without its number: the largest, the tertiary industry."""
_SERVICES = "tertiary|services?"
"""Words for 第三产业."""
_ALL = re.compile(
    r"\b(?:all|every\w*|full|fully|whol(?:e|ly)|entire(?:ly)?|complete(?:ly)?|total(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words for 百分之百."""


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
    beside: tuple[OtherWords, ...] = ()
    """Words just beside equal figures that differ in the languages."""


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
    if figure.is_rounded and amount.unit == figure.unit and not amount.in_words:
        return _rounds_to(Fraction(figure.value), amount)
    other = _by_english(units).get(amount.unit)
    if not figure.measure or other is None or amount.unit == figure.unit:
        return False
    converted = units.convert(figure.value, figure.measure, other)
    return converted is not None and _rounds_to(converted, amount)


def _rounds_to(exact: Fraction, amount: EnglishAmount) -> bool:
    """Whether the amount is the exact value, rounded at its last digit."""
    return abs(exact - Fraction(amount.value)) <= Fraction(amount.step) / 2


def _same_bound(figure: Figure, amount: EnglishAmount) -> bool:
    """Whether both are bounded alike. Chinese in words is vaguer: 约三分之一."""
    bounds = (figure.bound, *figure.also_bounds)
    if figure.bound in ("range", None) or {amount.bound, amount.shared_bound} & {*bounds}:
        return True
    if amount.value != figure.value and amount.text.endswith("dozen"):  # 十几个: a dozen or so
        return amount.bound == "about"
    return figure.bound == "about" and amount.in_words and figure.in_han and amount.bound == "exact"


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
    used = units or general_units()
    key = ("figures", used.state, chinese, english)
    return recall(key, lambda: _compare(chinese, english, used))


def _compare(chinese: str, english: str, units: Units) -> ComparedFigures:
    figures, there = chinese_figures(chinese, units), english_amounts(english, units)
    wanted = list(figures)
    numbers = [amount for amount in there if english.endswith("No. ", 0, amount.start)]
    left = [amount for amount in there if amount not in numbers]
    pairs = list(_take(wanted, left, units, with_bound=True))
    left += numbers  # a number in a name is no count, as long as there is another one
    pairs += _take(wanted, left, units, with_bound=True)
    bounds = tuple(_take(wanted, left, units, with_bound=False))
    matched = len(pairs)
    moved = tuple(_moved([*pairs, *bounds], english))
    beside = tuple(other_words([*pairs, *bounds], chinese, english))
    matched += sum(1 for _ in _take_shares(wanted, left, english, units))
    matched += sum(1 for _ in _take_money(wanted, left, there))
    missing = tuple(_not_in_words(wanted, chinese, english))
    matched += len(wanted) - len(missing)
    in_year = list(periods(chinese, english))
    left = [
        amount
        for amount in left
        if not any(one.start < amount.end and amount.start < one.end for one, _ in in_year)
    ]
    added = [
        amount
        for amount in left
        if not amount.in_words and not _is_conversion(amount, english, there, units)
    ]
    words = [amount for amount in left if amount.in_words]
    if left:
        named = [*figures_in_names(chinese, units)]
        list(_take(named, added, units, with_bound=False))
        list(_take(named, words, units, with_bound=False))
    words = [
        *(amount for amount, is_there in in_year if not is_there),
        *(a for a in words if not (_has_number(chinese, a) or _is_ratio(a, chinese, figures))),
    ]
    words.sort(key=lambda amount: amount.start)
    return ComparedFigures(
        matched + len(bounds), missing, tuple(added), bounds, moved, tuple(words), beside
    )


_SCALED = re.compile(r"illion$")


def _take_money(
    figures: list[Figure], amounts: list[EnglishAmount], all_amounts: list[EnglishAmount]
) -> Iterator[tuple[Figure, EnglishAmount]]:
    """Pair sums of money with those that leave out the currency, said before: 3 billion yuan, and
    2 billion. Take both off their lists."""
    for figure, amount in product(tuple(figures), tuple(amounts)):
        is_said_before = any(a.start < amount.start and a.unit == figure.unit for a in all_amounts)
        if (
            figure.unit
            and not amount.unit
            and _SCALED.search(amount.text)
            and figure.value == amount.value
            and _same_bound(figure, amount)
            and is_said_before
            and figure in figures
            and amount in amounts
        ):
            figures.remove(figure)
            amounts.remove(amount)
            yield figure, amount


_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")


def _take_shares(
    figures: list[Figure], amounts: list[EnglishAmount], english: str, units: Units
) -> Iterator[tuple[Figure, EnglishAmount]]:
    """Pair shares with so many out of so many: one in five. Take all three off their lists."""
    for one, other in list(pairwise(amounts)):
        if (
            _OUT_OF.fullmatch(english, one.end, other.start)
            and one.value < other.value
            and not (one.unit or other.unit)
            and one in amounts
        ):
            value = share(one.value, other.value)
            joined = replace(one, value=value, unit="%", in_words=True)
            for pair in _take(figures, [joined], units, with_bound=True):
                amounts.remove(one)
                amounts.remove(other)
                yield pair


def _not_in_words(figures: Iterable[Figure], chinese: str, english: str) -> Iterator[Figure]:
    """The figures but for what the English says in words: the largest, services, all."""
    said = {
        place: len(re.findall(rf"\b(?:{words})\b", english, re.IGNORECASE))
        for place, words in _PLACES.items()
    }
    services = len(re.findall(rf"\b(?:{_SERVICES})\b", english, re.IGNORECASE))
    for figure in figures:
        place = int(figure.value)
        is_sector = chinese.startswith("产业", figure.start + len(figure.text))
        if figure.unit == "%" and place == 100 and _ALL.search(english):
            continue
        if figure.is_place and place == 3 and is_sector and services:
            services -= 1
        elif figure.is_place and said.get(place):
            said[place] -= 1
        else:
            yield figure


_DOUBLED = re.compile("翻倍|倍增|成倍|翻番")


def _is_ratio(amount: EnglishAmount, chinese: str, figures: Iterable[Figure]) -> bool:
    """Whether it says how many times one figure is another: from 1,000 to 2,000, doubled."""
    if amount.unit != FOLD:
        return False
    if amount.value == 2 and _DOUBLED.search(chinese):
        return True
    return any(
        one.value * amount.value == other.value and one.unit == other.unit
        for one, other in pairwise(figures)
    )


def order_message(first: str, before: str) -> str:
    """What is wrong where the English has ``before`` in front of what the Chinese has first."""
    return f"“{before}” is before “{first}”, which is first in the Chinese"


YEARS = range(1900, 2101)
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
        if figure.unit or figure.value in YEARS:
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
_DIGITS = "零一二三四五六七八九"


def _has_number(chinese: str, amount: EnglishAmount) -> bool:
    """Whether any character of the Chinese has the number of an amount in words.

    "Both" and vague numbers (dozens, hundreds) need none.
    """
    text = amount.text.lower()
    first = text.split()[0]
    is_vague = first.endswith("s") or text.startswith(("both", "several", "many", "a few", "the"))
    if amount.value <= 1 or is_vague or text.endswith(("clock", "24/7")):
        return True
    value = amount.value
    chars = _CHARACTERS.get(int(value), "") if value == int(value) else ""
    if re.search(rf"(?<!\d){value:f}(?!\d)", chinese):
        return True
    before, after = ("一二三四五六七八九",) * 2 if value == 10 else ("十", "十百千万")
    if chars and re.search(rf"(?<![{before}])[{chars}](?![{after}])", chinese):
        return True
    tens, ones = divmod(int(value), 10)
    if value != int(value) or not 0 < tens < 10:
        return False
    number = ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return re.search(rf"(?<![{_DIGITS[1:]}]){number}(?![{_DIGITS[1:]}])", chinese) is not None
