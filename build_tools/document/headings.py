"""Which lines of a report are headings, and where in its line a heading ends.

The heading of a part opens a line; sections and items are marked in one of the styles of
:mod:`build_tools.text.heading_numbers`, on a line of their own or up to the first full stop; a
*lead* is a short sentence that opens a run of others inside an item.
"""

import re
from collections.abc import Iterator, Sequence

from build_tools.document.clauses import clause_items, clause_sections
from build_tools.restoration.lines import BLANKS
from build_tools.text.heading_numbers import STYLES, StyleName, is_row, table_rows, without_number

LOOSE_ITEMS: tuple[StyleName, ...] = ("一是", "——", "clause")
"""Marks that also open paragraphs which are no items, such as those of the closing remarks."""
LEAD_LENGTH = 20
"""A lead has at most so many characters, no comma and no figure."""
LONGEST_RUN_IN = 45
"""A heading within a paragraph seldom has more characters."""
LONGEST_CLAUSES = 60
"""No heading within a paragraph has more, however many clauses it has."""
_NEXT_SENTENCE = re.compile(
    r"(?<=[\u3400-\u9fff]{6})(?<![和与及的地、要应须将续终])"
    r"(?:认真|坚持|坚定不移|着力|深入|全面|进一步|积极|大力|切实|扎实|统筹|围绕|按照|实行)(?![的和与、，])"
    r"|(?<=[\u3400-\u9fff]{4}(?:发展|建设|工作|改革|水平|质量|治理|体系|环境|保障))[\u3400-\u9fff]{2,4}是"
)
"""Words that begin a sentence of such reports, inside a clause."""
TITLE_AND_COLON = re.compile(r"[^，。；：！？、\d]{4,20}：(?=.)")
"""A heading that a colon parts from the text behind it."""
_CLAUSE = re.compile(r"[^，。；：！？\d]{4,20}，")
CLAUSES_OF_TEXT = 1
"""So many commas behind the first clause of a sentence show that what is there is text."""
_SENTENCE_END = re.compile(r"[。！？]+[”’）」』]*(?:（[^（）]{0,12}(?:掌[声聲]|鼓掌)）)?")


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence: up to its end mark, what closes after it, and applause.

    >>> list(sentences("“好。”再来！完"))
    [(0, 4), (4, 7), (7, 8)]
    >>> list(sentences("成绩很大。（热烈掌声）困难不少。"))
    [(0, 11), (11, 16)]
    """
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        yield start, match.end()
        start = match.end()
    if start < len(paragraph):
        yield start, len(paragraph)


def is_lead(sentence: str) -> bool:
    """Whether a sentence is short enough for a lead: no comma, no figure."""
    return len(sentence) <= LEAD_LENGTH and not re.search(r"[，；\d]", sentence)


def heading_end(line: str) -> int:
    """Where the heading ends that opens a line: with its first sentence.

    One that is too long for a heading, or has figures behind a colon, lacks its stop. The heading
    then ends with the colon, or before the words with which the next sentence begins; of an even
    longer one, its first clause is the heading.

    >>> line = "（一）推进新型工业化进程认真贯彻若干意见，" + "加快发展，" * 7 + "做强。"
    >>> line[: heading_end(line)]
    '（一）推进新型工业化进程'
    >>> line = "（二）产业更强：产值增长5%，新增企业3家。"
    >>> line[: heading_end(line)]
    '（二）产业更强：'
    """
    _, end = next(sentences(line))
    start = len(line) - len(without_number(line))
    colon = TITLE_AND_COLON.match(line, start) if start else None
    if colon and (end - start > LONGEST_RUN_IN or re.search(r"\d", line[colon.end() : end])):
        return colon.end()
    if end - start <= LONGEST_RUN_IN:
        return end
    if glued := _NEXT_SENTENCE.search(line, start, min(end, start + LONGEST_RUN_IN)):
        return glued.start()
    comma = line.find("，", start, end) + 1
    return comma if comma and end - start > LONGEST_CLAUSES else end


def clause_end(line: str) -> int:
    """Where the first clause ends of a line that is one sentence, and all that its section or item
    has: the clause is the heading, and figures or two more clauses behind it are the text. 0 for
    other lines, and where there is a figure in the clause.

    >>> line = "（一）抓好秋粮生产，力争总产2.8万吨以上。"
    >>> line[: clause_end(line)]
    '（一）抓好秋粮生产，'
    >>> clause_end("（一）强化引领，把牢方向。"), clause_end("（一）实施项目50个，完成投资11亿元。")
    (0, 0)
    """
    start = len(line) - len(without_number(line))
    match = _CLAUSE.match(line, start)
    behind = line[match.end() :] if match else ""
    has_text = bool(re.search(r"\d", behind)) or behind.count("，") >= CLAUSES_OF_TEXT
    return match.end() if match and has_text and _is_one_sentence(line) else 0


def is_sentence_with_figure(line: str) -> bool:
    """Whether a line is one sentence with a figure behind its number.

    >>> is_sentence_with_figure("（一）实施项目50个。"), is_sentence_with_figure("（一）办好教育。")
    (True, False)
    """
    return _is_one_sentence(line) and bool(re.search(r"\d", without_number(line)))


def _is_one_sentence(line: str) -> bool:
    return line.rstrip().endswith(("。", "；")) and len(list(sentences(line.rstrip()))) == 1


def opens(heading: str, line: str) -> bool:
    """Whether ``line`` is the heading of a part, or begins with it and a blank or its full stop.

    >>> [opens("一、回顾", line) for line in ("一、回顾", "一、回顾 过去五年，…", "一、回顾与展望")]
    [True, True, False]
    """
    text = line.strip()
    if text == heading or not text.startswith(heading):
        return text == heading
    return heading.endswith("。") or text[len(heading)] in BLANKS


def section_numbers(lines: Sequence[str], style: StyleName) -> dict[int, int]:
    """The lines of a part that open sections, with their numbers, or 0.

    >>> clauses = ["坚持创新。好。", "坚持务实。好。", "坚持清廉。好。", "同时，加强国防。好。"]
    >>> section_numbers(clauses, "clause"), section_numbers(["一、工业", "好。"], "一、")
    ({0: 0, 1: 0, 2: 0}, {0: 1})
    """
    if style == "clause":
        return dict.fromkeys(clause_sections(lines), 0)
    return _numbers(lines, style)


def item_numbers(lines: Sequence[str], style: StyleName, sections: Sequence[int]) -> dict[int, int]:
    """The lines that open items below the ``sections`` of a part, with their numbers, or 0.

    >>> item_numbers(["1.前言。", "一、工业。", "1.做强。", "2.农业，一节。"], "1.", [1, 3])
    {2: 1}
    """
    if style == "clause":
        return dict.fromkeys(clause_items(lines, sections), 0)
    first = sections[0] if sections else len(lines)
    found = _numbers(lines, style)
    return {at: number for at, number in found.items() if at > first and at not in sections}


def _numbers(lines: Sequence[str], style: StyleName) -> dict[int, int]:
    """The lines in a style, with their numbers; rows of tables open nothing."""
    rows = table_rows(lines) if style == "unnumbered" else ()
    numbers = ((at, STYLES[style].number(line)) for at, line in enumerate(lines))
    return {
        at: n for at, n in numbers if n is not None and not is_row(lines[at]) and at not in rows
    }
