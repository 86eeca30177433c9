"""Characters a page wrote in its own way: entities, invisible ones, full-width digits, blanks."""

import html
import re
from collections.abc import Iterator

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import TextLine, distinct, lines_of
from build_tools.text.han import HAN_PATTERN, is_han
from build_tools.text.heading_numbers import is_row, without_number

_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
"""Soft hyphens, zero-width characters and marks of direction: none belongs in Chinese prose."""
_SYMBOL_BULLET = re.compile(
    "^[ \t\u00a0\u3000]*[\ue4c6-\ue765\uf020-\uf0ff]+[ \t\u00a0\u3000]*", re.MULTILINE
)
"""The bullet of a list in a symbol font, whose characters Microsoft’s encoders put at U+F020 to
U+F0FF, or a blank of a typesetter’s own, from the user-defined A140 to A7A0 of GBK (U+E4C6 to
U+E765): without that font nobody sees it. Rare characters of names have other codes."""
_TYPESET_BLANK = "\ue5e5"
"""The blank A3A0 of typesetters' programs, inside a line."""
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]|(?<=[0-9０-９])．(?=[0-9０-９])")
_FULL_WIDTH_THOUSANDS = re.compile(
    r"(?<![0-9０-９.．，])[0-9０-９]{1,3}(?:，[0-9０-９]{3})+(?![0-9０-９，])"
)
"""A figure whose thousands a full-width comma parts."""
_WIDTH = 0xFEE0
"""How far a full-width form is from its ASCII character (Unicode 16.0, FF01–FF5E)."""
_BLANK = "[ \\t\u00a0\u2002\u2003\u3000]"
_WORD = rf"{HAN_PATTERN}，。；：、！？（）《》“”"
_GAP = re.compile(
    rf"(?<=[{_WORD}]){_BLANK}+(?=[{_WORD}0-9])|(?<=[0-9%％]){_BLANK}+(?=[{_WORD}％‰])"
    rf"|(?<=[0-9]){_BLANK}+(?=%)"
    rf"|(?<=[0-9%％][-－—～~]){_BLANK}+(?=[0-9])"
    rf"|(?<=[0-9]){_BLANK}+(?=[·•‧]{_BLANK}*[0-9])"
    rf"|(?:(?<=[0-9][·•‧])|(?<=[0-9]{_BLANK}[·•‧])){_BLANK}+(?=[0-9])"
)
_YEAR = re.compile(
    rf"(?<![0-9.])(?:1{_BLANK}*9|2{_BLANK}*0){_BLANK}*[0-9]{_BLANK}*[0-9]{_BLANK}*(?=年)"
)
_DECIMAL = re.compile(rf"(?<=[{HAN_PATTERN}])[0-9]{{1,4}}[.．]{_BLANK}+(?=[0-9]+[%％‰万亿])")
_PARAGRAPH_NUMBER = re.compile(
    rf"{_BLANK}*[0-9]{{1,3}}(?:\.[0-9]{{1,2}})*{_BLANK}+(?![年月日个個万萬亿億千百多余餘家项項名户戶亩畝吨噸人元件条條座所处處批次天倍只位公平立世级級强強大小米])"
    rf"(?=[{HAN_PATTERN}])"
)
"""A number at the beginning of a line that counts nothing: it may be that of the paragraph."""
_NUMBER_GAP = re.compile(rf"(?<=[、）])[ \t\u00a0\u2002\u2003]+(?=[{_WORD}0-9])")
"""A blank behind the mark of a heading's number, which is wide enough without it."""
_IN_NUMBER = re.compile(
    rf"(?<=[（(一二三四五六七八九十]){_BLANK}+(?=[一二三四五六七八九十、．.）)])"
)
"""A blank inside the number of a heading."""
_SENTENCE = re.compile(r"[，。；！？]")
_CLAUSE = 4
"""A heading has at least so many characters."""
_PHRASE = 3
"""Two runs of equally many characters, at least so many, with a blank between are two phrases."""
_SPACED_FIGURE = re.compile(
    rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_BLANK}[0-9]{{1,3}}|{_BLANK}[.．]{_BLANK}?[0-9]{{1,3}})+"
    rf"(?=[{HAN_PATTERN}%％”]|{_BLANK}[万亿%％‰元])"
)
"""A figure with blanks between its digits, or around its decimal point: 1 5 2 3 . 4."""
LEAST_FIGURES = 3
"""From this number on, figures with blanks between their digits were spaced by the page."""
_SPEAKER = re.compile(r"[长長主席理任记記员員]$")


def html_entities(text: str) -> list[Edit]:
    """Write the character that an HTML entity stands for (HTML, "Named character references").

    >>> html_entities("3&permil;")
    [Edit(start=1, end=9, new='‰')]
    >>> html_entities("R&D;")
    []
    """
    edits = []
    for match in _ENTITY.finditer(text):
        char = html.unescape(match[0])
        if (char.isprintable() or char == "\u00a0") and ";" not in char:
            edits.append(Edit(*match.span(), char))
    return edits


def invisible_characters(text: str) -> list[Edit]:
    """Delete characters that show nothing: zero-width ones, soft hyphens, marks of direction, and
    the bullets of lists in a symbol font. A typesetter's blank inside a line is a wide one.

    >>> invisible_characters("增\u200b长")
    [Edit(start=1, end=2, new='')]
    >>> invisible_characters("\uf06e 火电")
    [Edit(start=0, end=2, new='')]
    >>> invisible_characters("县长\ue5e5王明")
    [Edit(start=2, end=3, new='\\u3000')]
    """
    patterns = (_INVISIBLE, _SYMBOL_BULLET)
    edits = [Edit(*match.span(), "") for one in patterns for match in one.finditer(text)]
    edits += [Edit(*match.span(), "\u3000") for match in re.finditer(_TYPESET_BLANK, text)]
    return distinct(edits)


