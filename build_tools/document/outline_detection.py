"""Detects the outline of an unknown report: its front, its parts, and its heading styles.

Everything here reads the simplified text line by line. The result is a proposal for an editor; the
build's outline, made from it, reports what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.records import Fillable
from build_tools.records.publication import FrontLevel, Outline, Part, Role
from build_tools.text.heading_numbers import STYLES, StyleName, is_heading_like, without_number

PART_STYLES: tuple[StyleName, ...] = ("第一部分", "第一章", "一、")
LEVEL_STYLES: tuple[StyleName, ...] = tuple(
    name for name in STYLES if name not in ("unnumbered", "none")
)
_REVIEW = re.compile(r"回顾|总结|完成情况|工作情况|主要成绩|工作成效")
_PLAN = re.compile(r"安排|打算|任务|计划|规划|目标|部署|总体要求|思路|建议|举措")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TIME = re.compile(r"(?:19|20)\d{2}|今年|去年|明年|[一二三四五过]年|今后|下一步|下步|工作")
_TITLE = re.compile(r"报告|总结|计划|规划|公报")
_SALUTATION = re.compile(r"(?:各位|同志们|尊敬的|女士们).{0,20}[：:！!]$")
_DATE = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_SPEAKER = re.compile(r"[省市县区州旗镇乡]长|主任|主席|总理|书记|报告人")
_MEETING = re.compile(r"在(.+?会议?)上")
_ISSUER = re.compile(r"([\u4e00-\u9fff]{2,15}?(?:人民)?政府)工作报告")
_PLACE = re.compile(r"在([\u4e00-\u9fff]{2,10}?)第[^第]{1,6}届")
_CLOSING = re.compile(r"各位代表|同志们|各位委员")
_SENTENCE = re.compile(r"[。！？]")
MOST_PARTS = 7
LEAST = 2
"""At least so many headings of one kind make a level."""


@dataclass(frozen=True)
class DetectedOutline:
    """What a text says about itself; fields are empty where it says nothing."""

    front: tuple[FrontLevel, ...]
    parts: tuple[Part, ...]
    """Each with the outline that its headings have."""
    title: str = ""
    issuer: str = ""
    place: str = ""
    speaker: str = ""
    meeting: str = ""
    date: str = ""
    """In ISO 8601."""
    breaks_off: bool = False
    """Whether the text ends in the middle of a sentence."""

    @property
    def section(self) -> StyleName:
        """The style in which most parts mark their sections."""
        return _most_common(part.outline.section for part in self.parts if part.outline)

    @property
    def item(self) -> StyleName:
        """The style in which most of those parts mark their items."""
        outlines = (part.outline for part in self.parts if part.outline)
        return _most_common(each.item for each in outlines if each.section == self.section)


def _most_common(styles: Iterable[StyleName]) -> StyleName:
    found: list[StyleName] = [style for style in styles if style != "none"]
    return max(found, key=found.count, default="none")


def detect_outline(text: str) -> DetectedOutline:
    """The outline of a restored text in simplified characters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    heads = _part_heads(lines)
    first = heads[0] if heads else _front_length(lines)
    front = tuple(_levels(lines[:first]))
    found = _read_front(lines[:first], front)
    parts = _parts(lines, heads, found) if heads else [_whole(lines[first:], found)]
    last = lines[-1] if lines else ""
    breaks_off = bool(last) and not re.search(r"[。！？”’）」』!?)…：]$|\d日$", last)
    return replace(found, front=front, parts=tuple(parts), breaks_off=breaks_off)


