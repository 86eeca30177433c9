"""The annex of a report: notes on its terms and lists, which are not part of what it reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import numeric

from build_tools.document.model import Document

HEADING = re.compile(
    r"[【《（(]?(?:附[件表]?|附页|附录)[一二三四五六七八九十\d]*[】）)]?\s*[:：]?\s*(?:名词.{0,8}|有关.{0,12})?$"
    r"|附[件表]?\s*[:：].{0,40}$"
    r"|注\s*[:：]$|[【]?\s*(?:注\s*释|名\s*词\s*(?:解\s*释|注\s*释)|术语(?:解释|说明)|名词说明)\s*(?:和说明)?[】]?\s*[:：]?$"
    r"|.{0,16}(?:有关|相关|部分)?(?:名词|术语|词语|用语)(?:的)?(?:解释|注释|说明|释义).{0,6}$"
    r"|《?政府工作报告》?\s*(?:释义|注释|名词解释).{0,6}$"
)
"""What an annex begins with, on a separate line."""
LISTS_ANNEXES = re.compile(r"附件?\s*[:：]\s*1\s*[.．、]")
"""A heading that is the first line of a list of annexes, and the title of none."""
_CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_NOTE_NUMBER = re.compile(rf"[{_CIRCLED}]|[\[［【〔](\d{{1,3}})[\]］】〕]")
"""The number of a note, and the mark in the text that refers to it."""
NUMBERED_ANNEX = re.compile(r"附件?\s*[一二三四五六七八九十\d]{1,2}\s*[:：]?")
"""A line that opens one of several annexes."""
_EXPLAINS = re.compile(r"名\s*词|注\s*释|解\s*释|术语|词语|用语|释义")
_RULE = re.compile(r"[-—=*·\s]{3,}$")
_REPORT = re.compile(r"《政府工作报告》$")
_ITEM = re.compile(
    r"^\s*(?:[\[［【(（]\s*(?P<bracketed>\d{1,3})\s*[\]］】)）]\s*[.．、:：]?\s*"
    r"|(?P<plain>\d{1,3})(?:\s*[.．、]\s*|\s+|(?=[“《]))"
    rf"|(?P<circled>[{_CIRCLED}])\s*[.．、]?\s*)?(?P<rest>.+)$"
)
_MARKS = (
    re.compile(r"[\[［【](?P<number>\d{1,3})[\]］】]"),
    re.compile(
        r"(?<=[\u3400-\u9fff”’」》])[（(](?P<number>\d{1,3})[）)](?=$|[\u3400-\u9fff，。；、：“《」”])"
    ),
    re.compile(rf"(?<=[\u3400-\u9fff”\"’」》）%％])(?P<number>[{_CIRCLED}])"),
)
"""The ways in which the text refers to a note; a report uses one of them."""
_SPLIT = re.compile(r"[:：]")
ANNEX = "annex"
"""The id of the part that holds the annex."""
LEAST_NOTES = 2
"""A text without a heading for its notes has so many of them at its end."""
EARLIEST = 0.4
"""No annex begins before this share of the lines."""


@dataclass(frozen=True)
class Note:
    """An item of an annex: a term and what the report says it means."""

    number: int | None
    term: str
    text: str


def annex_start(lines: Sequence[str]) -> int | None:
    """The index of the line that opens the annex; None where there is none.

    >>> annex_start(["政府工作报告", "一、回顾", "正文。", "---", "名词解释", "1.碳达峰：……"])
    3
    """
    found = (at for at, line in enumerate(lines) if HEADING.match(line.strip()))
    start = next((at for at in found if at >= EARLIEST * len(lines)), None)
    if start is None:
        return notes_start(lines)
    while start and (_RULE.match(lines[start - 1]) or _REPORT.match(lines[start - 1])):
        start -= 1
    return start


def notes_start(lines: Sequence[str]) -> int | None:
    """Where the notes begin with which a text ends, without a heading: each is a line, they count
    from one, and the text above has the mark of each. None where there are none.

    >>> notes_start(["报告", "碳汇①增加。", "碳达峰②。", "① 碳汇：吸收。", "② 碳达峰：封顶。"])
    3
    >>> notes_start(["工作报告", "要办实事：①学校；②道路。", "① 建学校。", "② 修道路。"])
    """
    written = [_written_number(line) for line in lines]
    start = max((at for at, number in enumerate(written) if number == 1), default=0)
    numbers = written[start:]
    if start < EARLIEST * len(lines) or numbers != [*range(1, len(numbers) + 1)]:
        return None
    marks = {
        _mark_number(mark["number"])
        for pattern in _MARKS
        for line in lines[:start]
        for mark in pattern.finditer(line)
    }
    return start if len(numbers) >= LEAST_NOTES and marks.issuperset(numbers) else None


def _written_number(line: str) -> int | None:
    """The number of the note that a line is; None for another line."""
    match = _NOTE_NUMBER.match(line.strip())
    return _mark_number(match[1] or match[0]) if match else None


def is_note(line: str) -> bool:
    """Whether a line begins as a note does, so that it is the heading of nothing."""
    return _written_number(line) is not None


def annex_heading(lines: Sequence[str]) -> str:
    """The heading of an annex: its first line that is not a drawn rule.

    >>> annex_heading(["---", "名词解释"])
    '名词解释'
    """
    return next((line for line in lines if not _RULE.match(line)), lines[0])


def explained_terms(lines: Sequence[str]) -> Iterator[Note]:
    """The notes of an annex, given with its heading; none of a list that explains no terms.

    >>> list(explained_terms(["附件：十件实事", "1.建学校：两所"]))
    []
    """
    if lines and is_note(lines[0]):
        return notes(lines)
    heads = (at for at, line in enumerate(lines) if len(line) < 30 and _EXPLAINS.search(line))
    start = next(heads, None)
    return notes(lines[start + 1 :]) if start is not None else iter(())


def annex_listed(lines: Sequence[str]) -> Sequence[str]:
    """The lines of an annex below its heading and before the notes on terms.

    >>> annex_listed(["附件：1、实事", "附件1", "一、办学。", "附件2", "注释", "①甲：乙"])
    ['附件1', '一、办学。', '附件2']
    """
    heads = [at for at, line in enumerate(lines) if len(line) < 30 and _EXPLAINS.search(line)]
    return lines[1 : heads[-1] if heads else len(lines)]


def notes(lines: Sequence[str]) -> Iterator[Note]:
    """The terms that an annex explains; lines that explain none are passed over.

    >>> [(n.number, n.term) for n in notes(["注释", "1.“两山”理论：绿水青山", "[2]碳汇：吸收"])]
    [(1, '“两山”理论'), (2, '碳汇')]
    >>> [(n.number, n.term) for n in notes(["1“两山”理论：绿水青山", "2.碳汇：", "3.碳达峰：封顶"])]
    [(1, '“两山”理论'), (3, '碳达峰')]
    """
    for line in lines:
        match = _ITEM.match(line.strip())
        parts = _SPLIT.split(match["rest"], maxsplit=1) if match else []
        if match and len(parts) == 2 and _is_term(parts[0].strip()) and parts[1].strip():
            yield Note(_number(match), parts[0].strip(), parts[1].strip())


def _is_term(words: str) -> bool:
    """Whether the words before a colon could be a term, and are no sentence that goes on there.

    >>> _is_term("“两山”理论"), _is_term("服务业的统计范围包括")
    (True, False)
    """
    return 1 < len(words) <= 40 and not re.search("(?:包括|包含|如下|为|是|分别)$", words)


def _number(match: re.Match[str]) -> int | None:
    if match["circled"]:
        return int(numeric(match["circled"]))
    digits = match["bracketed"] or match["plain"]
    return int(digits) if digits else None


@dataclass(frozen=True)
class Reference:
    """A mark in the text that refers to a note of the annex: its place, and the note's segment."""

    segment: str
    start: int
    end: int
    note: str


