"""A table of contents: the headings that a text has at its beginning, and again below."""

import re
from collections.abc import Sequence

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import TextLine, lines_of
from build_tools.text.heading_numbers import ADDRESS, is_heading_like

_CONTENTS = re.compile(r"目\s*录$")
_PAGE_BEHIND = re.compile(r"[\s.．…·。—-]*\d*$")
"""The dots and the number of a page behind an entry of a table of contents."""
_BLANK = re.compile(r"\s+")
LEAST_ENTRIES = 2
LEAST_UNNAMED = 8
"""A table of contents without the line 目录 has at least so many entries in a row."""
COME_AGAIN = 0.8
"""At least this share of the entries come again below, word for word but for blanks."""


def contents(text: str) -> list[Edit]:
    """Delete a table of contents: the line 目录 if it is there, and headings that come again below.

    >>> from build_tools.restoration.edits import changed
    >>> text = "目录\\n一、回顾…1\\n二、安排…9\\n一、回顾\\n好。\\n二、安排\\n好。"
    >>> changed(text, contents(text)).split("\\n")
    ['一、回顾', '好。', '二、安排', '好。']
    """
    lines = lines_of(text)
    first = next((at for at, line in enumerate(lines) if _CONTENTS.match(line.plain)), None)
    bare = [_BLANK.sub("", line.bare) for line in lines]
    again = [_comes_again(lines, bare, at) for at in range(len(lines))]
    if first is not None:
        end = _contents_end(lines, again, first + 1)
        return [line.dropped for line in lines[first:end]] if end - first > LEAST_ENTRIES else []
    for at, comes in enumerate(again):
        if comes and (at == 0 or not again[at - 1]):
            end = _contents_end(lines, again, at)
            if end - at >= LEAST_UNNAMED:
                return [line.dropped for line in lines[at:end]]
    return []


def _contents_end(lines: Sequence[TextLine], again: Sequence[bool], first: int) -> int:
    """Where a table of contents ends that begins at ``first``: behind the last of its entries that
    comes again; there, if too few do."""
    end = at = first
    while at < len(lines) and is_heading_like(_PAGE_BEHIND.sub("", lines[at].plain)):
        if ADDRESS.match(lines[at].plain):
            break
        at += 1
        if again[at - 1] and sum(again[first:at]) >= COME_AGAIN * (at - first):
            end = at
    return end


def _comes_again(lines: Sequence[TextLine], bare: Sequence[str], at: int) -> bool:
    """Whether a line of a table of contents opens a later line."""
    if not is_heading_like(line := _PAGE_BEHIND.sub("", lines[at].plain)) or ADDRESS.match(line):
        return False
    entry = _PAGE_BEHIND.sub("", bare[at])
    return len(entry) >= 4 and any(other.startswith(entry) for other in bare[at + 1 :])