def full_width_digits(text: str) -> list[Edit]:
    """Write full-width digits, letters and per-cent signs in ASCII, as GB/T 15835 has figures.

    >>> full_width_digits("２０％")
    [Edit(start=0, end=1, new='2'), Edit(start=1, end=2, new='0'), Edit(start=2, end=3, new='%')]
    >>> [(edit.start, edit.new) for edit in full_width_digits("３０，４７５吨")][2:3]
    [(2, ',')]
    """
    edits = [Edit(*m.span(), chr(ord(m[0]) - _WIDTH)) for m in _FULL_WIDTH.finditer(text)]
    for figure in _FULL_WIDTH_THOUSANDS.finditer(text):
        commas = (at for at in range(*figure.span()) if text[at] == "，")
        edits += [Edit(at, at + 1, ",") for at in commas]
    return sorted(edits)


def inner_spaces(text: str) -> list[Edit]:
    """Delete blanks inside Chinese sentences, between a figure and its unit, inside years, behind a
    decimal point, behind the dash of a range, at the dot of a date (“4· 18”), and behind the mark
    of a heading's number.

    Blanks between the digits of other figures go only where the page has many of them: one alone
    may be what is left of a lost plus sign. A blank between a name and an office, between two
    phrases of a slogan, between a heading and the sentence on its line, and behind a number that
    begins a line and counts nothing stays.

    >>> inner_spaces("地区生产总值实现 1310 亿元，增长8%。")
    [Edit(start=8, end=9, new=''), Edit(start=13, end=14, new='')]
    >>> inner_spaces("市长 王立")
    []
    """
    edits: list[Edit] = []
    is_spaced = len(_SPACED_FIGURE.findall(text)) >= LEAST_FIGURES
    for line in lines_of(text):
        if is_row(line.bare):
            continue  # its blanks part the cells
        spans = _blanks_inside(_YEAR, line.text)
        spans += _blanks_inside(_DECIMAL, line.text)
        if is_spaced:
            spans += _blanks_inside(_SPACED_FIGURE, line.text)
        if _SENTENCE.search(line.bare):
            spans += _blanks_in_sentence(line)
        elif (bare := without_number(line.bare)) != line.bare:
            spans += _blanks_in_heading(line.text, bare)
        edits += [Edit(line.start + a, line.start + b, "") for a, b in sorted(set(spans))]
    return edits


def _blanks_in_heading(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """The blanks in and behind the number of a heading on a separate line, and in its words, which
    are ``bare``."""
    offset = text.rindex(bare)
    if gap := _NUMBER_GAP.search(text, endpos=offset + 1):
        yield gap.span()
    yield from (match.span() for match in _IN_NUMBER.finditer(text, 0, offset))
    for match in _GAP.finditer(bare):
        if not _is_between_phrases(bare, match) and not _follows_office(bare, match):
            yield offset + match.start(), offset + match.end()


def _blanks_inside(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The blanks inside the matches of ``pattern``."""
    return [
        (match.start() + blank.start(), match.start() + blank.end())
        for match in pattern.finditer(text)
        for blank in re.finditer(f"{_BLANK}+", match[0])
    ]


def _blanks_in_sentence(line: TextLine) -> list[tuple[int, int]]:
    """The blanks in a line of text, but those behind its number or heading, in brackets, between
    phrases, or behind a post."""
    text = line.text
    first = len(text) - len(text.lstrip())
    number_end = first + len(line.bare) - len(without_number(line.bare))
    numbered = _PARAGRAPH_NUMBER.match(text)
    start = numbered.end() if numbered else 0
    return [
        match.span()
        for match in _GAP.finditer(text, start)
        if not _ends_heading(text, number_end, match.start())
        and not _is_in_bracket(text, match.start())
        and not _is_between_phrases(text, match)
        and not _follows_office(text, match)
    ]


def _ends_heading(text: str, start: int, at: int) -> bool:
    """Whether the blank at ``at`` ends a heading that opens the line with a number."""
    return start > 0 and at - start >= _CLAUSE and not re.search(r"[，。；]", text[start:at])


def _is_in_bracket(text: str, at: int) -> bool:
    """Whether ``at`` is inside a bracket that gives a date and a name."""
    opening = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
    inside = text[opening + 1 : at]
    return opening >= 0 and not re.search(r"[）)]", inside) and bool(re.search(r"日|年", inside))


def _run(text: str, at: int, step: int) -> int:
    """How many characters in a row from ``at`` on are Han."""
    count = 0
    while 0 <= at < len(text) and is_han(text[at]):
        count += 1
        at += step
    return count


def _is_between_phrases(text: str, match: re.Match[str]) -> bool:
    """Whether two phrases of the same length are on both sides, as in a slogan."""
    before, after = _run(text, match.start() - 1, -1), _run(text, match.end(), 1)
    return before == after >= _PHRASE


def _follows_office(text: str, match: re.Match[str]) -> bool:
    """Whether a name of two or three characters follows an office."""
    after = _run(text, match.end(), 1)
    return after in (2, 3) and bool(_SPEAKER.search(text[: match.start()]))
