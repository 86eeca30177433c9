"""Headings that a page ran together with the paragraph before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import BLANKS, lines_of
from build_tools.text.numerals import ordinal_numeral

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    re.compile(rf"(?:^|(?<=[。！？!?：:])[{BLANKS}]*)(?P<head>({_NUMERAL})、)(?!{_NUMERAL}、)"),
    re.compile(rf"(?:^|(?<=[。！？!?：:])[{BLANKS}]*)(?P<head>[（(]({_NUMERAL})[)）])"),
)
_END = re.compile(rf"[^。！？!?；;：:{BLANKS}]{{4,60}}([{BLANKS}]+)(?=\S)")


@dataclass(frozen=True)
class _Numbered:
    """A number such as 一、 at the beginning of a line, or after a sentence within one."""

    number: int
    start: int
    """Where the blanks before it begin."""
    head: int
    opens_line: bool
    end: Edit | None
    """The break after its heading, where a blank ends that."""


def glued_headings(text: str) -> list[Edit]:
    """Break lines before numbered headings that are inside a paragraph.

    Such a number is the very one that is missing between those that open lines, or it follows the
    last of them after a blank.

    >>> from build_tools.restoration.edits import changed
    >>> text = "一、经济。好。\\n二、社会。好。 三、文化。好。\\n四、生态。好。"
    >>> changed(text, glued_headings(text)).split("\\n")
    ['一、经济。好。', '二、社会。好。', '三、文化。好。', '四、生态。好。']
    """
    edits = []
    for style in _STYLES:
        found = list(_numbered(text, style))
        last = 0
        runs = [(opens, [*run]) for opens, run in groupby(found, key=lambda one: one.opens_line)]
        for at, (opens_line, run) in enumerate(runs):
            if opens_line:
                last = run[-1].number
                continue
            following = runs[at + 1][1][0].number if at + 1 < len(runs) else 1
            for one in _missing(text, run, last, following):
                edits.append(Edit(one.start, one.head, "\n"))
                edits += [one.end] if one.end else []
    return sorted(edits)


def _numbered(text: str, style: re.Pattern[str]) -> Iterator[_Numbered]:
    for line in lines_of(text):
        body, start = line.text.strip(BLANKS), line.start + line.indent
        for match in style.finditer(body):
            number = ordinal_numeral(match[2])
            if number is None:
                continue
            head = match.start("head")
            end = _END.match(body, match.end())
            after = Edit(start + end.start(1), start + end.end(1), "\n") if end else None
            yield _Numbered(number, start + match.start(), start + head, head == 0, after)


def _missing(text: str, run: Sequence[_Numbered], last: int, following: int) -> Sequence[_Numbered]:
    """Those of ``run`` that close the gap between the numbers ``last`` and ``following``."""
    numbers = [one.number for one in run]
    if following > 1 and (last < following - 1 or last >= following):
        # Numbers that do not go on from the last begin again, from one.
        first = last + 1 if last < following - 1 else 1
        if numbers == list(range(first, following)):
            return run
    elif following == 1 and last > 1 and numbers == [last + 1]:
        return [one for one in run if text[one.start : one.head]]
    return []
