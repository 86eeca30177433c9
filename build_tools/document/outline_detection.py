"""The outline of an unknown report: its front, its parts, and how it marks sections and items.

Everything here reads the simplified text by lines. What it finds is a proposal, which ``new``
writes into ``publication.yml`` for an editor to read; the build's own outline is made from that.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Literal

from build_tools.document.annex import (
    ANNEX,
    LISTS_ANNEXES,
    NUMBERED_ANNEX,
    Note,
    annex_heading,
    annex_listed,
    annex_start,
    explained_terms,
    is_note,
)
from build_tools.document.closings import beginning, is_formal
from build_tools.document.front_matter import (
    FrontMatter,
    front_end,
    front_length,
    read_front,
    signed,
)
from build_tools.document.part_heads import SENTENCE_END, Head, opens_any, part_heads
from build_tools.document.part_levels import (
    Levels,
    Numbers,
    PartText,
    find_levels,
    paragraph_numbers,
)
from build_tools.document.part_roles import (
    WITHIN_YEAR,
    Years,
    dated,
    is_mixed,
    is_situation,
    names_past_only,
    names_years,
    plain_heading,
    role_of,
    role_of_text,
    shown_heading,
    years_of,
)
from build_tools.records.publication import Role
from build_tools.text.heading_numbers import STYLES, StyleName, is_heading_like, without_number

_ROMAN = re.compile(r"^[Ⅰ-Ⅻ][.．、]?\s*")
_FIGURE = re.compile(r"\d(?![\d年月日])")
ORNAMENTS = "★☆◆◇■□●○▲△※ "
"""What a page may put before and behind a heading, and no name has."""
LEAST_SENTENCES = 2
"""Text above the first heading is a part from so many sentences on, if it has figures."""
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")
_INTRODUCTION = re.compile(
    r"引[ \u3000]*言|前[ \u3000]*言|导[ \u3000]*言|序[ \u3000]*言|绪[ \u3000]*论"
)
_FIRST_CLAUSE = re.compile(
    r"(?:各位代表|各位委员|同志们)?[！，：:]?(?:\d{4}年，)?[^，。：；！？]{4,40}[，。：]?"
)
_TITLE_PIECE = re.compile(r"(?:19|20)\d{2}年.*?(?=(?:19|20)\d{2}年|$)")
"""What a title says of one year."""
_ANNUAL = re.compile(r"(?:重点|主要)工作|工作(?:安排|重点|部署)")
_DONE = re.compile(r"(?<![将会要])(?:完成|实现|达到|增长\d|建成|获评|荣获|入选|同比|圆满)")
_TO_DO = re.compile(r"要|将|确保|力争|加快|推进|推动|加强|着力|坚持|未来|明年|今后")


@dataclass(frozen=True)
class DetectedPart:
    """A part as it was found."""

    id: str
    role: Role
    heading: str
    """The words that open it, as in the text; "" for a text without headings of parts."""
    years: Years
    levels: Levels
    untitled: str = "全文"
    """Its name where it has no heading."""

    @property
    def name_zh(self) -> str:
        if self.id == ANNEX and LISTS_ANNEXES.match(self.heading):
            return "附件"
        if self.id == ANNEX and is_note(self.heading):
            return "注释"
        if not self.heading:
            return self.untitled
        heading = shown_heading(without_number(self.heading)).strip(ORNAMENTS)
        return _ROMAN.sub("", without_number(heading).rstrip("。："))

    @property
    def name_en(self) -> str:
        """The English of a heading that says no more than the years and what the part does."""
        if self.id == ANNEX and is_note(self.heading):
            return "Notes"
        if self.id == ANNEX:
            return "" if re.search(r"\d", self.name_zh) else "Annex"
        bare = re.fullmatch(r"((?:19|20)\d{2})年的?(?:政府)?工作(?:回顾|安排)", dated(self.name_zh))
        if not bare:
            return ""
        return ("Review of " if self.role == "review" else "Plan for ") + bare[1]


@dataclass(frozen=True)
class DetectedOutline:
    """What a text says of itself. Empty where it says nothing."""

    front: FrontMatter
    parts: tuple[DetectedPart, ...]
    annex: str = ""
    """The line that opens the annex."""
    notes: tuple[Note, ...] = ()
    """The terms that the annex explains."""
    breaks_off: bool = False
    """Whether the text ends in the middle of a sentence."""

    @property
    def section(self) -> StyleName:
        """How most parts mark their sections."""
        return _usual(part.levels.section for part in self.parts if part.id != ANNEX)

    @property
    def item(self) -> StyleName:
        found = (part.levels for part in self.parts)
        return _usual(levels.item for levels in found if levels.section == self.section)


@dataclass(frozen=True)
class Division:
    """A section that no style of headings shows."""

    kind: Literal["half", "annex"]
    """The other half of a review, or one of several annexes."""
    line: str
    """How its first line begins, and no other line."""
    heading: str = ""
    """The words of the line that serve as a heading; "" where that is all of it."""


def divisions(detected: DetectedOutline, text: str) -> Iterator[Division]:
    """The other halves of reviews in ``text``, below the sections of the first half, and the
    annexes of a list of annexes; none whose line begins as another does."""
    lines = [line.strip() for line in text.split("\n")]
    if any(part.id == ANNEX for part in detected.parts):
        for line in filter(NUMBERED_ANNEX.fullmatch, lines):
            if sum(other.startswith(line) for other in lines) == 1 and line != detected.annex:
                yield Division("annex", line)
    for half in filter(None, (part.levels.half for part in detected.parts)):
        start = beginning(lines, lines.index(half)).rstrip()
        clause = _FIRST_CLAUSE.match(half)
        if sum(line.startswith(start) for line in lines) == 1:
            yield Division("half", start, clause[0].rstrip() if clause else half)


def annex_levels(lines: Sequence[str]) -> Levels:
    """How an annex marks what it lists, such as the year's projects.

    >>> annex_levels(["附件：十件实事", "一、建学校。两所。", "二、修公路。三条。"]).section
    '一、'
    >>> annex_levels(["名词解释", "1.碳达峰：排放不再增长。", "2.碳汇：吸收。"]).section
    'none'
    """
    listed = annex_listed(lines)
    found = find_levels(PartText("other", lines[0], (), listed, is_last=False))
    numbers = STYLES[found.section].number
    if any(numbers(line) for line in lines[1 + len(listed) :]):
        return Levels()  # the notes on terms would become sections
    if any(map(NUMBERED_ANNEX.fullmatch, lines[1:])):
        return Levels(item=found.section)
    return Levels(found.section, found.item)


def _usual(styles: Iterable[StyleName]) -> StyleName:
    found: list[StyleName] = [style for style in styles if style != "none"]
    return max(found, key=found.count) if found else "none"


def detect(text: str, name: str = "") -> DetectedOutline:
    """The outline of a restored text in simplified characters; ``name`` is the file's name."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    end = annex_start(lines) or len(lines)
    annexed = lines[end:]
    annex = annex_heading(annexed) if annexed else ""
    explained = tuple(explained_terms(annexed))
    has_part = bool(annex) and not opens_any(annex, lines[:end])
    if has_part:
        lines = lines[:end]
    heads = part_heads(lines)
    first = heads[0].line if heads else min(front_length(lines), max(len(lines) - 1, 0))
    front = signed(read_front(lines[:first], name), lines)
    does = role_of_text(front.title)
    if heads and _are_topics(heads, lines, does):
        heads, does = [], does or "review"
        first = min(front_length(lines), first)
        front = signed(read_front(lines[:first], name), lines)
    if heads and does != "plan" and (part := _part_above(lines, heads, front, does)):
        heads, first = [part, *heads], part.line
        front = signed(read_front(lines[:first], name), lines)
    if heads and (part := _introduction(lines, first)):
        heads, first = [part, *heads], part.line
        front = signed(read_front(lines[:first], name), lines)
    numbers = Numbers(paragraph_numbers(lines[first:]))
    if heads:
        parts = list(_parts(lines, heads, front, numbers))
    else:
        parts = [_whole(lines[first:], front, does, numbers)]
    if has_part:
        parts.append(DetectedPart(ANNEX, "other", annex, (), annex_levels(annexed)))
    return DetectedOutline(front, tuple(parts), annex, explained, _breaks_off(lines))


