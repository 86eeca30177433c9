"""The lines of an unknown report that open its parts.

Headings are looked for by their numbers first, then by what they say: of which time a part speaks,
and whether it looks back or plans.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_tools.document.headings import opens
from build_tools.document.part_roles import plain_heading, role_of, speaks_of_time
from build_tools.text.heading_numbers import STYLES, StyleName, is_heading_like, without_number

PART_STYLES: tuple[StyleName, ...] = ("第一部分", "第一篇", "第一章", "壹、", "一、")
SMALL_STYLES: tuple[StyleName, ...] = ("（一）", "1、", "1.", "（1）", "1 ")
"""Numbers that usually mark sections or items, and parts only where the headings say so."""
DIVIDED: tuple[StyleName, ...] = ("1 ", "1.", "1、")
"""Numbers of what has divisions such as 1.1."""
RESTARTING: tuple[StyleName, ...] = ("一、", "（一）")
"""Numbers that begin again in each part whose heading has none."""
MOST_PARTS = 14
LEAST = 2
"""How many headings of one kind make a level."""
_YEAR_AND_SLOGAN = re.compile(
    r"(?:(?:19|20)\d{2}年|过去[一五]年|今后五年|新的一年)(?:[：:]|——?|──?)"
)
"""How a bare heading begins that is a slogan for a time: 2023年：砥砺奋进."""
SENTENCE_END = re.compile("[。！？]")
_YEAR_START = re.compile(r"((?:19|20)\d{2})年")
_NOT_BARE = re.compile(r"报告(?:$|[（(])|：|^[—─（(*]|^[一二三四五六七八九十]是")
"""What rules a line out as the heading of a part without a number."""
LONGEST_FRONT = 15
"""So many lines may come before the first part."""
_SPOKEN = re.compile(r"^.{4,50}(?:会议|大会|次会)上[）)]?$")
"""A line that says at which meeting the text was read: no part is above it."""
_LEADS = re.compile("(?:是|为|如下|以下.*)$")
"""How words end that lead to what follows, as those of no heading do."""
_LIST = re.compile("[，、]")
_DATED_START = re.compile(
    r"(?:关于)?(?:(?:19|20)\d{2}年|过去[一五]年|今后|未来|[“\"]十?[一二三四五六七八九]?五[”\"]|本届)"
)
"""A bare heading that begins so may hold a list, as in 今后五年的目标、任务."""
_TITLE = re.compile(r"(?:总结|计划|规划|公报|报告|汇报|清单|方案|要点|纲要)$")
_PERIOD = r"[“”]?十?[一二三四五六七八九]?五[“”]?(?:时期)?"
_WORK_OF = re.compile(
    rf"(?:关于)?(?:{_PERIOD}[和及与])?(?:19|20)\d{{2}}年(?:[和及与]{_PERIOD})?.{{0,4}}工作$"
)
"""A heading that names the year of the work, and not whether it was done or will be."""


class Head(NamedTuple):
    """A line that opens a part."""

    line: int
    """Its index among the lines of the text."""
    words: str
    """The words of the heading; "" where the line has none."""


def part_heads(lines: Sequence[str]) -> list[Head]:
    """The lines that open parts; none without parts.

    A heading whose words open an earlier line is none: such text appears twice.
    """
    return [head for head in _found(lines) if not opens_any(head.words, lines[: head.line])]


def _head_words(line: str) -> str:
    """The words of ``line`` that could open a part; "" where it is not a heading.

    They are the whole line, or, behind a number, what a blank, a stop or a colon ends.

    >>> _head_words("一、过去五年的工作 过去五年，极不平凡。"), _head_words("今年是关键一年。")
    ('一、过去五年的工作', '')
    >>> _head_words("二、2020年工作安排。今年要修路。")
    '二、2020年工作安排。'
    >>> _head_words("二、2020年工作安排："), _head_words("2020年工作的总体要求是：")
    ('二、2020年工作安排：', '')
    """
    if is_heading_like(line):
        return line
    bare = without_number(line)
    if bare != line and is_heading_like(bare[:-1]) and bare[-1] in "：:" and role_of(bare[:-1]):
        return line
    token = re.match(r"([^\s。！？]{4,40})(?:[\s\u3000]|(。))", bare)
    if token and role_of(token[1]):
        return line[: len(line) - len(bare)] + token[1] + (token[2] or "")
    return ""


def _found(lines: Sequence[str]) -> list[Head]:
    """The lines that open parts, before those that open an earlier line are left out."""
    numbered = _series(lines, "一、")
    for style in PART_STYLES[:-1]:
        if len(found := _series(lines, style)) >= LEAST:
            return numbered if _are_above(numbered, style, lines) else found
    if len(numbered) < LEAST and (divided := _divided(lines)):
        return divided
    bare = _bare_heads(lines)
    roles = {role_of(head.words) for head in bare}
    if {"review", "plan"} <= roles or _are_of_two_years(bare):
        return bare
    if LEAST <= len(numbered) <= MOST_PARTS and _counts_once(lines, numbered):
        return numbered
    return (
        _two_sides(_series(lines, style) for style in SMALL_STYLES)
        or bare
        or _slogans(lines)
        or _colon_heads(lines)
    )


def _divided(lines: Sequence[str]) -> list[Head]:
    """The headings in figures whose divisions are numbered 1.1, 1.2 (ISO 2145).

    >>> [head.words for head in _divided(["1 经营情况", "1.1 收入", "增长。", "2 问题", "3 思路"])]
    ['1 经营情况', '2 问题', '3 思路']
    >>> _divided(["1 经营情况", "增长。", "2 问题", "不少。"])
    []
    """
    if not any(map(STYLES["1.1"].number, lines)):
        return []
    series = (_series(lines, style) for style in DIVIDED)
    return next((found for found in series if LEAST <= len(found) <= MOST_PARTS), [])


def _are_of_two_years(bare: Sequence[Head]) -> bool:
    """Whether bare headings begin with one year and later with the next: 2023年主要工作."""
    years = [int(start[1]) for head in bare if (start := _YEAR_START.match(head.words))]
    return any(b == a + 1 for a, b in pairwise(years))


def _two_sides(series: Iterable[list[Head]]) -> list[Head]:
    """The first of several series of numbers in which one heading reviews and another plans."""
    for found in series:
        roles = {role_of(head.words) for head in found}
        if {"review", "plan"} <= roles and len(found) <= MOST_PARTS:
            return found
    return []


def _slogans(lines: Sequence[str]) -> list[Head]:
    """Bare headings that are slogans for a time, where there are two or more.

    >>> _slogans(["2023年：砥砺奋进", "办学1所。", "2024年：实干争先", "办学2所。"])[1]
    Head(line=2, words='2024年：实干争先')
    """
    found = [
        Head(at, line)
        for at, line in enumerate(lines[:-1])
        if _YEAR_AND_SLOGAN.match(line) and is_heading_like(line)
        and SENTENCE_END.search(lines[at + 1])
    ]  # fmt: skip
    return found if len(found) >= LEAST else []


def _colon_heads(lines: Sequence[str]) -> list[Head]:
    """Lines that end with a colon and say what follows and of which time, where some look back and
    some plan.

    >>> _colon_heads(["去年的主要工作：", "修路2公里。", "今年的打算：", "再修3公里。"])[1]
    Head(line=2, words='今年的打算：')
    >>> _colon_heads(["一年来，主要做了以下工作：", "修路。", "今年的打算如下：", "修桥。"])
    []
    """
    found = []
    for at, line in enumerate(lines):
        words = line[:-1] if line.endswith((":", "：")) else ""
        leads = _LIST.search(words) or _LEADS.search(words) or not _is_bare(words)
        if not leads and role_of(words) in ("review", "plan") and speaks_of_time(words):
            found.append(Head(at, line))
    return found if {role_of(head.words) for head in found} == {"review", "plan"} else []


def _are_above(numbered: Sequence[Head], style: StyleName, lines: Sequence[str]) -> bool:
    """Whether most headings of a series have one of ``style`` on the next line: chapters of it."""
    number = STYLES[style].number
    above = sum(any(map(number, lines[head.line + 1 : head.line + 2])) for head in numbered)
    return LEAST <= len(numbered) <= MOST_PARTS and above * 2 > len(numbered)


def opens_any(words: str, lines: Iterable[str]) -> bool:
    """Whether one of ``lines`` is a heading with these words, or begins with it."""
    return any(opens(words, line) for line in lines)


def _series(lines: Sequence[str], style: StyleName) -> list[Head]:
    """The lines that count up from one in ``style`` and hold a heading."""
    found: list[Head] = []
    for at, line in enumerate(lines):
        if STYLES[style].number(line) == len(found) + 1 and (words := _head_words(line)):
            found.append(Head(at, words))
    return found


def _counts_once(lines: Sequence[str], numbered: Sequence[Head]) -> bool:
    """Whether the numbers of a series do not begin again further down."""
    below = lines[numbered[0].line + 1 :]
    return not any(STYLES["一、"].number(line) == 1 for line in below)


def _bare_heads(lines: Sequence[str]) -> list[Head]:
    """Headings of parts without numbers.

    Such a heading says what the part does, and of which time. Behind the first one, a heading may
    say only what the part does, or nothing of it where the numbers below begin again.
    """
    found: list[int] = []
    spoken = (at for at, line in enumerate(lines[:LONGEST_FRONT]) if _SPOKEN.search(line))
    front = max(spoken, default=-1)
    for at, line in enumerate(lines):
        if at < front:
            continue  # a title, however much it says of years
        role = role_of(line)
        listed = _DATED_START.match(line)
        if (
            not _is_bare(line)
            or _LIST.search(line.replace("、", "") if listed else line)
            or (at == 0 and _TITLE.search(line))
        ):
            continue
        is_head = role in ("review", "plan") and speaks_of_time(line)
        is_head = is_head or bool(_WORK_OF.match(plain_heading(line)))
        if is_head or (found and role == "other"):
            found.append(at)
    return [Head(at, lines[at]) for at in sorted({*found, *_topics(lines, found)})]


def _is_bare(line: str) -> bool:
    """Whether a line could be the heading of a part without a number; one in figures and a blank
    may be that of a page."""
    is_numbered = without_number(line) != line and STYLES["1 "].number(line) is None
    return is_heading_like(line) and not is_numbered and not _NOT_BARE.search(line)


def _topics(lines: Sequence[str], heads: Sequence[int]) -> Iterator[int]:
    """The lines between the headings of parts that open a part, too: the numbers below begin again.

    The first of them is where they begin.
    """
    for head, end in pairwise([*heads, len(lines)]):
        for style in RESTARTING:
            ones = [at for at in range(head + 1, end) if STYLES[style].number(lines[at]) == 1]
            before = [
                next((n for n in range(at - 1, max(at - 4, head), -1) if _is_bare(lines[n])), None)
                for at in ones
            ]
            if any(before[1:]):
                yield from (at for at in before if at is not None)
