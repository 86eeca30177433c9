"""How a part of a report marks its sections and items, and where it turns to other years."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, Self

from build_tools.document.clauses import LONGEST, USUAL, clause_sections
from build_tools.document.closings import AFTERWORD, beginning, closing_start
from build_tools.document.headings import (
    LOOSE_ITEMS,
    TITLE_AND_COLON,
    item_numbers,
    section_numbers,
)
from build_tools.document.part_roles import Years, plain_heading
from build_tools.records.publication import Role
from build_tools.text.heading_numbers import (
    STYLES,
    StyleName,
    is_by_sentences,
    is_clause,
    is_heading_like,
    is_row,
    table_rows,
    without_number,
)

LEVEL_STYLES: tuple[StyleName, ...] = (
    *("一、", "（一）", "第一章", "第一节", "壹、", "第一，", "任务一："),
    *("1 ", "1.1", "1.1.1", "1.", "1、", "（1）", "①", "一是"),
)
ENUMERATIONS: tuple[StyleName, ...] = ("1.", "1、", "（1）", "①", "一是", "第一，")
"""What may also number a list within a paragraph's thought."""
LEAST = 2
"""How many headings of one kind make a level."""
ALWAYS_HEADINGS: tuple[StyleName, ...] = ("第一章", "第一节")
"""One heading of these styles makes a level, and their numbers may go on from part to part."""
LEAST_LOOSE = 3
DENSE = 0.3
"""Clauses are headings where from the first to the last of them at least this share of the
paragraphs begins with one."""
PARAGRAPH_STYLES: tuple[StyleName, ...] = ("1.", "1、", "（1）")
"""Numbers that may be those of the paragraphs of a whole text."""
LEAST_PARAGRAPHS = 10
LEAST_UNDER_HEADINGS = 5
"""So many are enough where they count on across headings without numbers."""
MOST_HEADINGS = 0.5
"""Where fewer of the numbers open a heading with text below it, they number paragraphs."""
_ENDS = re.compile(r"(?:结语|结束语|结论|致谢)$")
"""The heading of a part that is too short for sections."""
_SENTENCE = re.compile(r"[。！？]")
_NOTED = re.compile(r"[\u3400-\u9fff”》][①-⑳]")
"""A mark that refers to a note: lines that begin with such marks are the notes."""
_LONG = r"(?:五年|五[”\"]|本届|第.{1,4}届)"
_YEAR_THEN_YEARS = re.compile(
    rf"(?:(?:19|20)\d{{2}}年|过去一年|去年).{{0,6}}[和及与、].{{0,12}}{_LONG}"
)
"""A heading that announces a review of one year, and then of several."""
_SEVERAL_YEARS = re.compile(rf"(?!.{{0,24}}(?:体会|清醒|来之不易|感谢)).{{0,40}}{_LONG}")
"""How a paragraph begins that looks back on several years."""
_TURNS_BEFORE = re.compile(
    r"(?:各位代表|各位委员|同志们)?[！，!,：:]?(?:回顾)?(?:过去|刚刚过去的|这)?五年(?![“\"计规])"
)
"""How a paragraph before the sections turns to several years: no later one does so again."""
_LAST_YEAR = (
    "(?:各位代表|各位委员|同志们)[，！,!：:]?(?!.{{0,24}}(?:体会|清醒|来之不易|感谢|成绩|困难))"
    "(?:回顾)?(?:刚刚)?(?:过去的)?(?:{}年|一年)(?:[，是]|(?:的)?工作)"
)
"""How a paragraph addresses the deputies and turns to a year."""
_YEAR_ALONE = "(?:各位代表|各位委员|同志们)?[，！,!：:]?(?:回顾)?(?:刚刚)?(?:过去的)?{}年[，是]"
"""How a paragraph below the last section turns from several years to the last of them."""
_SPAN = re.compile(rf".{{0,12}}(?:(?:19|20)\d{{2}}年|过去一年|一年来|{_LONG})")
"""How a paragraph begins that names a span of years."""


