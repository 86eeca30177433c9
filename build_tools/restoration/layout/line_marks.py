"""What a paste put before every line: the marks of a quotation, or the numbers of the lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import BLANKS, TextLine, lines_of
from build_tools.text.heading_numbers import ADDRESS, without_number

LEAST_QUOTED = 5
QUOTED_SHARE = 0.8
"""Of the lines from the first to the last quoted one, at least this share is quoted."""
LEAST_NUMBERED = 12
"""Fewer lines with numbers may be a list."""
NUMBERED_SHARE = 0.9
"""At least this share of the lines goes on counting."""
LEAST_ON_PAGE = 8
"""Where the numbers begin again on each page, a page has at least so many lines."""
LEAST_HEADINGS = 2
LEAST_BROKEN, BROKEN = 3, 20
"""So many numbers of headings behind those of the lines, or so many lines of so many characters
that end in mid-sentence, show that a report was numbered, and that this is no list."""
STEP, LEAST_STEPS = 5, 4
"""A number on every fifth line only, at least so often."""
_QUOTE = re.compile(r"[ \t]*(?:[>＞][ \t\u3000]?)+")
_NUMBER = re.compile(
    rf"[{BLANKS}]*[\[［【(（]?0*(?P<number>\d{{1,4}})(?P<mark>[\]］】)）]?[.．、:：]?)(?P<gap>[{BLANKS}]*)"
)
_ENDS = re.compile(r"[。！？!?：:；;”’）」』]$")


def quoted_lines(text: str) -> list[Edit]:
    """Delete the > that a mail, or Markdown, puts before each line of what it quotes.

    A single quotation within a text stays.

    >>> from build_tools.restoration.edits import changed
    >>> changed("> 云川县\\n" * 5, quoted_lines("> 云川县\\n" * 5))[:8]
    '云川县\\n云川县\\n'
    """
    lines = lines_of(text)
    marks = {at: mark for at, line in enumerate(lines) if (mark := _QUOTE.match(line.text))}
    if len(marks) < LEAST_QUOTED:
        return []
    first, *_, last = marks
    if len(marks) < QUOTED_SHARE * (last + 1 - first):
        return []
    return [Edit(lines[at].start, lines[at].start + m.end(), "") for at, m in marks.items()]


def line_numbers(text: str) -> list[Edit]:
    """Delete the numbers that count the lines of a text, or every fifth of them.

    They count without a gap, from the beginning or anew on each page. The numbers of a list, which
    also count so, stay: behind them is no heading with another number, no address to deputies, and
    no line that ends in mid-sentence.
    """
    lines = lines_of(text)
    return _numbers_of_all(lines) or list(_every_fifth(lines))


@dataclass(frozen=True)
class _Form:
    """How the numbers of lines are written: the mark behind each, and whether blanks follow."""

    mark: str
    is_apart: bool

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        return cls(match["mark"], bool(match["gap"]))

    def match(self, line: str, number: int) -> re.Match[str] | None:
        """The number with which ``line`` begins, if it is this one and is written in this way."""
        pattern = rf"[{BLANKS}]*[\[［【(（]?0*{number}{re.escape(self.mark)}(?P<gap>[{BLANKS}]*)"
        match = re.match(pattern, line)
        if match is None or (self.is_apart and not match["gap"] and match.end() < len(line)):
            return None
        return match


def _numbers_of_all(lines: Sequence[TextLine]) -> list[Edit]:
    """The edits that delete the numbers of lines which all have one; none for those of a list."""
    first = next((at for at, line in enumerate(lines) if _NUMBER.match(line.text)), None)
    if first is None or len(lines) - first < NUMBERED_SHARE * len(lines):
        return []
    opening = _NUMBER.match(lines[first].text)
    assert opening is not None
    form = _Form.of(opening)
    found: list[tuple[TextLine, re.Match[str]]] = []
    last, on_page = int(opening["number"]) - 1, 0
    for line in lines[first:]:
        # Blank lines may count, too.
        blank = line.number - found[-1][0].number - 1 if found else 0
        nexts = (last + 1, last + 1 + blank, *([1] if on_page >= LEAST_ON_PAGE else []))
        taken = next(((n, m) for n in nexts if (m := form.match(line.text, n))), None)
        if taken is not None:
            on_page = on_page + 1 if taken[0] > last else 1
            last = taken[0]
            found.append((line, taken[1]))
    # Digits that touch the text may be part of it, unless there is not one exception.
    share = NUMBERED_SHARE if form.is_apart or form.mark else 1
    if len(found) < max(LEAST_NUMBERED, share * (len(lines) - first)):
        return []
    behind = [line.text[match.end() :].strip(BLANKS) for line, match in found]
    if not _is_report(behind):
        return []
    gap = min((len(m["gap"]) for (_, m), words in zip(found, behind, strict=True) if words))
    return [
        Edit(line.start, line.start + (match.start("gap") + min(gap, len(match["gap"]))), "")
        for line, match in found
    ]


def _is_report(lines: Sequence[str]) -> bool:
    """Whether lines, without the numbers before them, are those of a report, and of no list."""
    headings = sum(without_number(line) != line for line in lines)
    broken = sum(len(line) >= BROKEN and not _ENDS.search(line) for line in lines)
    is_spoken = any(map(ADDRESS.match, lines))
    return is_spoken or headings >= LEAST_HEADINGS or broken >= LEAST_BROKEN


def _every_fifth(lines: Sequence[TextLine]) -> Iterator[Edit]:
    """The edits that put blanks in place of a number on each fifth line, so that the line is as
    far in as the others."""
    numbered = {
        at: match
        for at, line in enumerate(lines)
        if (match := _NUMBER.match(line.text)) and not match["mark"] and match["gap"]
    }
    found = {at: match for at, match in numbered.items() if int(match["number"]) % STEP == 0}
    if len(found) < NUMBERED_SHARE * len(numbered):
        return
    for place in (lambda at: at, lambda at: lines[at].number):
        offsets = [int(match["number"]) - place(at) for at, match in found.items()]
        if len(found) < max(LEAST_STEPS, NUMBERED_SHARE * (len(lines) // STEP)):
            continue
        if offsets.count(offsets[0]) >= NUMBERED_SHARE * len(offsets):
            for at, match in found.items():
                if int(match["number"]) - place(at) == offsets[0]:
                    end = match.start("gap")
                    yield Edit(lines[at].start, lines[at].start + end, " " * end)
            return
