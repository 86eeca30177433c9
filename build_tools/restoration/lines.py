"""The lines of a text with their offsets, and the edit that takes one out."""

import re
from dataclasses import dataclass, replace
from typing import Self

from build_tools.restoration.edits import Edit
from build_tools.text.opencc import simplify_char

BLANKS = " \t\u00a0\u2003\u3000"


@dataclass(frozen=True)
class TextLine:
    """A line that is not blank: its offset, its text, and the same without blanks around it."""

    number: int
    """Counts all lines from 1."""
    start: int
    text: str
    length: int
    """The length of the whole text."""

    @property
    def bare(self) -> str:
        return self.text.strip(f"{BLANKS}\r\f")

    @property
    def plain(self) -> str:
        """``bare`` in simplified characters, one for one."""
        return "".join(map(simplify_char, self.bare))

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        return len(self.text) - len(self.text.lstrip(BLANKS))

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Self:
        """The characters from ``start`` up to ``end`` of the line."""
        return replace(self, start=self.start + start, text=self.text[start:end])

    @property
    def dropped(self) -> Edit:
        """The edit that deletes the line with its line end."""
        return Edit(self.start, min(self.end + 1, self.length), "")


def lines_of(text: str) -> list[TextLine]:
    """The lines of ``text`` that are not blank.

    >>> [(line.number, line.start, line.bare) for line in lines_of("一\\n\\n  二")]
    [(1, 0, '一'), (3, 3, '二')]
    """
    return [
        TextLine(number, match.start(), match[0], len(text))
        for number, match in enumerate(re.finditer("^.*$", text, re.MULTILINE), 1)
        if match[0].strip(f"{BLANKS}\r\f")
    ]


def distinct(edits: list[Edit]) -> list[Edit]:
    """``edits`` sorted, without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
