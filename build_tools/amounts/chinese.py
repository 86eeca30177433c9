"""The amounts in Chinese official prose: number, unit, bound and basis; and their English.

An amount is a number that measures something (``2870亿元``, ``超千个``, ``前三名``, ``四连增``).
Numbers that only name something are none: years, dates, road and telephone numbers, ``500强``, and
short names in quotation marks. :func:`unread` gives the figures that are neither, so that no figure
is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from build_tools.amounts.basis import (
    Basis,
    Direction,
    basis_of,
    clause_start,
    direction_of,
    is_threshold,
    measured_words,
    qualifiers_of,
)
from build_tools.amounts.bounds import IN_ENGLISH, Bound
from build_tools.amounts.grammar import grammar
from build_tools.amounts.names import is_name
from build_tools.amounts.reading import PLACE, Reading
from build_tools.amounts.scan import plain_digits, read
from build_tools.amounts.units import english_value, ordinal, plain
from build_tools.resources.units import Unit, Units, general
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC


@dataclass(frozen=True)
class Amount:
    """An amount at ``start`` up to ``end`` of a text; its ``text`` includes the words of bound."""

    start: int
    end: int
    text: str
    value: Decimal
    """In the unit itself: 万 and 亿 are multiplied out; 51% is 51. Never negative, but in degrees.

    Where ``bound`` is not exact, the bound: the least of 数百亿 and of a range.
    """
    unit: str
    """As written; ``位`` for a place in an order."""
    known: Unit
    """What is known of the unit."""
    bound: Bound
    basis: Basis
    """What the wording suggests, see :mod:`build_tools.amounts.basis`."""
    direction: Direction | None = None
    """Whether the words say that something rises or falls by this, or to this."""
    measures: str = ""
    """The words that it measures, as far as the wording shows them."""
    upper: Decimal | None = None
    """The other end of a ``range``."""
    base: Decimal | None = None
    """Where the change began: 5 in 从5%提高到8%."""
    is_base: bool = False
    """Whether it is where a change began: no result."""
    qualifiers: tuple[str, ...] = ()
    """预计, 力争, 人均, 同口径: words that must stay with the figure."""

    @property
    def falls(self) -> bool:
        """Whether it is the size of a fall: ``value`` itself is positive."""
        return self.direction == "fall" and self.basis in ("growth", "increment")


@dataclass(frozen=True)
class Unread:
    """A figure that is no amount and no name: its unit is not known."""

    start: int
    end: int
    number: str
    following: str
    """The letters behind it, four at most."""


_BARE = re.compile(rf"(?P<number>{ARABIC})(?P<following>[{HAN_PATTERN}A-Za-z]{{0,4}})")


def amounts(text: str, units: Units | None = None) -> tuple[Amount, ...]:
    """The amounts in a text in simplified script, in order.

    Give it a whole sentence: the first words may decide the basis of the last figure. ``units`` are
    those of the publication; the generator's where none are given.

    >>> [(a.text, a.bound, a.basis, a.direction) for a in amounts("产值上百亿元，能耗下降5%")]
    [('上百亿元', 'at-least', 'total', None), ('5%', 'exact', 'growth', 'fall')]
    """
    return _amounts(text, units or general())


@lru_cache(maxsize=4096)
def _amounts(text: str, units: Units) -> tuple[Amount, ...]:
    found: list[Amount] = []
    for reading in read(text, grammar(units))[0]:
        found.append(_amount(text, reading, found[-1] if found else None, units))
    return tuple(_in_order(text, _from_to(text, found)))


def _amount(text: str, reading: Reading, last: Amount | None, units: Units) -> Amount:
    """A reading with what the words around it say of it."""
    start, end = reading.start, reading.end
    after = last.end if last else 0
    known = units[reading.unit]
    basis = _basis(text, reading, known, last)
    direction = reading.direction or direction_of(text, start, after, basis)
    if last and reading.direction is None and _joins(text[after:start]):
        if last.unit == reading.unit == PLACE:
            basis = last.basis
        if basis == last.basis:
            direction = last.direction
    value = reading.value
    if (
        reading.direction == "fall"
        and basis not in ("growth", "increment")
        and text[start] in "-－"
    ):
        value, direction = -value, None
    return Amount(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        unit=reading.unit,
        known=known,
        bound=_true_bound(reading, known),
        basis=basis,
        direction=direction,
        measures=measured_words(text, start, end, after, last.measures if last else ""),
        upper=reading.upper,
        qualifiers=qualifiers_of(text, start, end, after),
    )


def _joins(between: str) -> bool:
    return re.fullmatch("[、和与及]|以及", between) is not None


def _true_bound(reading: Reading, unit: Unit) -> Bound:
    """近3个月 are the last three months, not nearly three."""
    if reading.bound == "nearly" and unit.kind == "time" and unit.zh in ("个月", "天", "个季度"):
        return "exact"
    return reading.bound


def _basis(text: str, reading: Reading, unit: Unit, last: Amount | None) -> Basis:
    if reading.basis is not None:
        return reading.basis
    if unit.zh == "周年":
        return "cumulative"
    if unit.zh == "岁" or unit.divided_by:
        return "level"
    behind = text[: reading.end].endswith(("上", "下", "内"))
    bounded = reading.bound not in ("exact", "range")
    sized = unit.kind == "money" or (behind and unit.kind == "measure")
    if is_threshold(sized, bounded, behind, text[reading.end :]):
        return "level"
    return basis_of(
        text, reading.start, unit.zh, last.end if last else 0, last.basis if last else None
    )


_RESULT = re.compile(
    r"[^，。；]{0,12}?，?[^，。；]{0,8}?(?:(?:提高|提升|增加|增长|扩大|上升|调整|下降|减少|降低|缩短|压缩|压减|压降|"
    r"发展|拓展|优化|攀升|跃升|回落|扩展|跃居|前移|增|升|降|减|扩|缩|调|升格|变)(?:到了?|至|为|成)|[到至])"
    r"[^，。；\d]{0,8}$"
)
_FROM = re.compile(r"[由从][^，。；]{0,16}$")


def _from_to(text: str, found: Sequence[Amount]) -> list[Amount]:
    """从A提高到B: A is marked as where the change began, and kept with B as its base.

    With several of each, 从A、B提高到C、D, they are paired in order.
    """
    joined = list(found)
    runs = _listed(text, found)
    for number, (firsts, seconds) in enumerate(pairwise(runs)):
        opens = max(clause_start(text, found[firsts[0]].start), _end(found, runs, number - 1))
        pairs = [(found[a], found[b]) for a, b in zip(firsts, seconds, strict=False)]
        if (
            len(firsts) == len(seconds)
            and _FROM.search(text[opens : found[firsts[0]].start])
            and _RESULT.fullmatch(text, found[firsts[-1]].end, found[seconds[0]].start)
            and all(first.unit == second.unit for first, second in pairs)
        ):
            for a, b in zip(firsts, seconds, strict=True):
                joined[a], joined[b] = _changed(joined[a], joined[b])
    return joined


def _listed(text: str, found: Sequence[Amount]) -> list[list[int]]:
    """The numbers of the amounts, those of one list together: 12元、15元 or 10:45:45."""
    runs: list[list[int]] = []
    for index, amount in enumerate(found):
        between = text[found[index - 1].end : amount.start] if index else ""
        if index and re.fullmatch("[、和与及:：∶]|以及", between):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _end(found: Sequence[Amount], runs: Sequence[Sequence[int]], number: int) -> int:
    return found[runs[number][-1]].end if number >= 0 else 0


def _changed(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    measures = re.sub("(?:分别)?[由从][^由从]*$", "", first.measures) or first.measures
    return replace(first, is_base=True, measures=measures), replace(
        second,
        base=first.value,
        direction=_direction(first, second),
        basis="level" if first.basis == "level" else second.basis,
        measures=measures,
        qualifiers=second.qualifiers or first.qualifiers,
    )


def _direction(first: Amount, second: Amount) -> Direction | None:
    """Up or down from the first value to the second; a lower place is a higher rank."""
    if first.value == second.value:
        return None
    higher = second.value > first.value
    return "rise" if higher != (second.basis == "rank") else "fall"


def _in_order(text: str, found: Sequence[Amount]) -> list[Amount]:
    """With 分别, the names before it measure the values behind it in order."""
    joined = list(found)
    for match in re.finditer("分别", text):
        run: list[int] = []
        for index, amount in enumerate(joined):
            if amount.start < match.end():
                continue
            between = text[joined[run[-1]].end if run else match.end() : amount.start]
            if run and not _joins(between):
                break
            if not run and re.search("[，。；、]", between):
                break
            run.append(index)
        names = _names_before(text, match.start(), len(run))
        if len(run) > 1 and all(len(name) > 2 for name in names):
            behind = text[match.end() : joined[run[0]].start]
            for index, name in zip(run, names, strict=False):
                joined[index] = replace(joined[index], measures=name + _verb(behind))
    return joined


def _verb(words: str) -> str:
    """The verb of change between 分别 and the first value: 增长, but not 达到 or 为."""
    verb = re.match("(?:增长|下降|提高|提升|上升|降低|减少|增加|回落|削减|压减)(?![到至])", words)
    return verb[0] if verb else ""


def _names_before(text: str, at: int, count: int) -> list[str]:
    """So many names as there are values, in the clause before 分别 or in the one before that."""
    clauses = re.split("[，。；：\n]", text[:at])
    for clause in reversed(clauses[-2:]):
        names = [name for name in re.split("、|和|与|及|以及", clause) if name]
        if len(names) == count:
            return names
    return []


def unread(text: str, units: Units | None = None) -> tuple[Unread, ...]:
    """The figures in digits that are neither amounts nor parts of names.

    >>> [(figure.number, figure.following) for figure in unread("建成充电设施30桩，改造312国道")]
    [('30', '桩')]
    """
    plain_text = plain_digits(text)
    found = []
    for reading in read(text, grammar(units or general()))[1]:
        match = _BARE.search(plain_text, reading.start)
        if match and not is_name(plain_text, match.start("number"), match.end("number")):
            found.append(Unread(*match.span("number"), match["number"], match["following"]))
    return tuple(found)


def english(amount: Amount) -> str:
    """An amount in English with its bound.

    >>> [english(amount) for amount in amounts("产值突破2000亿元，增长2倍，位居第四，半数以上达标")]
    ['over RMB 200 billion', '200%', 'fourth', 'at least 50%']
    """
    if amount.basis == "rank":
        if amount.bound == "at-most":
            return f"top {int(amount.value)}"
        return ordinal(int(amount.value))
    if amount.unit == PLACE and amount.direction:
        return f"{plain(amount.value)} place{'s' * (amount.value != 1)}"
    shown = [value for value in (amount.value, amount.upper) if value is not None]
    if amount.unit == "倍" and amount.basis == "growth":
        # English “times” may count the base or not; a percentage is the same to everyone.
        values = [f"{plain(100 * value)}%" for value in shown]
    else:
        values = [english_value(value, amount.known) for value in shown]
    return IN_ENGLISH[amount.bound] + " to ".join(values)
