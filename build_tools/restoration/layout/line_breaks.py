"""Line ends that a page put into its text or took out of it: hard wraps, and text on one line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import BLANKS, TextLine, distinct, lines_of
from build_tools.text.han import is_han
from build_tools.text.heading_numbers import is_heading_like, table_rows, without_number
from build_tools.text.numerals import ordinal_numeral

NARROWEST, WIDEST = 24, 170
"""A hard-wrapped line has so many columns; a Han character takes two."""
LEAST_LINES = 8
"""Fewer lines show no width, unless there are enough exact ones."""
LEAST_EXACT = 3
"""Enough exact lines: prose of one width to the character that ends in mid-sentence."""
BROKEN_SHARE = 0.2
"""In a hard-wrapped text at least this share of the lines is full and ends in mid-sentence."""
LONGER_SHARE = 0.05
"""In a hard-wrapped text no more than this share of the lines is longer than full."""
SLACK = 7
"""A full line may be so many columns short: marks and figures are not broken."""
ONE_LINE_SHARE = 0.5
"""A text is on one line if a line holds more than this share of it."""
_CHINESE = "一二三四五六七八九十"
_SENTENCE_END = re.compile(r"[。！？!?…][”’）」』》)]*$")
_TEXT = re.compile(r"[，。！？]|[：:]$")
"""What the lines of a title, a meeting, a date and a speaker do not have."""
_OPEN_END = re.compile(r"(?<![（(《【〔「『])[（(《【〔「『]$")
_CLOSING_START = re.compile(r"([）)》】〕」』，。；：、！？])(?!\1)")
"""What no line ends or begins with: there the page broke a line inside a sentence. Quotation marks
are not among them, as many texts use one of the two for both."""
_SALUTATION = re.compile(r"(?:各位|同志们|女士们|主席)")
_POST_AND_NAME = re.compile(
    r"[\u3400-\u9fff、 \u3000]*"
    r"(?:[省市县縣区區州旗盟镇鎮乡鄉村署局厅廳院司察事校所行会會][长長]|主席|主任|[总總][经經]?理|书记|書記)"
    r"[:：]?[ \u3000]*[\u3400-\u9fff·][\u3400-\u9fff· \u3000]{1,7}$"
)
_NUMBER_ALONE = re.compile(rf"第[{_CHINESE}]{{1,3}}(?:部分|篇|章|节|節)[:：]?")
_MARK_ALONE = re.compile(
    rf"[{_CHINESE}]{{1,3}}[、.．]|[（(](?:[{_CHINESE}]{{1,3}}|[0-9]{{1,3}})[）)]|[0-9]{{1,3}}[.．、]|[①-⑳]"
)
"""The number of a heading or of a paragraph, with its mark."""
_DATE_ALONE = re.compile(
    r"[（(]?(?:19|20|二)[0-9〇○零一二三四五六七八九]{2,3}年.{2,4}月.{1,3}日[)）]?$"
)
_FRONT_END = re.compile(
    r"(?:报告|報告|总结|總結|公报|公報|汇报|彙報|纲要|綱要|(?:会议|會議|大会|大會|次会|次會)上)[)）]?$"
)
"""How a title, and the line of a meeting, end."""
_CELLS = re.compile(r"\S+(?: \S+)*(?:(?:[\t\u3000]+| {2,})\S+(?: \S+)*){2,}$")
"""The cells of a table's row: a page breaks no line there."""
_OFFICE = re.compile(r"[长長席理任记記]$")
_ADDRESS = re.compile(r"(?:各位|主席、各位)[^。！？：:，,]{1,16}[：:]")
_REQUEST = re.compile(r"[^。]{0,140}(?:审议|審議|审查|審查|报告工作|報告工作)[^。]{0,80}。")
_NUMBERED = re.compile(
    rf"(?:^|(?<=[。！？；：\s]))(?:([{_CHINESE}]{{1,3}})、|[（(]([{_CHINESE}]{{1,3}})[）)])"
)
_TASK = (
    r"(?:(?:19|20)\d{2}|过去[一五]|過去[一五]|今后五|今後五)年[^。！？；，、\s]{0,8}?"
    r"(?:回顾|回顧|总结|總結|安排|执行情况|執行情況|草案|(?:工作)?(?:任务|目标|重点|任務|目標|重點)|主要工作|重点工作|重點工作)"
)
_BARE = re.compile(rf"(?:(?<=[。！？])|(?<=[\s])){_TASK}(?=\s)")
_HEADING_END = re.compile(
    rf"[^。！？；，\s]{{2,40}}?(?=\s)|[^。！？；，\s]{{0,4}}?{_TASK}(?=[^。，、的和及\s])"
)