def references(document: Document) -> list[Reference]:
    """The marks of the text that refer to notes of the annex, in order.

    Marks of one kind count only if their numbers go up from the first to the last, so that an
    enumeration inside a sentence is none.
    """
    notes_at = _notes_at(document)
    for pattern in _MARKS:
        found = [
            (_mark_number(mark["number"]), segment.id, mark)
            for segment in document.segments
            if segment.part != "front" and not segment.id.startswith(ANNEX)
            for mark in pattern.finditer(segment.hans)
        ]
        numbers = [number for number, _, _ in found]
        if len(found) > 1 and numbers == sorted(numbers) and len(set(numbers)) > 1:
            return [
                Reference(id_, mark.start(), mark.end(), notes_at[number])
                for number, id_, mark in found
                if number in notes_at
            ]
    return []


def _notes_at(document: Document) -> dict[int, str]:
    """The segment with which each note of the annex begins, by the note's number."""
    found: dict[int, str] = {}
    paragraph = 0
    for segment in document.segments:
        if segment.id.split(".")[0] == ANNEX and segment.paragraph != paragraph:
            paragraph = segment.paragraph
            match = _ITEM.match(segment.hans.strip())
            number = _number(match) if match else None
            if number is not None:
                found.setdefault(number, segment.id)
    return found


def _mark_number(written: str) -> int:
    """The number of a mark, in digits or as one circled sign."""
    return int(numeric(written)) if len(written) == 1 else int(written)