def _breaks_off(lines: Sequence[str]) -> bool:
    """Whether the last line ends in the middle of a sentence, and is no signature, date or wish."""
    last = lines[-1] if lines else ""
    is_whole = re.search(r"[。！？”’）」』!?)…：]$|\d日$", last) or is_formal(last)
    return bool(last) and not is_whole


def _introduction(lines: Sequence[str], first: int) -> Head | None:
    """The heading 引言 or 前言 with text below it, where it comes before the first part."""
    for at in range(front_end(lines[:first]), first - 1):
        if _INTRODUCTION.fullmatch(lines[at]) and SENTENCE_END.search(lines[at + 1]):
            return Head(at, lines[at])
    return None


def _part_above(
    lines: Sequence[str], heads: Sequence[Head], front: FrontMatter, does: Role | None
) -> Head | None:
    """The text between the front and the first heading, where no part below is the review, or all
    are, as the title says by what the text ``does``.

    None where it is no more than a sentence, or has no figures: it leads to the first heading.
    """
    headings = [head.words for head in heads]
    bodies = _bodies(lines, heads)
    reviewed = _reviewed_year(front, headings)
    if does != "review" and "review" in _roles(headings, bodies, None, reviewed):
        return None
    first = heads[0].line
    start = front_end(lines[:first])
    prose = next((at for at in range(start, first) if SENTENCE_END.search(lines[at])), None)
    if prose is None:
        return None
    above = lines[prose - 1] if prose > start else ""
    if is_heading_like(above) and not re.match("[（(]", above):
        return Head(prose - 1, above)
    text = "".join(lines[prose:first])
    is_part = len(SENTENCE_END.findall(text)) >= LEAST_SENTENCES and _FIGURE.search(text)
    return Head(prose, "") if is_part else None


