"""Amounts that belong together: from one value to another, or in a change that goes on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.amounts.amount import Amount
from build_tools.amounts.basis import Direction, clause_start, opens_falling
from build_tools.amounts.modality import without_modality
from build_tools.text.han import HAN_PATTERN

_RESULT = re.compile(
    r"[^，。；]{0,12}?，?[^，。；]{0,8}?(?:(?:提高|提升|增加|增长|扩大|上升|调整|下降|减少|降低|缩短|压缩|压减|压降|"
    r"发展|拓展|优化|攀升|跃升|回落|扩展|前移|精简|简化|缩小|收窄|整合|归并|增|升|降|减|扩|缩|调|升格|变)(?:到了?|至|为|成)|[到至]|跃居|升居)"
    r"(?:\d{4}年)?[^，。；\d]{0,8}$"
)
_FROM = re.compile(r"(?:[由从]|自(?=\d{4}年))[^，。；]{0,16}$")


_MINUS = re.compile(r"[^\d]*?(?:[-－−—–负]|零下)")


def from_to(text: str, found: Sequence[Amount]) -> list[Amount]:
    """从A提高到B: A is marked as where the change began, and kept with B as its base.

    With several of each, 从A、B提高到C、D, they are paired in order.
    """
    joined = list(found)
    for firsts, seconds in pairwise(_listed(text, found)):
        before = found[firsts[0] - 1].end if firsts[0] else 0
        opens = max(clause_start(text, found[firsts[0]].start), before)
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
        listed = re.fullmatch("[、和与及:：∶]|以及", between)
        if index and listed and found[index - 1].unit == amount.unit:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _changed(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    measures = re.sub("(?:分别)?[由从][^由从]*$", "", first.measures) or first.measures
    # 增速由6%回落到5%: what is stated is a growth of 5%, though the pace falls.
    direction = first.direction if first.basis == "growth" else _direction(first, second)
    base = first.value
    if first.basis == "growth" and _is_below(first) != _is_below(second):
        direction, base = ("rise" if _is_below(first) else "fall"), -base
    # 预计由5%提高到8%: where the change began is known.
    known = without_modality(first.qualifiers)
    return replace(first, is_base=True, measures=measures, qualifiers=known), replace(
        second,
        base=base,
        direction=direction,
        basis=first.basis if first.basis in ("level", "growth") else second.basis,
        measures=measures,
        qualifiers=second.qualifiers or first.qualifiers,
    )


def _is_below(rate: Amount) -> bool:
    """Whether a rate of change has a minus sign."""
    return rate.bound != "range" and _MINUS.match(rate.text) is not None


def _direction(first: Amount, second: Amount) -> Direction | None:
    """Up or down from the first value to the second; a lower place is a higher rank."""
    if first.value == second.value:
        return None
    higher = second.value > first.value
    return "rise" if higher != (second.basis == "rank") else "fall"


def joins(between: str) -> bool:
    """Whether only 、 or 和 is between two amounts, so that they are of one list."""
    return re.fullmatch("[、和与及]|以及", between) is not None


_AIMED_AT = re.compile("[，、](?:力争|力促|争取|确保|奋力|努力|冲刺)(?:实现|达到?)?")
_NEXT_THING = re.compile(rf"[、和](?![^、]*[率占比达为至到增降升减提完])[{HAN_PATTERN}“”]{{2,8}}")


def goes_on(text: str, last: Amount, start: int) -> bool:
    """Whether a figure at ``start`` is of the change that the last one states.

    增长6%，力争7%: both are growth; 压减公文15%、会议20%和检查30%: all are falls.
    """
    if last.basis != "growth":
        return False
    if _AIMED_AT.fullmatch(text, last.end, start):
        return True
    is_next = last.direction == "fall" and _NEXT_THING.fullmatch(text, last.end, start)
    return bool(is_next) and opens_falling(text[clause_start(text, start) : start])
