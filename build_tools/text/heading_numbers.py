"""How a report numbers its headings: a style is named by what its first heading begins with.

``一、`` opens 一、二、三、…; ``（一）`` the same in brackets; ``第一部分`` and its kin in words;
``1.``, ``1、`` and ``（1）`` in figures. ``unnumbered`` stands for headings that are a line of
their own and end without a mark; ``none`` for a level that the report does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from build_tools.text.numerals import ordinal_numeral

StyleName = Literal[
    "一、",
    "（一）",
    "第一部分",
    "第一章",
    "第一节",
    "1.",
    "1、",
    "（1）",
    "unnumbered",
    "none",
]
NUMERALS = "一二三四五六七八九十"
LONGEST_HEADING = 40
"""An unnumbered heading has at most so many characters."""
_CHINESE = rf"([{NUMERALS}]{{1,3}})"
_FIGURES = r"([0-9]{1,3})"
_BLANK = r"[ \u3000]*"
_PATTERNS: dict[str, str] = {
    "一、": rf"{_CHINESE}、",
    "（一）": rf"[（(]{_CHINESE}[)）]、?",
    "第一部分": rf"第{_CHINESE}部分[：:、]?{_BLANK}",
    "第一章": rf"第{_CHINESE}章[：:、]?{_BLANK}",
    "第一节": rf"第{_CHINESE}节[：:、]?{_BLANK}",
    "1.": rf"{_FIGURES}[.．](?![0-9])",
    "1、": rf"{_FIGURES}、",
    "（1）": rf"[（(]{_FIGURES}[)）]、?",
}
_ENGLISH: dict[StyleName, str] = {
    "一、": "{roman}. ",
    "（一）": "({figure}) ",
    "第一部分": "Part {roman}. ",
    "第一章": "Chapter {roman}. ",
    "第一节": "Section {roman}. ",
    "1.": "{figure}. ",
    "1、": "{figure}. ",
    "（1）": "({figure}) ",
}
_NO_HEADING = re.compile(r"[。！？]|[；：，、…—.!?;:,]$")
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS.values()))


@dataclass(frozen=True)
class Style:
    """One way of marking headings."""

    name: StyleName
    pattern: re.Pattern[str] | None = None

    def number(self, line: str) -> int | None:
        """The number that ``line`` begins with in this style; None where it is no heading of it.

        Headings without numbers give 0.
        """
        if self.name == "unnumbered":
            return 0 if is_heading_like(line) else None
        match = self.pattern.match(line) if self.pattern else None
        if match is None:
            return None
        found = next(group for group in match.groups() if group)
        return ordinal_numeral(found)


STYLES: dict[StyleName, Style] = {
    name: Style(name, re.compile(_PATTERNS[name]) if name in _PATTERNS else None)
    for name in get_args(StyleName)
}


def english_number(title: str) -> str:
    """How the English of a numbered heading begins: 二、 is "II. ", （二） is "(2) "."""
    for name, english in _ENGLISH.items():
        if (number := STYLES[name].number(title)) is not None:
            return english.format(roman=_roman(number), figure=number)
    return ""


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"][tens % 10] + [
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    ][ones]  # fmt: skip


def is_heading_like(line: str) -> bool:
    """Whether a line could be a heading by itself: short, no sentence, no mark at its end."""
    bare = line.strip()
    return 0 < len(bare) <= LONGEST_HEADING and not _NO_HEADING.search(bare)


def without_number(title: str) -> str:
    """``title`` without the number that it begins with in any of the styles."""
    match = _ANY.match(title)
    return title[match.end() :].lstrip(" \u3000") if match else title