def _bodies(lines: Sequence[str], heads: Sequence[Head]) -> list[Sequence[str]]:
    """The lines of each part below its heading."""
    ends = [*(head.line for head in heads[1:]), len(lines)]
    starts = (head.line + bool(head.words) for head in heads)
    return [lines[start:end] for start, end in zip(starts, ends, strict=True)]


def _reviewed_year(front: FrontMatter, headings: Sequence[str]) -> int | None:
    """The last year that the report looks back on, from its headings, its date or its title."""
    for role, offset in (("review", 0), ("plan", -1)):
        named = [
            [int(year) for year in years]
            for heading in headings
            if role_of(heading) == role and (years := _YEAR.findall(dated(heading)))
            and (role == "review" or not re.search(r"远景|五[”\"]", heading))
            and not is_mixed(heading)
        ]  # fmt: skip
        if named:
            ends = [max(years) if role == "review" else min(years) for years in named]
            return max(ends) if role == "review" else min(ends) + offset
    is_within = _is_within_year(front, headings)
    if day := front.date or front.month:
        year, month = int(day[:4]), int(day[5:7])
        return year if month >= 11 or is_within else year - 1
    if years := _YEAR.findall(front.title):
        does = role_of_text(front.title) or role_of(front.title)
        sums_up = is_within or (does == "review" and len(set(years)) == 1)
        return int(years[-1]) - (0 if sums_up else 1)
    named_years = sorted({int(year) for words in headings for year in _YEAR.findall(dated(words))})
    is_pair = len(named_years) == 2 and named_years[1] == named_years[0] + 1
    return named_years[0] if is_pair else None


def _is_within_year(front: FrontMatter, headings: Sequence[str]) -> bool:
    """Whether a report was made in the year that it reviews, as one of half a year is."""
    return any(WITHIN_YEAR.search(plain_heading(words)) for words in (front.title, *headings))


def _parts(
    lines: Sequence[str], heads: Sequence[Head], front: FrontMatter, numbers: Numbers
) -> Iterator[DetectedPart]:
    """The parts that the headings open, in order."""
    headings = [head.words for head in heads]
    reviewed, is_within_year = _reviewed_year(front, headings), _is_within_year(front, headings)
    does = role_of_text(front.title)
    planned = years_of(front.title, "plan", None) if does == "plan" else ()
    ids: list[str] = []
    plan_years: Years = ()
    bodies = _bodies(lines, heads)
    roles = _roles(headings, bodies, does, reviewed)
    for number, (heading, body, role) in enumerate(zip(headings, bodies, roles, strict=True)):
        years = years_of(heading, role, reviewed, is_within_year) if role != "other" else ()
        if not heading and not (role == "review" and _sums_up(front.title, reviewed)):
            years = ()  # nothing says of which time it is
        if role == "plan" and planned and not names_years(heading):
            years = planned
        elif role == "plan":
            # A part about one topic of a plan speaks of the years of that plan.
            if plan_years and not names_years(heading) and not _ANNUAL.search(heading):
                years = plan_years
            plan_years = years
        name = "-".join(map(str, years[-1:])) if len(years) == 1 else ""
        name = name or {"review": "review", "plan": "plan", "other": "part"}[role]
        ids.append(_unused(name, ids))
        is_last = number == len(heads) - 1
        found = find_levels(PartText(role, heading, years, body, is_last), numbers)
        numbers = numbers.behind(body, found)
        yield DetectedPart(ids[-1], role, heading, years, found, untitled="开头部分")


