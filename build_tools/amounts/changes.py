"""Amounts that belong together: from one value to another, and lists that 分别 puts in order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.amounts.amount import Amount
from build_tools.amounts.basis import (
    Direction,
    clause_start,
    opens_falling,
    without_modality,
)
from build_tools.text.han import HAN_PATTERN

_RESULT = re.compile(
    r"[^，。；]{0,12}?，?[^，。；]{0,8}?(?:(?:提高|提升|增加|增长|扩大|上升|调整|下降|减少|降低|缩短|压缩|压减|压降|"
    r"发展|拓展|优化|攀升|跃升|回落|扩展|前移|精简|简化|缩小|收窄|整合|归并|增|升|降|减|扩|缩|调|升格|变)(?:到了?|至|为|成)|[到至]|跃居|升居)"
    r"(?:\d{4}年)?[^，。；\d]{0,8}$"
)
_FROM = re.compile(r"(?:[由从]|自(?=\d{4}年))[^，。；]{0,16}$")


_MINUS = re.compile("[-－]")


def from_to(text: str, found: Sequence[Amount]) -> list[Amount]:
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
        listed = re.fullmatch("[、和与及:：∶]|以及", between)
        if index and listed and found[index - 1].unit == amount.unit:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _end(found: Sequence[Amount], runs: Sequence[Sequence[int]], number: int) -> int:
    return found[runs[number][-1]].end if number >= 0 else 0


def _changed(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    measures = re.sub("(?:分别)?[由从][^由从]*$", "", first.measures) or first.measures
    # 增速由6%回落到5%: what is stated is a growth of 5%, though the pace falls.
    direction = first.direction if first.basis == "growth" else _direction(first, second)
    if first.basis == "growth" and _MINUS.search(first.text) and not _MINUS.search(second.text):
        direction = "rise"
    # 预计由5%提高到8%: where the change began is known.
    known = without_modality(first.qualifiers)
    return replace(first, is_base=True, measures=measures, qualifiers=known), replace(
        second,
        base=first.value,
        direction=direction,
        basis=first.basis if first.basis in ("level", "growth") else second.basis,
        measures=measures,
        qualifiers=second.qualifiers or first.qualifiers,
    )


def _direction(first: Amount, second: Amount) -> Direction | None:
    """Up or down from the first value to the second; a lower place is a higher rank."""
    if first.value == second.value:
        return None
    higher = second.value > first.value
    return "rise" if higher != (second.basis == "rank") else "fall"


def in_order(text: str, found: Sequence[Amount]) -> list[Amount]:
    """With 分别, the names before it measure the values behind it in order."""
    joined = list(found)
    for match in re.finditer("分别", text):
        run: list[int] = []
        for index, amount in enumerate(joined):
            if amount.start < match.end():
                continue
            between = text[joined[run[-1]].end if run else match.end() : amount.start]
            if run and not joins(between):
                break
            if not run and re.search("[，。；、]", between):
                break
            run.append(index)
        _share_bounds(joined, run)
        names = _names_before(text, match.start(), len(run))
        sizes = {len(name) for name in names}
        if len(run) > 1 and (min(sizes, default=0) > 2 or sizes == {2}):
            behind = text[match.end() : joined[run[0]].start]
            for index, name in zip(run, names, strict=False):
                joined[index] = replace(joined[index], measures=name + _verb(behind))
    return joined


def _share_bounds(found: list[Amount], run: Sequence[int]) -> None:
    """Give all values of a list the bound of the first or of the last, where only that has one.

    分别突破5亿元、3亿元: both are at least so much; 分别增长8%和9%左右: both are about so much.
    """
    bounds = [found[index].bound for index in run]
    stated = [bound for bound in bounds if bound != "exact"]
    if len(stated) == 1 and stated[0] != "range" and "exact" in (bounds[0], bounds[-1]):
        for index in run:
            found[index] = replace(found[index], bound=stated[0])


def _verb(words: str) -> str:
    """The verb of change between 分别 and the first value: 增长, but not 达到 or 为."""
    verb = re.match(
        "(?:增长|下降|提高|提升|上升|降低|减少|增加|回落|削减|压减|改善)(?![到至])", words
    )
    return verb[0] if verb else ""


_FIGURE = re.compile(
    rf"(?<=[{HAN_PATTERN}”])(?:均?增长|超过|突破|达到?|为|约|近)*(?<![\d.])[\d.]+[^\d]{{1,6}}$"
)
"""A figure behind a name: 造林32万亩、抚育15万亩，分别占106%和100%."""
_ONLY_FIGURE = re.compile(r"[\d.]+[万亿]?[元%‰位个项家户]")
"""A figure in a list of values, which has no names."""


def _names_before(text: str, at: int, count: int) -> list[str]:
    """A name for each of ``count`` values, from the clause before 分别 or the one before that."""
    clauses = re.split("[，。；：\n]", text[:at])
    for clause in reversed(clauses[-2:]):
        names = [_FIGURE.sub("", name) for name in re.split("、|和|与|及|以及", clause) if name]
        if any(_ONLY_FIGURE.fullmatch(name) for name in names):
            return []
        if len(names) == count:
            return names
    return []


def joins(between: str) -> bool:
    """Whether there is nothing but 、 or 和 between two amounts: they are of one list."""
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