def _part_heads(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines that open parts; none where the text has no parts."""
    explicit = _sequence(lines, "第一部分")
    if explicit:
        return explicit
    bare = _bare_heads(lines)
    if bare:
        return bare
    for style in PART_STYLES[1:]:
        numbered = _sequence(lines, style)
        roles = {_role(lines[at]) for at in numbered}
        if LEAST <= len(numbered) <= MOST_PARTS and {"review", "plan"} <= roles:
            return numbered
    return []


def _sequence(lines: Sequence[str], style: StyleName) -> list[int]:
    """The indexes of the headings that count from one in ``style`` and fill their lines."""
    found: list[int] = []
    for at, line in enumerate(lines):
        number = STYLES[style].number(line)
        if number == len(found) + 1 and is_heading_like(line):
            found.append(at)
    return found


def _bare_heads(lines: Sequence[str]) -> list[int]:
    """Headings of parts without numbers: the first that looks back, the first that plans."""
    heads: dict[Role, int] = {}
    for at, line in enumerate(lines):
        numbered = without_number(line) != line
        if not numbered and is_heading_like(line) and not _TITLE.search(line):
            role = _role(line)
            if role != "back" and _TIME.search(line) and _MEETING.search(line) is None:
                heads.setdefault(role, at)
    return sorted(heads.values())


def _role(heading: str) -> Role:
    if _REVIEW.search(heading):
        return "review"
    return "plan" if _PLAN.search(heading) else "back"


def _front_length(lines: Sequence[str]) -> int:
    """How many lines come before the text of a report without parts."""
    count = 0
    for line in lines:
        opening = "报告工作" in line or "请予审议" in line
        if not opening and not _SALUTATION.search(line) and not _is_front(line):
            break
        count += 1
    return count


def _is_front(line: str) -> bool:
    """Whether a line is a title, a date, a meeting or a name."""
    return len(line) <= 40 and not _SENTENCE.search(line) and without_number(line) == line and bool(
        _TITLE.search(line) or _DATE.search(line) or _MEETING.search(line) or _SPEAKER.search(line)
    )  # fmt: skip


def _levels(front: Sequence[str]) -> Iterator[FrontLevel]:
    titles = [at for at, line in enumerate(front) if _TITLE.search(line) and is_heading_like(line)]
    for at, line in enumerate(front):
        if _SALUTATION.search(line):
            yield "salutation"
        elif _SENTENCE.search(line):
            yield "opening"
        elif at in titles:
            yield "page-title" if at == titles[0] and len(titles) > 1 else "title"
        elif _MEETING.search(line):
            yield "meeting"
        elif _DATE.search(line):
            yield "date"
        elif _SPEAKER.search(line):
            yield "speaker"
        elif at == 0 and not titles:
            yield "title"
        else:
            yield "page-title"


def _read_front(front: Sequence[str], levels: Sequence[FrontLevel]) -> DetectedOutline:
    """What the lines of the front say about the publication."""
    titles = [
        line
        for line, level in zip(front, levels, strict=True)
        if level in ("page-title", "title") and _TITLE.search(line)
    ]
    whole = "\n".join(front)
    title = re.sub(r"^[（(].*?[)）]", "", max(titles, key=len, default=""))
    issuer = _ISSUER.search(title)
    place = _PLACE.search(whole)
    name = _YEAR.sub("", issuer[1]).removeprefix("年") if issuer else ""
    if not name and place:
        name = f"{place[1]}人民政府"
    speaker = next((a for a, b in zip(front, levels, strict=True) if b == "speaker"), "")
    meeting = _MEETING.search(whole)
    date = _DATE.search(whole)
    return DetectedOutline(
        front=(),
        parts=(),
        title=title,
        issuer=name if len(name) > len("人民政府") else "",
        place=place[1] if place else re.sub(r"(?:人民)?政府$", "", name),
        speaker=re.sub(r"[ \u3000]+", " ", speaker),
        meeting=meeting[1] if meeting else "",
        date=f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else "",
    )


def _parts(lines: Sequence[str], heads: Sequence[int], front: DetectedOutline) -> Iterator[Part]:
    numbered = next(
        (s for s in PART_STYLES if all(STYLES[s].number(lines[at]) for at in heads)), None
    )
    seen: list[str] = []
    planned = False
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        heading = lines[at]
        role = _role(heading)
        if role == "back" and planned:
            role = "plan"  # what follows the plan is part of the plan
        planned = planned or role == "plan"
        years = _years(heading, role, front)
        seen.append(_unused(_part_id(years) or {"back": "part"}.get(role, role), seen))
        title = without_number(heading)
        name = Fillable(zh=title, en=_english(title, role))
        outline, closing = _levels_of(lines[at + 1 : end], numbered)
        yield Part(
            id=seen[-1],
            role=role,
            heading=heading,
            name=name,
            years=years,
            outline=outline,
            closing=closing,
        )


def _whole(lines: Sequence[str], front: DetectedOutline) -> Part:
    """A text without headings of parts, as one part that begins after the front."""
    role = _role(front.title)
    years = _years(front.title, role, front)
    name = Fillable(zh=front.title or "全文")
    outline, closing = _levels_of(lines, None)
    id_ = _part_id(years) or "text"
    return Part(id=id_, role=role, name=name, years=years, outline=outline, closing=closing)


def _part_id(years: str) -> str:
    return re.sub("[^0-9]", "", years)


def _years(heading: str, role: Role, front: DetectedOutline) -> str:
    """The year that a heading names, or that follows from the year of the report."""
    found = _YEAR.findall(heading)
    if found:
        return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}"
    given = _YEAR.findall(front.title) or _YEAR.findall(front.date)
    if not given or role == "back":
        return ""
    year = int(given[0])
    return str(year - 1 if role == "review" else year)


def _unused(id: str, seen: Sequence[str]) -> str:
    names = [id, *(f"{id}{letter}" for letter in "bcdefghijk")]
    return next(name for name in names if name not in seen)


def _english(heading: str, role: Role) -> str:
    """The English of a heading that says only the year and the role of the part."""
    if match := re.fullmatch(r"((?:19|20)\d{2})年(?:的)?工作(回顾|安排)", heading):
        return f"Review of {match[1]}" if role == "review" else f"Plan for {match[1]}"
    return ""


def _levels_of(lines: Sequence[str], taken: StyleName | None) -> tuple[Outline, str]:
    """The styles of the sections and items of a part, and the beginning of its closing.

    ``taken`` is the style of the parts themselves.
    """
    runs: list[tuple[int, StyleName, int]] = []
    for style in LEVEL_STYLES:
        numbers = [(at, STYLES[style].number(line)) for at, line in enumerate(lines)]
        counted = [(at, number) for at, number in numbers if number]
        first = next((at for at, number in counted if number == 1), None)
        if style != taken and first is not None and len(counted) >= LEAST:
            runs.append((first, style, counted[-1][0]))
    runs.sort()
    if runs:
        section, last = runs[0][1], runs[0][2]
        item: StyleName = next((style for _, style, _ in runs[1:]), "none")
    else:
        plain = [
            at
            for at, line in enumerate(lines[:-1])
            if is_heading_like(line) and not is_heading_like(lines[at + 1])
        ]
        section = "unnumbered" if len(plain) >= LEAST else "none"
        item, last = "none", plain[-1] if len(plain) >= LEAST else len(lines)
    closing = next((m[0] for m in map(_CLOSING.match, lines[last + 1 :]) if m), "")
    return Outline(section=section, item=item), closing