@dataclass(frozen=True)
class PartText:
    """A part whose levels are to be found."""

    role: Role
    heading: str
    """The words that open it; "" where it has none."""
    years: Years
    """The first and the last year of which it speaks, or the only one."""
    lines: Sequence[str]
    """Its paragraphs, without the heading."""
    is_last: bool
    """Whether it is the last part of the text, and has the formal end."""


@dataclass(frozen=True)
class Levels:
    """What was found in a part."""

    section: StyleName = "none"
    item: StyleName = "none"
    closing: str = ""
    """How the paragraph begins that opens what follows its last section."""
    half: str = ""
    """The paragraph, without a heading, with which a review turns to another span of years."""


class _Run(NamedTuple):
    """The lines that are marked in one style, as the headings of one level are."""

    style: StyleName
    places: list[int]
    """Their indexes, in order."""


@dataclass(frozen=True)
class Numbers:
    """What a part must know of the numbers of the whole text."""

    of_paragraphs: frozenset[StyleName] = frozenset()
    """The styles that number paragraphs, and no headings."""
    last: Mapping[StyleName, int] = field(default_factory=dict)
    """The last number of each level of the parts above, as some count on from part to part."""

    def behind(self, body: Sequence[str], levels: Levels) -> Self:
        """The same behind a part with such levels, whose lines are ``body``."""
        last = {
            style: counted[-1]
            for style in (levels.section, levels.item)
            if (counted := [n for n in map(STYLES[style].number, body) if n])
        }
        return replace(self, last={**self.last, **last})


NO_NUMBERS = Numbers()


def paragraph_numbers(lines: Sequence[str]) -> frozenset[StyleName]:
    """The styles that number the paragraphs of a text from beginning to end, as those of an address
    on policy are: they count on across its headings, and most open no heading.

    >>> lines = [f"{n}. 政府会增加{n}个宿位，改善服务，关爱长者。" for n in range(1, 13)]
    >>> sorted(paragraph_numbers([*lines[:6], "二、房屋", *lines[6:]]))
    ['1.']
    >>> sorted(paragraph_numbers([*lines[:2], "房屋", *lines[2:4], "福利", *lines[4:6]]))
    ['1.']
    >>> lines = [f"{n}. 改善服务。增加宿位{n}个。" for n in range(1, 13)]
    >>> sorted(paragraph_numbers([*lines[:6], "二、房屋", *lines[6:]]))
    []
    """
    return frozenset(style for style in PARAGRAPH_STYLES if _numbers_paragraphs(lines, style))


def _numbers_paragraphs(lines: Sequence[str], style: StyleName) -> bool:
    found = ((at, STYLES[style].number(line)) for at, line in enumerate(lines))
    numbers = {at: number for at, number in found if number}
    counts_once = [*numbers.values()] == list(range(1, len(numbers) + 1))
    places = set(numbers)
    within = range(min(places, default=0), max(places, default=0))
    bare = [at for at in within if at not in places and _is_bare(lines[at])]
    least = LEAST_UNDER_HEADINGS if len(bare) >= LEAST else LEAST_PARAGRAPHS
    if not counts_once or len(numbers) < least:
        return False
    goes_on = any(at not in places for at in within)
    headings = sum(_opens_text(lines, places, at) for at in places)
    return goes_on and headings < MOST_HEADINGS * len(places)


def _is_bare(line: str) -> bool:
    return is_heading_like(line) and without_number(line) == line


def _opens_text(lines: Sequence[str], places: Collection[int], at: int) -> bool:
    """Whether a numbered line begins with a heading that has text behind or below it.

    >>> [_opens_text(["1.工业", "做强。", "2.农业"], {0, 2}, at) for at in (0, 2)]
    [True, False]
    """
    bare = without_number(lines[at])
    if is_heading_like(bare):
        return at + 1 < len(lines) and at + 1 not in places
    return is_clause(bare, LONGEST) and bool(bare.partition("。")[2])


