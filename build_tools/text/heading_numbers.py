"""How a report numbers its headings: a style is named by the beginning of its first heading.

``一、`` is the first of 一、二、三、…; ``（一）`` the same in brackets; ``第一部分`` and its
kin use words, and the others digits. ``unnumbered`` headings are a line by themselves that ends
without a mark; ``none`` is a level that the report does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from build_tools.text.numerals import ordinal_numeral, roman_numeral

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
LONGEST_HEADING = 40
"""An unnumbered heading has at most so many characters."""
_CHINESE = "([一二三四五六七八九十]{1,3})"
_DIGITS = "([0-9]{1,3})"
_AFTER_WORD = r"[：:、]?[ \u3000]*"
_NO_HEADING = re.compile(r"[。！？]|[；：，、…—.!?;:,]$")


@dataclass(frozen=True)
class Style:
    """One way of marking headings."""

    name: StyleName
    pattern: str = ""
    """The number as a regular expression; empty where there is none."""
    english: str = ""
    """The beginning of the heading in English."""

    def number(self, line: str) -> int | None:
        """The number that ``line`` begins with; None where it is not a heading of this style.

        Headings without numbers give 0.

        >>> STYLES["一、"].number("十二、扩大开放"), STYLES["1."].number("1.5亿元")
        (12, None)
        """
        if self.name == "unnumbered":
            return 0 if is_heading_like(line) else None
        match = re.match(self.pattern, line) if self.pattern else None
        return ordinal_numeral(match[1]) if match else None


_STYLES = (
    Style("一、", f"{_CHINESE}、", "{roman}. "),
    Style("（一）", f"[（(]{_CHINESE}[)）]、?", "({digits}) "),
    Style("第一部分", f"第{_CHINESE}部分{_AFTER_WORD}", "Part {roman}. "),
    Style("第一章", f"第{_CHINESE}章{_AFTER_WORD}", "Chapter {roman}. "),
    Style("第一节", f"第{_CHINESE}节{_AFTER_WORD}", "Section {roman}. "),
    Style("1.", rf"{_DIGITS}[.．](?![0-9])", "{digits}. "),
    Style("1、", f"{_DIGITS}、", "{digits}. "),
    Style("（1）", f"[（(]{_DIGITS}[)）]、?", "({digits}) "),
    Style("unnumbered"),
    Style("none"),
)
STYLES: dict[StyleName, Style] = {style.name: style for style in _STYLES}
_ANY = re.compile("|".join(style.pattern for style in _STYLES if style.pattern))


def english_number(title: str) -> str:
    """How the English of a numbered heading begins; empty where ``title`` has no number.

    >>> english_number("二、工作安排"), english_number("（二）农业")
    ('II. ', '(2) ')
    """
    for style in _STYLES:
        if style.english and (number := style.number(title)) is not None:
            return style.english.format(roman=roman_numeral(number), digits=number)
    return ""


def is_heading_like(line: str) -> bool:
    """Whether a line could be a heading by itself: short, no sentence, no mark at its end."""
    bare = line.strip()
    return 0 < len(bare) <= LONGEST_HEADING and not _NO_HEADING.search(bare)


def without_number(title: str) -> str:
    """``title`` without the number of any style that it begins with."""
    match = _ANY.match(title)
    return title[match.end() :].lstrip(" \u3000") if match else title
