"""Lists of values, and the names that belong to them in order: 进口、出口分别增长12%、8%.

The names are before the values in their clause, in the clause before that, or they are those of the
values before: 进口50亿元，出口60亿元，分别增长12%、8%. Where they cannot be paired, each value
measures the whole list, and never just its last name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.amounts.amount import Amount
from build_tools.amounts.basis import RATIOS, clause_start, ends_with_change, is_average, item_start
from build_tools.amounts.bounds import before_pattern
from build_tools.amounts.changes import joins
from build_tools.amounts.listed_names import is_list, names_of, without_adverbs
from build_tools.amounts.measured_words import balanced, subject_and_change, trimmed
from build_tools.amounts.modality import reckoned_by
from build_tools.resources.units import Units
from build_tools.text.han import HAN_PATTERN

_IN_ORDER = re.compile("分别|分(?=居[全世]|列[全第])")
_SENTENCE_ENDS = "。；！？\n"
_LINK = re.compile(rf"(?:[、和与及]|以及)(?P<words>[{HAN_PATTERN}]{{1,6}})")
_COMPARES = re.compile("是|为|占|居|相当于|[由从]")
"""What opens words that name nothing: 是2010年的2倍、3倍."""
_EACH = re.compile("(?:每[人户年月日天亩])+")
_EACH_AT_END = re.compile(f"{_EACH.pattern}$")


@dataclass(frozen=True)
class _ValueList:
    """Values of one list, by their numbers, and the words before the first."""

    values: tuple[int, ...]
    starts: int
    """Where the words before the first value start: behind the last comma or value."""
    names: str
    """The words that may name the values; "" where these have been named before."""
    adverbs: str
    changes: tuple[str, ...]
    """The verb of change before each value, or ""."""
    is_ordered: bool
    """Whether 分别 is before the values."""


def in_order(text: str, found: Sequence[Amount], units: Units) -> list[Amount]:
    """The amounts with what each measures, by the lists that name them; see above."""
    joined = list(found)
    before, end = list[str](), -1
    for listed in _value_lists(text, found):
        if listed.is_ordered:
            _share_bounds(joined, listed.values)
        is_next = end == listed.values[0] - 1 and not _ends(text, found[end].end, listed)
        names = _names(text, found, listed, before if is_next else [])
        before, end = names, listed.values[-1]
        is_single = bool(listed.names) and not is_list(listed.names)
        for index, name, change in zip(listed.values, names, listed.changes, strict=False):
            if is_single:
                measures = joined[index].measures.replace("分别", "")
            else:
                measures = name + (listed.adverbs + change if change else "")
            joined[index] = replace(joined[index], measures=measures)
            if listed.names and not is_single:
                joined[index] = _reckoned(joined[index], name, names, units)
    return joined


def _value_lists(text: str, found: Sequence[Amount]) -> Iterator[_ValueList]:
    """The lists of at least two values, and single values behind 分别."""
    first = 0
    while first < len(found):
        starts = _starts(text, found, first)
        words = text[starts : found[first].start]
        marks = list(_IN_ORDER.finditer(words))
        mark = marks[-1] if marks and not re.search("、", words[marks[-1].end() :]) else None
        behind = _EACH_AT_END.sub("", (words[mark.end() :] if mark else words).rstrip())
        named, change = subject_and_change(behind)
        changes = [named + change if mark and change else change]
        last = first
        while last + 1 < len(found):
            verb = _linked(text[found[last].end : found[last + 1].start], behind, bool(mark))
            if verb is None:
                break
            last += 1
            changes.append(verb or changes[-1])
        if mark or last > first:
            before = words[: mark.start()] if mark else named
            names, adverbs = without_adverbs(before.lstrip("、"))
            names = "" if _COMPARES.match(names) else names
            values = tuple(range(first, last + 1))
            yield _ValueList(values, starts, names, adverbs, tuple(changes), bool(mark))
        first = last + 1


def _starts(text: str, found: Sequence[Amount], first: int) -> int:
    """Where the words before a value start: behind the last comma or value, but not behind those
    that are part of names: 超5亿元、10亿元项目."""
    start = clause_start(text, found[first].start)
    named = False
    for index in range(first - 1, -1, -1):
        end = found[index].end
        if end <= start:
            break
        goes_on = named and joins(text[end : found[index + 1].start])
        named = goes_on or (_is_size(text, found[index]) and not found[index].is_base)
        if not named:
            return end
    return start


def _is_size(text: str, amount: Amount) -> bool:
    """Whether an amount says how large each thing is that is named next: 超5亿元项目."""
    return re.match(rf"(?![和与及至到])[{HAN_PATTERN}]", text[amount.end :]) is not None


def _linked(between: str, behind: str, is_ordered: bool) -> str | None:
    """The verb that the next value of a list has for itself (分别增长5%、下降3%), "" for none; None
    where the next value is not of the same list. In 分别达每月50元、每年600元 it is."""
    if joins(between):
        return ""
    link = _LINK.fullmatch(between) if is_ordered else None
    if link and _EACH.fullmatch(link["words"]):
        return ""
    if link and ends_with_change(link["words"]) and ends_with_change(behind):
        named, change = subject_and_change(link["words"])
        return change if not named else None
    return None


def _names(
    text: str, found: Sequence[Amount], listed: _ValueList, before: Sequence[str]
) -> list[str]:
    """What each value of a list measures; ``before`` has the names of the list just before."""
    count = len(listed.values)
    if re.match(r"(?:[、和与及]|以及)\s*\d", text[found[listed.values[-1]].end :]):
        count += 1  # The next of the list is a figure that was not read.
    is_of_one_unit = len({found[index].unit for index in listed.values}) == 1
    is_sized = any(_is_size(text, found[index]) for index in listed.values)
    if not listed.is_ordered and not is_of_one_unit and (is_sized or not listed.names):
        return []
    if listed.names:
        names = names_of(listed.names, count)
        is_whole = listed.is_ordered or (is_of_one_unit and not is_list(listed.names))
        return names or [balanced(trimmed(listed.names) or listed.names)] * (count * is_whole)
    if len(before) == count or count == 1:
        return list(before)
    names = _in_clause_before(text, found, listed)
    return names or _of_values_before(text, found, listed)


def _ends(text: str, end: int, listed: _ValueList) -> bool:
    """Whether a sentence ends between ``end`` and a list."""
    return any(mark in text[end : listed.starts] for mark in _SENTENCE_ENDS)


def _in_clause_before(text: str, found: Sequence[Amount], listed: _ValueList) -> list[str]:
    """The names of a list that is the clause before, its figures left out; the list as a whole
    where it has another number of names and no figure."""
    end = listed.starts - 1
    if end < 0 or text[end] not in "，：":
        return []
    start = clause_start(text, end)
    clause, at = "", start
    for amount in found:
        if start <= amount.start and amount.end <= end and not _is_size(text, amount):
            clause += text[at : amount.start]
            at = amount.end
    clause += text[at:end]
    names = names_of(clause, len(listed.values))
    if names and all(subject_and_change(name)[0] for name in names):
        return [subject_and_change(name)[0] for name in names]
    if at == start and listed.is_ordered and is_list(clause):
        return [balanced(trimmed(clause))] * len(listed.values)
    return []


def _of_values_before(text: str, found: Sequence[Amount], listed: _ValueList) -> list[str]:
    """What the last values before a list measure: 进口50亿元，出口60亿元，分别增长12%、8%."""
    count, names = len(listed.values), list[str]()
    first = listed.values[0]
    for index in range(first - 1, -1, -1):
        amount = found[index]
        if _ends(text, amount.end, listed) or len(names) == count:
            break
        if amount.is_base or amount.unit in RATIOS or amount.basis == "rank":
            continue
        if _is_size(text, amount):
            continue
        after = found[index - 1].end if index and joins(text[found[index - 1].end]) else 0
        own = text[item_start(text, amount.start, after) : amount.start]
        name = subject_and_change(trimmed(own))[0] if amount.base is None else amount.measures
        if not without_adverbs(name)[0]:
            return []
        names.append(name)
    return names[::-1] if len(set(names)) == count else []


def _reckoned(amount: Amount, name: str, names: Sequence[str], units: Units) -> Amount:
    """An amount with what its own name says of how it is reckoned, and not what others say."""
    own = reckoned_by(name, units)
    others = {word for one in names for word in reckoned_by(one, units)} - {*own}
    kept = [word for word in amount.qualifiers if word not in others]
    is_mean = is_average(name) and amount.basis == "total" and amount.unit not in RATIOS
    return replace(
        amount,
        qualifiers=tuple(dict.fromkeys((*kept, *own))),
        basis="level" if is_mean and others | {*own} else amount.basis,
    )


def _share_bounds(found: list[Amount], run: Sequence[int]) -> None:
    """Give all values of a list the bound before the first or behind the last, where only that has
    one.

    分别突破5亿元、3亿元: both are at least so much; 分别增长8%和9%左右: both are about so much. In
    分别增长8%和近9% only the second is nearly so much.
    """
    bounded = [index for index in run if found[index].bound != "exact"]
    if len(run) == 1 or len(bounded) != 1:
        return
    only = found[bounded[0]]
    is_before = re.match(before_pattern(), only.text) is not None
    if only.bound != "range" and bounded[0] == (run[0] if is_before else run[-1]):
        for index in run:
            found[index] = replace(found[index], bound=only.bound)