def find_levels(part: PartText, numbers: Numbers = NO_NUMBERS) -> Levels:
    """The levels of a part; ``numbers`` says what the whole text shows of them."""
    body = part.lines
    runs = sorted(_runs(body, numbers), key=lambda run: (run.places[0], run.style))
    if runs:
        section, places = _sections(body, runs)
    elif _ENDS.search(part.heading):
        section, places = _Run("none", [])
    else:
        section, places = _loose_sections(body)
    half = _half(part, section, places) if part.role == "review" else None
    if half is not None:
        places = sorted([*places, half])
    closing = closing_start(part.role, body, places, part.is_last)
    item = _items(body[:closing], section, places, runs)
    if closing is not None and closing < _last_heading(body, section, item):
        closing = None
    return Levels(
        section,
        item,
        beginning(body, closing) if closing is not None else "",
        body[half] if half is not None else "",
    )


def _last_heading(body: Sequence[str], section: StyleName, item: StyleName) -> int:
    """The last line that the outline takes for a section or for an item that is not loose; -1 where
    there is none."""
    sections = section_numbers(body, section)
    items = {} if item in LOOSE_ITEMS else item_numbers(body, item, sorted(sections))
    return max((*sections, *items), default=-1)


def _runs(body: Sequence[str], known: Numbers) -> Iterator[_Run]:
    """The numbered lines of each style, from the one with which its numbers begin."""
    for style in LEVEL_STYLES:
        if style in known.of_paragraphs or (style == "①" and any(map(_NOTED.search, body))):
            continue
        if style == "1 " and not any(map(STYLES["1.1"].number, body)):
            continue  # without divisions below it, a figure before a blank may be a quantity
        numbers = [(at, STYLES[style].number(line)) for at, line in enumerate(body)]
        counted = [at for at, number in numbers if number and not is_row(body[at])]
        is_always = style in ALWAYS_HEADINGS
        firsts = {1, known.last.get(style, 0) + 1}
        first = next((at for at, n in numbers if n in firsts or (n and is_always)), None)
        least = 1 if is_always else LEAST
        is_list = _is_list(body, counted)
        if first is not None and len(counted) >= least and not is_list:
            yield _Run(style, [at for at in counted if at >= first])


def _are_lists(places: Sequence[int]) -> bool:
    """Whether numbered lines follow each other, or do so in several groups of two or more."""
    firsts = [at for at in places if at - 1 not in places]
    alone = [at for at in firsts if at + 1 not in places]
    return len(firsts) == 1 or (bool(firsts) and not alone)


def _is_list(body: Sequence[str], places: Sequence[int]) -> bool:
    """Whether numbered lines are the items of a list: one sentence each, with nothing below them,
    and figures in most of them (1.新建学校10所。), or circled numbers, as notes have; but no titles
    that a colon parts from their text.

    >>> _is_list(["1.增长5%。", "2.办学3所。"], [0, 1])
    True
    >>> _is_list(["1.坚持创新：3个。", "2.坚持惠民：5个。"], [0, 1])
    False
    >>> _is_list(["1.增长5%。", "产值增加。利润提高。", "2.办学3所。"], [0, 2])
    False
    """
    if not _are_lists(places):
        return False
    sentences = [_SENTENCE.split(body[at].rstrip("。；！")) for at in places]
    counted = sum(bool(re.search(r"\d", without_number(body[at]))) for at in places)
    is_circled = STYLES["①"].number(body[places[0]]) is not None
    has_figures = counted * 2 > len(places)
    if all(TITLE_AND_COLON.match(without_number(body[at])) for at in places):
        return False
    return all(len(each) == 1 for each in sentences) and (is_circled or has_figures)


def _sections(body: Sequence[str], runs: Sequence[_Run]) -> _Run:
    """How the sections are marked, and where: as the first run is, unless that is an enumeration
    which has ended before the first heading of another kind."""
    run = runs[0]
    heading = next((run for run in runs if run.style not in ENUMERATIONS), None)
    if heading is None:
        return run
    below = (body[at] for at in run.places if at > heading.places[0])
    goes_on = next(map(STYLES[run.style].number, below), 1)
    return run if goes_on != 1 else heading


