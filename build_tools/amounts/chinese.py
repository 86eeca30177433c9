"""The amounts in Chinese official prose: number, unit, bound and basis; and their English.

An amount is a number that measures something (``2870亿元``, ``超千个``, ``前三名``, ``四连增``).
Numbers that only name something are not amounts: years, dates, road and telephone numbers,
``500强``, and short names in quotation marks. :func:`unread_figures` gives the figures that are
neither, so that no figure is lost in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from build_tools.amounts.amount import Amount
from build_tools.amounts.basis import (
    RATIOS,
    Basis,
    basis_of,
    direction_of,
    ends_with_change,
    is_threshold,
    is_unnamed_change,
)
from build_tools.amounts.bounds import BEFORE, BEFORE_MARK, IN_ENGLISH, MARKS, Bound, is_denied
from build_tools.amounts.changes import from_to, goes_on, joins
from build_tools.amounts.english_numbers import english_range, english_value, ordinal, plain_number
from build_tools.amounts.grammar import grammar
from build_tools.amounts.in_order import in_order
from build_tools.amounts.measured_words import measured_words
from build_tools.amounts.modality import qualifiers_of
from build_tools.amounts.naming_numbers import is_name
from build_tools.amounts.scan import SPACED, plain_digits, read_amounts
from build_tools.amounts.written_number import PLACE, WrittenNumber
from build_tools.resources.units import Unit, Units, general_units
from build_tools.system.remembered import recall
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC

__all__ = ["Amount", "UnreadFigure", "amount_in_english", "amounts", "unread_figures"]


@dataclass(frozen=True)
class UnreadFigure:
    """A figure that is neither an amount nor a name: its unit is not known, or its meaning, or
    blanks between its digits leave open which number it is."""

    start: int
    end: int
    number: str
    following: str
    """The letters behind it, four at most; up to the end of what would divide it (元/碗)."""
    is_open: bool = False
    """Whether its words leave open what it says, with a known unit: 没有一家超过80万元."""

    @property
    def is_spaced(self) -> bool:
        """Whether there are blanks between its digits."""
        return len(self.number.split()) > 1


_LETTER = f"[{HAN_PATTERN}A-Za-zμµ]"
_BARE = re.compile(
    rf"(?P<number>{SPACED}|{ARABIC})"
    rf"(?P<following>{_LETTER}{{1,7}}[/·•]{_LETTER}{{1,3}}|{_LETTER}{{0,4}})"
)
_FOLLOWING = re.compile(f"{_LETTER}{{0,4}}")

_YUAN = "元"


def amounts(text: str, units: Units | None = None) -> tuple[Amount, ...]:
    """The amounts in a text in simplified script, in order.

    Give it a whole sentence: the first words may decide the basis of the last figure. ``units`` are
    those of the publication; the generator's where none are given.

    >>> [(a.text, a.bound, a.basis, a.direction) for a in amounts("产值上百亿元，能耗下降5%")]
    [('上百亿元', 'at-least', 'total', None), ('5%', 'exact', 'growth', 'fall')]
    """
    return tuple(one for one in _amounts(text, units or general_units()) if not _is_open(text, one))


def _is_open(text: str, amount: Amount) -> bool:
    """Whether the words before an amount leave open what it says.

    没有一家超过80万元 denies its bound, 倒数第三 is not the third place, and nobody knows whether
    同比5.8% is a rise.
    """
    before = text[: amount.start]
    if amount.basis == "rank":
        return _FROM_BELOW.search(before) is not None
    if amount.bound in ("more-than", "less-than") and is_denied(before):
        return True
    if amount.text.startswith("超出") and _BESIDE_ANOTHER.search(before):
        return True
    is_share = amount.basis == "share" and amount.unit in ("%", "‰")
    return is_share and is_unnamed_change(before)


_BESIDE_ANOTHER = re.compile("[比较][^，；。]+$")
"""比上年超出5亿元 is by so much, not to more than so much."""
_FROM_BELOW = re.compile("(?:倒数|倒排)$")


@lru_cache(maxsize=4096)
def _amounts(text: str, units: Units) -> tuple[Amount, ...]:
    return recall(("amounts", units.state, text), lambda: _read(text, units))


def _read(text: str, units: Units) -> tuple[Amount, ...]:
    found: list[Amount] = []
    readings, bare = read_amounts(text, grammar(units))
    unread = _unread_readings(text, bare)
    for reading in readings:
        last = found[-1] if found else None
        before = _measured_before(text, reading.start, last, unread)
        found.append(_amount(text, reading, last, before, units))
    return tuple(in_order(text, from_to(text, found), units))


def _measured_before(
    text: str, start: int, last: Amount | None, unread: Sequence[UnreadFigure]
) -> str:
    """What the figure before ``start`` measures, also where that is an unread one."""
    after, measures = (last.end, last.measures) if last else (0, "")
    for figure in unread:
        if after <= figure.start < start:
            measures = measured_words(text, figure.start, figure.end, after, measures)
            after = figure.end
    return measures


def _amount(
    text: str, reading: WrittenNumber, last: Amount | None, before: str, units: Units
) -> Amount:
    """A reading with what the words around it say of it; ``before`` is what the last measures."""
    start, end = reading.start, reading.end
    after = last.end if last else 0
    currency = _currency(text[after:start], reading.unit, units)
    if currency:
        reading = replace(reading, unit=currency)
    known = units[reading.unit]
    basis = _basis(text, reading, known, last)
    direction = reading.direction or direction_of(text, start, after, basis, known.zh)
    if _is_age_limit(text, reading):
        direction = None
    qualifiers = qualifiers_of(text, start, end, after, units)
    if last and reading.direction is None:
        is_listed = joins(text[after:start])
        is_mean = _is_mean(reading, known, last)
        if is_mean or (is_listed and last.unit == reading.unit == PLACE):
            basis = last.basis
        if goes_on(text, last, start) and last.unit == reading.unit:
            basis, direction = last.basis, last.direction
        elif is_listed and basis == last.basis:
            direction = last.direction
        if is_mean or (is_listed and last.unit == reading.unit):
            qualifiers = tuple(dict.fromkeys((*last.qualifiers, *qualifiers)))
    value = reading.value
    bound = _true_bound(text[after:start], text[end:], reading, known)
    if reading.signed and basis not in ("growth", "increment"):
        direction = None
        if reading.direction == "fall":
            value, bound = -value, _BELOW.get(bound, bound)
    return Amount(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        unit=reading.unit,
        known=known,
        bound=bound,
        basis=basis,
        direction=direction,
        measures=measured_words(text, start, end, after, before),
        upper=reading.upper,
        qualifiers=qualifiers,
    )


def _is_mean(reading: WrittenNumber, unit: Unit, last: Amount) -> bool:
    """Whether a count with a fraction goes on with a mean: 每千人有床位6.9张、医师3.4人."""
    is_whole = reading.scale > 1 or reading.value == reading.value.to_integral_value()
    return unit.kind == "counter" and not is_whole and last.basis == "level"


_BELOW: dict[Bound, Bound] = {"more-than": "less-than", "at-least": "at-most"}
"""What a bound becomes below zero: 零下30多度 is less than −30 degrees."""
_RATE_AS_SUCH = re.compile("率[为达是]?到?$")


def _currency(before: str, unit: str, units: Units) -> str:
    """The currency named before a sum of 元: 新台币35亿元; "" for none."""
    if unit != _YUAN:
        return ""
    names = (u.zh for u in units if u.kind == "money" and u.zh != _YUAN)
    named = max((name for name in names if before.endswith(name)), key=len, default="")
    return named and (units[named].base or named)


_AT_LEAST = re.compile(rf"(?:至少|最少)[{HAN_PATTERN}]{{1,6}}$")
_OF_WHOLE = re.compile(rf"(约|近|超过?|不足|不到)占[{HAN_PATTERN}]{{0,12}}$")


_REACHED = re.compile(f"({'|'.join(BEFORE_MARK)})$")
_MARK = re.compile(MARKS)


def _true_bound(before: str, behind: str, reading: WrittenNumber, unit: Unit) -> Bound:
    """The bound of a number, by the words around it.

    近3个月 are the last three months, not nearly three; 至少引进1个 is one or more,
    站上3万亿元台阶 are three trillion or more, and 约占全市的60% is about 60%.
    """
    reached = reading.bound == "exact" and _MARK.match(behind) and _REACHED.search(before)
    if reached:
        return BEFORE_MARK[reached[1]]
    if reading.bound == "exact" and _AT_LEAST.search(before):
        return "at-least"
    if reading.bound == "exact" and (of_whole := _OF_WHOLE.search(before)):
        return BEFORE[of_whole[1]]
    if reading.bound == "nearly" and unit.kind == "time" and unit.zh in ("个月", "天", "个季度"):
        return "exact"
    return reading.bound


def _is_age_limit(text: str, reading: WrittenNumber) -> bool:
    """Whether an age says who is meant, and not what changes: 提高三岁以下婴幼儿照护能力."""
    return reading.unit in ("岁", "周岁") and text.endswith(("以上", "以下"), 0, reading.end)


_COUNTED = re.compile(r"\d[个家户项座条]$")
"""How many are counted, before the size of each: 33个超亿元项目."""


def _basis(text: str, reading: WrittenNumber, unit: Unit, last: Amount | None) -> Basis:
    if reading.basis is not None:
        return reading.basis
    if unit.zh == "周年":
        return "cumulative"
    is_percentage = unit.kind == "percent" and not _RATE_AS_SUCH.search(text[: reading.start])
    if is_percentage and reading.signed:
        return "growth"
    is_divided = bool(unit.divided_by) or (unit.kind == "measure" and unit.zh.find("/") > 0)
    is_mean = unit.zh == "岁" or is_divided
    if is_mean and (_is_age_limit(text, reading) or not ends_with_change(text[: reading.start])):
        return "level"
    behind = text[: reading.end].endswith(("上", "下", "内"))
    # 多 and 余 make a figure vague, but no class: 投入170多万元为50户.
    vague = re.search("[余多]", text[reading.start : reading.end])
    bounded = reading.bound != "exact" and not vague
    sized = unit.kind == "money" or (behind and unit.kind == "measure")
    is_one_of = (
        behind or reading.bound == "range" or _COUNTED.search(text[: reading.start]) is not None
    )
    if is_threshold(sized, bounded, is_one_of, text[reading.end :]):
        return "level"
    listed = last and (last.unit == unit.zh or {last.unit, unit.zh} <= RATIOS)
    return basis_of(
        text,
        reading.start,
        unit.zh,
        last.end if last else 0,
        last.basis if last and listed else None,
    )


def unread_figures(text: str, units: Units | None = None) -> tuple[UnreadFigure, ...]:
    """The figures that are neither amounts nor parts of names.

    >>> [(one.number, one.following) for one in unread_figures("建成充电设施30桩，改造312国道")]
    [('30', '桩')]
    """
    used = units or general_units()
    return recall(("unread figures", used.state, text), lambda: _unread(text, used))


def _unread(text: str, units: Units) -> tuple[UnreadFigure, ...]:
    found = _unread_readings(text, read_amounts(text, grammar(units))[1])
    open_ones = [one for one in _amounts(text, units) if _is_open(text, one)]
    found += [_unread_words(text, one.start, one.end) for one in open_ones]
    return tuple(sorted(found, key=lambda one: one.start))


def _unread_readings(text: str, readings: Sequence[WrittenNumber]) -> list[UnreadFigure]:
    plain_text = plain_digits(text)
    found = (_unread_digits(text, plain_text, one.start, one.end) for one in readings)
    return [one for one in found if one]


def _unread_digits(text: str, plain_text: str, start: int, end: int) -> UnreadFigure | None:
    """What is not read from ``start`` to ``end``: the number in digits there, or else all of it.

    None for a number that names.
    """
    match = _BARE.search(plain_text, start)
    if match is None or match.start() >= end:
        return _unread_words(plain_text, start, end)
    span = match.span("number")
    if is_name(plain_text, *span):
        return None
    return UnreadFigure(*span, text[slice(*span)], match["following"])


def _unread_words(text: str, start: int, end: int) -> UnreadFigure:
    match = _FOLLOWING.match(text, end)
    return UnreadFigure(start, end, text[start:end], match[0] if match else "", is_open=True)


def amount_in_english(amount: Amount) -> str:
    """An amount in English with its bound.

    >>> found = amounts("产值突破2000亿元，增长2倍，位居第四，半数以上达标")
    >>> [amount_in_english(amount) for amount in found]
    ['over RMB 200 billion', '200%', 'fourth', 'at least 50%']
    """
    if amount.basis == "rank":
        if amount.bound == "at-most":
            return f"top {int(amount.value)}"
        return ordinal(int(amount.value))
    if amount.unit == PLACE and amount.direction and amount.basis == "increment":
        return f"{plain_number(amount.value)} place{'s' * (amount.value != 1)}"
    bound = IN_ENGLISH[amount.bound]
    if amount.unit == "倍" and amount.basis == "growth":
        # English “times” may count the base or not; a percentage is the same to everyone.
        shown = [value for value in (amount.value, amount.upper) if value is not None]
        return bound + " to ".join(f"{plain_number(100 * value)}%" for value in shown)
    if amount.upper is not None:
        return bound + english_range(amount.value, amount.upper, amount.known)
    return bound + english_value(amount.value, amount.known)