def _sums_up(title: str, year: int | None) -> bool:
    """Whether a title says that the text sums up a year.

    >>> _sums_up("2025年工作总结和2026年计划", 2025), _sums_up("2026年政府工作报告", 2025)
    (True, False)
    """
    pieces = _TITLE_PIECE.findall(dated(title))
    return any(str(year) in piece and role_of(piece) == "review" for piece in pieces)


def _are_topics(heads: Sequence[Head], lines: Sequence[str], does: Role | None) -> bool:
    """Whether the headings say nothing of past or future, and the text has only the one of them: it
    is one part, and they open sections of it."""
    headings = [head.words for head in heads]
    if any(role_of(words) or STYLES["一、"].number(words) is None for words in headings):
        return False
    bodies = [" ".join(body) for body in _bodies(lines, heads)]
    return does is not None or all(map(_looks_back, bodies))


def _roles(
    headings: Sequence[str],
    bodies: Sequence[Sequence[str]],
    does: Role | None,
    reviewed: int | None,
) -> list[Role]:
    """What each part does, by its heading, its body, or the part above it.

    ``does`` is what the whole text does, by its title; ``reviewed`` is the last year reviewed.
    """
    roles: list[Role | None] = [role_of(heading) or does for heading in headings]
    for at, heading in enumerate(headings):
        if roles[at] is None and names_past_only(heading, reviewed):
            roles[at] = "review"
        elif roles[at] is None and is_situation(heading):
            roles[at] = "other"
    if "review" not in roles:
        # A heading that is a slogan: the first part about what was done is the review.
        for at, body in enumerate(bodies):
            if roles[at] is None and _looks_back("".join(body)):
                roles[at] = "review"
                break
    for at, heading in enumerate(headings):
        # Half of it is neither: only where it is the sole review does a mixed part count as one.
        if is_mixed(heading) and roles.count("review") > 1:
            roles[at] = "other"
    are_topics = not any(role_of(heading) == "review" for heading in headings)
    for at, role in enumerate(roles):
        if role is not None:
            continue
        is_above_plan = "plan" in roles[at:] and "plan" not in roles[:at]
        if are_topics and is_above_plan and "review" in roles[:at] and not _plans(bodies[at]):
            roles[at] = "review"  # one topic of it after another: finance, farming
        else:
            roles[at] = "plan" if {"review", "plan"} & {*roles[:at]} else "other"
    return [role or "other" for role in roles]


def _looks_back(text: str) -> bool:
    return len(_DONE.findall(text)) * 2 > len(_TO_DO.findall(text))


def _plans(body: Sequence[str]) -> bool:
    """Whether a part has many more words of what is to be done than of what was."""
    text = "".join(body)
    return len(_TO_DO.findall(text)) > 2 * len(_DONE.findall(text))


def _whole(
    body: Sequence[str], front: FrontMatter, does: Role | None, numbers: Numbers
) -> DetectedPart:
    """A text without headings of parts, as one part: its lines after the front. ``does`` is what it
    does as a whole."""
    role = does or role_of(front.title) or "other"
    reviewed = _reviewed_year(front, []) if role == "review" else None
    years = years_of(front.title, role, reviewed) if role != "other" else ()
    name = str(years[0]) if len(years) == 1 else "text"
    found = find_levels(PartText(role, "", years, body, is_last=True), numbers)
    return DetectedPart(name, role, "", years, found)


def _unused(id: str, ids: Sequence[str]) -> str:
    letters = (f"{id}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    names = chain([id], letters, (f"{id}z{number}" for number in count(1)))
    return next(name for name in names if name not in ids)