def _half(part: PartText, section: StyleName, places: Sequence[int]) -> int | None:
    """The paragraph below a section, or below a list of dashes before the first one, in which a
    review turns from one year to several, or back.

    It comes after the last section, or before the one with which the numbers begin again, or it
    opens with the address and the last year alone.
    """
    body, years = part.lines, part.years
    if not places or len(years) < 2:
        return None
    words, behind = plain_heading(part.heading), range(places[-1] + 1, len(body))
    found = None
    if _YEAR_THEN_YEARS.search(words):
        if not any(_TURNS_BEFORE.match(body[at]) for at in range(1, places[0])):
            found = next((at for at in behind if _SEVERAL_YEARS.match(body[at])), None)
    elif str(years[-1]) in words:
        found = _year_alone(body, behind, years[-1])
    return _half_between(body, section, places, years[-1]) if found is None else found


def _year_alone(body: Sequence[str], behind: Iterable[int], year: int) -> int | None:
    """The paragraph behind the last section that turns to the last year alone."""
    year_alone = re.compile(_YEAR_ALONE.format(year))
    for at in behind:
        if year_alone.match(body[at]):
            return at
        if AFTERWORD.match(body[at]):
            break
    return None


def _half_between(
    body: Sequence[str], section: StyleName, places: Sequence[int], year: int
) -> int | None:
    """The paragraph between two sections that opens the other half: the numbers begin again behind
    it, or it turns to the last year."""
    again = {at for at in places[1:] if STYLES[section].number(body[at]) == 1}
    last_year = re.compile(_LAST_YEAR.format(year))
    dashed = [at for at in range(places[0]) if STYLES["——"].number(body[at]) is not None]
    first = dashed[-1] if len(dashed) >= LEAST_LOOSE else places[0]
    for at in range(first + 1, places[-1]):
        opens_half = at + 1 in again and _SPAN.match(body[at])
        if at not in places and (opens_half or last_year.match(body[at])):
            return at
    return None


def _items(
    body: Sequence[str],
    section: StyleName,
    places: Sequence[int],
    runs: Sequence[_Run],
) -> StyleName:
    """How items are marked: as the first numbered run below the sections is, else by what most
    paragraphs begin with, 一是 or a clause, if it is short enough for a heading."""
    if not places:
        return "none"
    below = [
        (at, style)
        for style, numbered in runs
        if style not in (section, "一是")
        for at in numbered
        if at > places[0]
    ]
    if below:
        return min(below)[1]
    loose: dict[StyleName, int] = {}
    style: StyleName
    styles: tuple[StyleName, ...] = ("一是",) if is_by_sentences(body) else ("一是", "clause")
    for style in styles:
        found = item_numbers(body, style, places) if style != section else {}
        short = sum(style != "一是" or is_clause(body[at], LONGEST) for at in found)
        if short >= max(LEAST_LOOSE, USUAL * len(found)):
            loose[style] = short
    return max(loose, key=lambda style: loose[style], default="none")


def _loose_sections(body: Sequence[str]) -> _Run:
    """Sections without numbers: lines of their own, or paragraphs that a short clause opens."""
    rows = table_rows(body)
    are_plain = [is_heading_like(line) and at not in rows for at, line in enumerate(body)]
    plain_lines = [at for at, (this, below) in enumerate(pairwise(are_plain)) if this and not below]
    if len(plain_lines) >= LEAST:
        return _Run("unnumbered", plain_lines)
    dashed = [at for at, line in enumerate(body) if STYLES["——"].number(line) is not None]
    if len(dashed) >= LEAST_LOOSE:
        return _Run("——", dashed)
    clauses = clause_sections(body)
    is_level = len(clauses) >= LEAST_LOOSE and _is_dense(body, clauses)
    return _Run("clause", clauses) if is_level else _Run("none", [])


def _is_dense(body: Sequence[str], places: Sequence[int]) -> bool:
    """Whether so many paragraphs begin as headings do that they are headings, and not short
    sentences here and there in long prose, or in a text with one sentence on each line."""
    among = [line for line in body[places[0] : places[-1] + 1] if not is_row(line)]
    return len(places) >= DENSE * len(among) and not is_by_sentences(body)