def columns(text: str) -> int:
    """How wide a line is: two columns for a Han character or a full-width mark, one for others.

    >>> columns("增长5%")
    6
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


@dataclass(frozen=True)
class Wrap:
    """How a page wraps its lines: by what it measures them, and how long a full one is."""

    measure: Callable[[str], int]
    """Columns, or characters."""
    full: int
    slack: int

    def is_full(self, line: TextLine, more: int = 0) -> bool:
        """Whether a line is as long as others that the page broke, give or take."""
        return self.measure(line.text.rstrip(BLANKS)) >= self.full - self.slack - more

    def is_exact(self, line: TextLine) -> bool:
        """Whether a line has no room for another character."""
        return self.measure(line.text.rstrip(BLANKS)) > self.full - self.measure("一")


def wrap_of(lines: Sequence[TextLine]) -> Wrap | None:
    """How the lines of a hard-wrapped text are wrapped; None for another text.

    The lines before the first sentence show nothing: they are short, and often alike in width.
    """
    lines = lines[_front_length(lines) :]
    rows = _rows(lines)
    found: list[tuple[float, Wrap]] = []
    for measure, slack in ((columns, SLACK), (len, SLACK // 2)):
        widths = [measure(line.text.rstrip(BLANKS)) for line in lines]
        counts = Counter(w for w in widths if NARROWEST <= w * (1 + (measure is len)) <= WIDEST)
        if not counts:
            continue
        full = max(
            counts, key=lambda top: (sum(counts[w] for w in range(top - slack, top + 1)), -top)
        )
        wrap = Wrap(measure, full, slack)
        at_width = [line for line in lines if wrap.is_full(line)]
        broken = [
            line
            for line, following in pairwise(lines)
            if wrap.is_full(line)
            and not _SENTENCE_END.search(line.bare)
            and not any(map(_starts_item, (line, following)))
            and not any(_CELLS.match(one.bare) or one.number in rows for one in (line, following))
        ]
        prose = (line for line in broken if _TEXT.search(line.bare))
        exact = sum(measure(line.text.rstrip(BLANKS)) == full for line in prose)
        if len(widths) < LEAST_LINES and exact < LEAST_EXACT:
            continue
        longer = sum(width > full + slack for width in widths)
        if longer <= LONGER_SHARE * len(lines) and len(broken) >= BROKEN_SHARE * len(lines):
            # The measure that finds more lines full is the page's.
            found.append((len(at_width) - 0.01 * slack, wrap))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _rows(lines: Sequence[TextLine]) -> set[int]:
    """The numbers of the lines that are rows of a table."""
    return {lines[at].number for at in table_rows([line.bare for line in lines])}


def _front_length(lines: Sequence[TextLine]) -> int:
    """How many lines come before the first that has a mark of a sentence, as a salutation has."""
    return next((at for at, line in enumerate(lines) if _TEXT.search(line.bare)), 0)


def _are_apart(line: TextLine, following: TextLine) -> bool:
    """Whether two lines of a front are two: a title, a meeting, a date, a speaker, a salutation."""
    return bool(
        _FRONT_END.search(line.bare)
        or any(one.match(line.bare) for one in (_POST_AND_NAME, _DATE_ALONE))
        or any(one.match(following.bare) for one in (_POST_AND_NAME, _DATE_ALONE, _SALUTATION))
    )


def _starts_item(line: TextLine) -> bool:
    """Whether a line begins with the number of a heading or of an item."""
    return without_number(line.bare) != line.bare


def joined_lines(text: str) -> list[Edit]:
    """Join hard-wrapped lines to paragraphs.

    A line is joined with the next if it is full and ends in mid-sentence, or has no room for one
    character more; or, where paragraphs are indented or have blank lines between them, if the next
    shows no such sign. In a text that is not hard-wrapped, only lines that break inside a bracket
    or before a mark are joined, and a number that is alone on its line with what it numbers.
    """
    lines = lines_of(text)
    torn = [_join(a, b) for a, b in pairwise(lines) if _is_torn(a, b)]
    torn += [_join(a, b, "\u3000") for a, b in pairwise(lines) if _is_numbered_title(a, b)]
    torn += [_join(a, b) for a, b in pairwise(lines) if _is_mark_alone(a, b)]
    wrap = wrap_of(lines)
    if wrap is None:
        return torn
    base = min(line.indent for line in lines)
    indented = {line.number for line in lines if line.indent > base}
    apart = {b.number for a, b in pairwise(lines) if text[a.end : b.start].count("\n") > 1}
    paragraphs = _Paragraphs(
        wrap,
        indented if _is_usual(len(indented), len(lines)) else frozenset(),
        apart,
        uses_blanks=_is_usual(len(apart), len(lines)),
        rows=_rows(lines),
    )
    front = _front_length(lines)
    edits = [
        _join(line, following)
        for at, (line, following) in enumerate(pairwise(lines))
        if not (at < front and _are_apart(line, following)) and paragraphs.go_on(line, following)
    ]
    return distinct([*edits, *torn])


def _is_usual(marked: int, lines: int) -> bool:
    """Whether so many lines show that a text marks its paragraphs, and only these."""
    return 0.03 * lines < marked < 0.7 * lines


@dataclass(frozen=True)
class _Paragraphs:
    """How a hard-wrapped text shows where its paragraphs begin."""

    wrap: Wrap
    indented: Collection[int]
    """The numbers of the lines that are indented; none where that shows no paragraphs."""
    apart: Collection[int]
    """The numbers of the lines behind blank ones."""
    uses_blanks: bool
    """Whether these show paragraphs."""
    rows: Collection[int]
    """The numbers of the rows of tables."""

    def go_on(self, line: TextLine, following: TextLine) -> bool:
        """Whether a paragraph goes on from a line to the following one."""
        uses_indents, is_apart = bool(self.indented), following.number in self.apart
        if following.number in self.indented or {line.number, following.number} & {*self.rows}:
            return False
        if _CELLS.match(line.bare):
            return False
        if not self.wrap.is_full(line, self.wrap.slack * uses_indents):
            return False
        ends, starts_item = _SENTENCE_END.search(line.bare), _starts_item(following)
        shows_paragraphs = uses_indents or (self.uses_blanks and not is_apart)
        if not ends:
            return shows_paragraphs or not starts_item
        # The rest of a paragraph would end with a mark, unless it is as long as this line.
        is_heading = is_heading_like(following.bare) and not self.wrap.is_full(following)
        if _SALUTATION.match(following.plain) or is_apart or starts_item or is_heading:
            return False
        return shows_paragraphs or self.wrap.is_exact(line)


def _is_torn(line: TextLine, following: TextLine) -> bool:
    return bool(_OPEN_END.search(line.bare) or _CLOSING_START.match(following.bare))


def _is_numbered_title(line: TextLine, following: TextLine) -> bool:
    """Whether a line has only the number of a part, and the next its title: 第一部分."""
    is_title = is_heading_like(following.bare) and not _starts_item(following)
    return bool(_NUMBER_ALONE.fullmatch(line.bare)) and is_title


def _is_mark_alone(line: TextLine, following: TextLine) -> bool:
    """Whether a line has only the number of a heading or of a paragraph, and the next its text."""
    has_text = is_han(following.bare[0]) or following.bare[0] in "“《「『"
    return bool(_MARK_ALONE.fullmatch(line.bare)) and has_text and not _starts_item(following)


def _join(line: TextLine, following: TextLine, between: str = "") -> Edit:
    """What makes one line of two; a blank between Latin words, else ``between``."""
    start = line.start + len(line.text.rstrip(f"{BLANKS}\r\f"))
    end = following.start + following.indent
    return Edit(start, end, between or _between(line.bare[-1], following.bare[0]))


def _between(last: str, first: str) -> str:
    """What is put between two joined lines: a blank between Latin words.

    >>> _between("t", "o"), _between("t", "的"), _between("5", "G")
    (' ', '', '')
    """
    return " " if re.fullmatch("[A-Za-z]{2}", last + first) else ""


def split_lines(text: str) -> list[Edit]:
    """Break a text that is all on one line before its headings and after its salutation.

    >>> from build_tools.restoration.edits import changed
    >>> text = "云川县工作报告 各位代表：现在报告工作。一、经济。好。二、社会。好。"
    >>> changed(text, split_lines(text)).split("\\n")
    ['云川县工作报告', '各位代表：', '现在报告工作。', '一、经济。好。', '二、社会。好。']
    """
    lines = lines_of(text)
    longest = max(lines, key=lambda line: len(line.text), default=None)
    if longest is None or len(longest.bare) < ONE_LINE_SHARE * sum(len(one.bare) for one in lines):
        return []
    body = longest.text
    edits = []
    for cut in sorted({*_front_cuts(body), *_heading_cuts(body)}):
        end = cut + len(body[cut:]) - len(body[cut:].lstrip(BLANKS))
        start = len(body[:cut].rstrip(BLANKS))
        if start > 0 and end < len(body):
            edits.append(Edit(longest.start + start, longest.start + end, "\n"))
    return distinct(edits)


def _front_cuts(body: str) -> Iterator[int]:
    """Where the lines of the front end: title, meeting and speaker, salutation, request."""
    address = _ADDRESS.search(body)
    if address is None:
        return
    front = body[: address.start()]
    if not re.search("[。！？]", front):
        for blank in re.finditer(f"[{BLANKS}]+", front.strip(BLANKS)):
            if not _OFFICE.search(front[: blank.start()]):
                yield blank.end()
        yield address.start()
    yield address.end()
    if request := _REQUEST.match(body, address.end()):
        yield request.end()


def _heading_cuts(body: str) -> Iterator[int]:
    """Where headings begin, and where those of parts end that no full stop ends."""
    last = {1: 0, 2: 0}
    for match in _NUMBERED.finditer(body):
        level = match.lastindex or 1
        number = ordinal_numeral(match[level])
        if number not in (1, last[level] + 1):
            continue
        last[level] = number
        yield match.start()
        if end := _HEADING_END.match(body, match.end()):
            yield end.end()
    for match in _BARE.finditer(body):
        yield match.start()
        yield match.end()
