"""How a report numbers its headings: a style is named by what its first heading begins with.

``一、`` opens 一、二、三、…; ``（一）`` the same in brackets; ``第一部分`` and its kin in words;
``1.``, ``1、``, ``（1）`` and ``①`` in figures; ``1 ``, ``1.1`` and ``1.1.1`` as in ISO 2145,
where the last figure counts; ``任务一：`` has a word before it, as 举措1： does;
``一是`` and ``第一，`` open sentences, as 其一， does. ``——`` stands for paragraphs that begin with
a dash and a short clause, ``clause`` for paragraphs that begin with a short clause alone;
``unnumbered`` for headings that are a separate line and end without a mark; ``none`` for a level
that the report does not have.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from build_tools.text.numerals import ordinal_numeral, roman_numeral

StyleName = Literal[
    "一、",
    "（一）",
    "第一部分",
    "第一篇",
    "第一章",
    "第一节",
    "壹、",
    "第一，",
    "任务一：",
    "一是",
    "1.",
    "1、",
    "（1）",
    "①",
    "1 ",
    "1.1",
    "1.1.1",
    "——",
    "clause",
    "unnumbered",
    "none",
]
LONGEST_HEADING = 40
"""An unnumbered heading has at most so many characters."""
LONGEST_NUMBERED = 70
"""A numbered heading on a separate line has at most so many."""
LONGEST_CLAUSE = 26
"""A clause that opens a paragraph as its heading has at most so many."""
LONGEST_DASHED = 40
"""A clause that opens a paragraph behind a dash has at most so many."""
_FORMAL = str.maketrans(
    "壹贰叁参肆伍陆柒捌玖拾㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三三四五六七八九十一二三四五六七八九十"
) | {ord("①") + number: str(number + 1) for number in range(20)}
_CHINESE = r"([一二三四五六七八九十]{1,3})"
_FIGURES = r"([0-9０-９]{1,3})"
_BLANK = r"[ \u3000]*"
_POINT = "[0-9]{1,2}[.．]"
_NO_FIGURE = "(?![0-9.．、%％‰年月日万亿元个多余倍百千公平米吨户人家项亩度])"
"""Behind the figures of a division: else they are an amount, such as 1.5亿元."""
_ORNAMENT = "(?:[★☆◆◇■□●▲△※►▶][ \u3000]*)?"
"""What a page may put before the number of a heading."""
_NUMBERED: dict[StyleName, tuple[str, str]] = {
    "一、": (rf"{_CHINESE}{_BLANK}[、，,．.]{_BLANK}", "{roman}. "),
    "（一）": (rf"(?:[（(]?{_BLANK}{_CHINESE}{_BLANK}[)）]|([㈠-㈩]))、?{_BLANK}", "({figure}) "),
    "第一部分": (rf"第{_CHINESE}部分[：:、]?{_BLANK}", "Part {roman}. "),
    "第一篇": (rf"第{_CHINESE}篇[：:、]?{_BLANK}", "Part {roman}. "),
    "第一章": (rf"第{_CHINESE}章[：:、]?{_BLANK}", "Chapter {roman}. "),
    "第一节": (rf"第{_CHINESE}节[：:、]?{_BLANK}", "Section {roman}. "),
    "壹、": (rf"([壹贰叁参肆伍陆柒捌玖拾]{{1,3}}){_BLANK}、{_BLANK}", "{roman}. "),
    "第一，": (rf"第{_CHINESE}[，、,]{_BLANK}", ""),
    "任务一：": (
        rf"(?:重点|主要)?(?:任务|举措|措施|行动|工程)(?:{_CHINESE}|{_FIGURES})"
        rf"(?:{_BLANK}[：:]{_BLANK}|[ \u3000]+)",
        "",
    ),
    "一是": (rf"(?:{_CHINESE}(?:是|要)|其{_CHINESE}[，,、：:])", ""),
    "1.": (rf"{_FIGURES}[.．](?![0-9０-９]){_BLANK}", "{figure}. "),
    "1、": (rf"{_FIGURES}、{_BLANK}", "{figure}. "),
    "（1）": (rf"[（(]{_FIGURES}[)）]、?{_BLANK}", "({figure}) "),
    "①": (rf"([①-⑳])[、.．]?{_BLANK}", "({figure}) "),
    "1 ": (
        rf"{_FIGURES}[ \u3000]+(?:(?=(?:19|20)[0-9]{{2}}年)|(?=[\u3400-\u9fff“]){_NO_FIGURE})"
        rf"(?=[^。；：！？\u3000\t]{{2,40}}$)(?!.*  )",
        "{figure}. ",
    ),
    "1.1": (rf"{_POINT}([0-9]{{1,2}}){_NO_FIGURE}{_BLANK}{_NO_FIGURE}", "{written} "),
    "1.1.1": (rf"{_POINT}{_POINT}([0-9]{{1,2}}){_NO_FIGURE}{_BLANK}{_NO_FIGURE}", "{written} "),
}
"""The pattern of each style of numbers, and how the English of such a heading begins."""
ADDRESS = re.compile("(?:主席[阁閣]下、)?各位(?:代表|委员|委員|议员|議員)|同志[们們]")
"""Who is spoken to; no heading begins so."""
SHORT_ADDRESS = 10
"""An address such as 各位代表！ may be a separate line before what it introduces."""
_DASH = re.compile(r"(?:——|──|－－|--)")
_SENTENCE_END = re.compile(r"[。！？]")
_CLAUSE_END = re.compile(r"[。！？，；]")
_NO_HEADING = re.compile(r"[。！？]|[；：，、…—.!?;:,]$")
_NO_CLAUSE = re.compile(r"(?!(?:19|20)\d{2}年)(?<!\d)[0-9０-９]|[；：]")
"""A figure that is not a year, or the mark of a list."""
_QUOTED = re.compile("“[^”]*”")
"""A figure in quotation marks is part of a name: “5+1”."""
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[-－—+]?\d[\d,，]*(?:\.\d+)?[%％‰]?$|持平$|[-—－…/]{1,3}$")
"""A cell of a table that holds a figure, and not a year."""
LEAST_CELLS = 3
"""So many words that wide blanks part are the cells of a row."""
LEAST_ROWS = 3
"""So many lines with as many cells each are rows, whatever is in the cells."""
LEAST_SENTENCES = 12
ONE_SENTENCE = 0.8
"""In a text with so many lines of prose at least this share has one sentence, or it is laid out in
another way."""
_ANY = re.compile(
    f"{_ORNAMENT}(?:" + "|".join(f"(?:{pattern})" for pattern, _ in _NUMBERED.values()) + ")"
)


@dataclass(frozen=True)
class Style:
    """One way of marking headings."""

    name: StyleName
    pattern: re.Pattern[str] | None = None

    def number(self, line: str) -> int | None:
        """The number with which ``line`` begins in this style, or None.

        Headings without numbers give 0.
        """
        if self.name == "unnumbered":
            return 0 if is_heading_like(line) else None
        if self.name == "——":
            dash = _DASH.match(line)
            return 0 if dash and _is_short(line[dash.end() :], LONGEST_DASHED) else None
        if self.name == "clause":
            return 0 if is_clause(line, LONGEST_CLAUSE) else None
        match = self.pattern.match(line) if self.pattern else None
        if match is None:
            return None
        return ordinal_numeral(match[match.lastindex or 1].translate(_FORMAL))


STYLES: dict[StyleName, Style] = {
    name: Style(name, re.compile(_ORNAMENT + _NUMBERED[name][0]) if name in _NUMBERED else None)
    for name in get_args(StyleName)
}


def is_clause(line: str, longest: int) -> bool:
    """Whether ``line`` begins with a clause of at most so many characters and a full stop."""
    if _DASH.match(line) or ADDRESS.match(line):
        return False
    end = _SENTENCE_END.search(line)
    return bool(end and end[0] == "。") and _is_short(line, longest)


def _is_short(line: str, longest: int) -> bool:
    """Whether the first sentence is short enough for a heading, and without a figure or a list."""
    end = _SENTENCE_END.search(line)
    sentence = line[: end.start()] if end else line
    return 0 < len(sentence) <= longest and not _NO_CLAUSE.search(_QUOTED.sub("", sentence))


def english_heading_number(title: str) -> str:
    """How the English of a numbered heading begins.

    >>> [english_heading_number(title) for title in ("二、做强产业", "（二）稳增长", "稳增长")]
    ['II. ', '(2) ', '']
    >>> [english_heading_number(title) for title in ("2.1　稳增长", "2.1亿元", "◆ 二、做强产业")]
    ['2.1 ', '', 'II. ']
    """
    for name, (_, english) in _NUMBERED.items():
        if english and (number := STYLES[name].number(title)) is not None:
            written = re.sub("[^0-9.]", "", title[: len(title) - len(without_number(title))])
            return english.format(roman=roman_numeral(number), figure=number, written=written)
    return ""


def is_row(line: str) -> bool:
    """Whether a line is the row of a table: cells that blanks part, and figures in the last.

    A number before a heading is no cell, and neither are the letters of a spaced title.

    >>> [is_row(line) for line in ("粮食 49000 万吨 5.0", "产品\u3000单位\u3000产量", "回顾 2023")]
    [True, True, False]
    >>> is_row("地区生产总值（亿元）  2356.8  3230  预期性")
    True
    >>> is_row("第二篇\u3000坚持创新驱动\u3000塑造发展优势"), is_row("王\u3000林\u3000云川县县长")
    (False, False)
    """
    if _SENTENCE_END.search(line):
        return False
    wide = re.split("[\u3000\t]+| {2,}", without_number(line.strip()))
    if len(wide) >= LEAST_CELLS and sum(len(cell) > 1 for cell in wide) * 2 > len(wide):
        return True
    *cells, last = re.split("[ \u3000\t]+", line.strip())
    return bool(cells) and _FIGURE.match(last) is not None


def table_rows(lines: Sequence[str]) -> set[int]:
    """The lines that are rows of a table by those around them: each has as many cells, parted by
    blanks, as the next, and no sentence in them.

    >>> table_rows(["项目一览", "养老院 完工", "敬老院 在建", "中心 投用", "共投资3600万元。"])
    {1, 2, 3}
    >>> table_rows(["团结奋斗 共创未来", "产业兴旺 生活富裕", "产值增加。"])
    set()
    """
    cells = [0 if _CLAUSE_END.search(line) else len(line.split()) for line in lines]
    found: set[int] = set()
    start = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or cells[at] != cells[start]:
            if at - start >= LEAST_ROWS and cells[start] > 1:
                found.update(range(start, at))
            start = at
    return found


def is_by_sentences(lines: Sequence[str]) -> bool:
    """Whether a text has one sentence on most lines: there a short one opens no paragraph.

    >>> is_by_sentences(["产业兴旺。"] * 12), is_by_sentences(["产业兴旺。增加很多。"] * 12)
    (True, False)
    """
    prose = [line for line in lines if _SENTENCE_END.search(line)]
    ones = sum(len(_SENTENCE_END.findall(line)) == 1 for line in prose)
    return len(prose) >= LEAST_SENTENCES and ones >= ONE_SENTENCE * len(prose)


def is_heading_like(line: str) -> bool:
    """Whether a line could be a heading by itself: short, no sentence, no mark at its end, and no
    row of a table.

    A line that begins with a number may be longer.
    """
    bare = line.strip()
    if is_row(bare):
        return False
    longest = LONGEST_NUMBERED if _ANY.match(bare) else LONGEST_HEADING
    return 0 < len(bare) <= longest and not _NO_HEADING.search(bare)


def without_number(title: str) -> str:
    """``title`` without the number with which it begins in any of the styles."""
    match = _ANY.match(title)
    return title[match.end() :].lstrip(" \u3000") if match else title
