"""A running English text as paragraphs, sentences and pieces of sentences, with their lines.

The text may be wrapped at any width. A blank line ends a paragraph; without one, a line does where
the text is not wrapped or the next line opens with a number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

WRAPPED = 130
"""A text with a line longer than this is not wrapped: each of its lines is a paragraph."""
LONGEST_HEADING = 160
"""A paragraph without a final mark is a heading up to this length."""

_NUMBER = re.compile(
    r"(?P<word>Part|Chapter|Section)?\s*"
    r"(?:\((?P<bracketed>\d{1,2}|[IVX]{1,5})\)|(?P<plain>\d{1,2}|[IVX]{1,5})(?:[.):]|\b(?<=[IVX])))"
    r"(?:\s+|$)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
FINAL_MARK = re.compile(r"[.!?…:;,][”’\"')\]]*$")
"""How a sentence, or a piece of one, ends."""
_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[—-]*[A-Z0-9])")
_WORD_BEFORE = re.compile(r"[A-Za-z](?:\.?[A-Za-z])*$")
_NEXT_WORD = re.compile(r"\s+[“‘\"'(\[—-]*([A-Za-z0-9]+)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms dr prof gen col capt st mt sen rep gov hon messrs vs cf fig figs vol pp art sec "
    "approx est e.g i.e viz jan feb mar apr jun jul aug sept sep oct nov dec dept univ"
)
"""Never the end of a sentence."""
_BEFORE_FIGURES = _words("no nos p art sec vol fig ch")
"""Abbreviations only before a figure: No. 1."""
_MAY_END = _words("co ltd inc corp etc al jr sr bros u.s u.k u.n p.r.c a.m p.m ph.d")
"""Abbreviations that may end a sentence too: the next word decides."""
_OPENERS = _words(
    "the a an we it this these those in on at for with by to as our its all he she they there "
    "over from after among more efforts work of and"
)
_CUT = re.compile(
    r"(?P<strong>[;；][”’\"')\]]*|:[”’\"')\]]*)\s+|\s*(?P<dash>—|–(?=\s))\s*|(?P<comma>,[”’\"')\]]*)\s+"
    r"|(?P<joined>)\s+(?=(?:and|while|but|with) )"
    r"|(?<=[a-z0-9%”’)])(?P<title>)\s+(?=[—A-Z“(])"
)
_CUT_COSTS = {"strong": 0.5, "dash": 1.5, "comma": 2.0, "joined": 3.5, "title": 4.0}


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a heading, of the English."""

    text: str
    line: int
    """Where it begins, counted from 1."""
    paragraph: int
    opens: bool
    """Whether it is the first of its paragraph."""
    is_heading: bool
    """Whether it is a short paragraph by itself, without a final mark."""
    number: int | None = None
    """The number with which it opens as a heading does, in any style."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text``, in order.

    >>> [s.text for s in sentences("Dr. Li runs Aba Co. Ltd. It grew 2.5%. “Well done!” All did.")]
    ['Dr. Li runs Aba Co. Ltd.', 'It grew 2.5%.', '“Well done!”', 'All did.']
    >>> [(s.text, s.number, s.line) for s in sentences("II. Industry\\n\\nOutput\\nrose.")]
    [('II. Industry', 2, 1), ('Output rose.', None, 3)]
    """
    found: list[Sentence] = []
    for index, (paragraph, starts) in enumerate(_paragraphs(text)):
        offsets = [offset for offset, _ in starts]
        alone = len(paragraph) <= LONGEST_HEADING and not FINAL_MARK.search(paragraph)
        for start, end in _spans(paragraph):
            line = starts[bisect_right(offsets, start) - 1][1]
            sentence = paragraph[start:end]
            number = heading_number(sentence)
            found.append(Sentence(sentence, line, index, start == 0, alone, number))
    return found


def heading_number(line: str) -> int | None:
    """The number with which a heading begins: ``II. ``, ``3. ``, ``(4) ``, ``Part V``.

    >>> heading_number("IV. Plans"), heading_number("(3) Plans"), heading_number("I am")
    (4, 3, None)
    """
    match = _NUMBER.match(line)
    if match is None:
        return None
    number = match["bracketed"] or match["plain"]
    if number.isdigit():
        return int(number)
    if not match["bracketed"] and not match["word"] and line[len(number)] not in ".):":
        return None
    values = [_ROMAN[digit] for digit in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-here if here < following else here for here, following in pairs)


def _paragraphs(text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each paragraph on one line, with the offset and the number of each of its lines."""
    lines = text.removeprefix("\ufeff").splitlines()
    longest = max(map(len, lines), default=0)
    joined, starts = "", list[tuple[int, int]]()
    before = ""
    for number, raw in enumerate(lines, 1):
        line = " ".join(raw.split())
        if joined and (not line or _breaks(before, line, longest)):
            yield joined, starts
            joined, starts = "", []
        before = line
        if not line or (_PAGE_NUMBER.fullmatch(line) and not joined):
            continue
        if joined and not re.search(r"(?<=\w)[-–—]$", joined):
            joined += " "
        starts.append((len(joined), number))
        joined += line
    if joined:
        yield joined, starts


def _breaks(before: str, line: str, longest: int) -> bool:
    """Whether a paragraph ends between two lines that no blank line separates."""
    if longest > WRAPPED:
        return True
    if len(before) + 1 + len(line.split(maxsplit=1)[0]) > longest - 8:  # it was wrapped there
        return heading_number(line) is not None and bool(FINAL_MARK.search(before))
    return True


def _spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    start = 0
    for match in _END.finditer(paragraph):
        if _ends(paragraph, start, match):
            yield start, match.end()
            start = match.end() + 1
    if start < len(paragraph):
        yield start, len(paragraph)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark really ends the sentence that begins at ``start``."""
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    if heading_number(text[start : match.end()] + " ") is not None and match.end() - start < 8:
        return False
    before = _WORD_BEFORE.search(text, start, match.start())
    following = _NEXT_WORD.match(text, match.end())
    word = before[0].lower() if before else ""
    after = following[1] if following else ""
    if word in _BEFORE_FIGURES and after[:1].isdigit():
        return False
    if word in _TITLES:
        return False
    if word in _MAY_END:
        return after.lower() in _OPENERS
    return not (before and len(before[0]) == 1 and before[0].isupper() and word != "i")


@dataclass(frozen=True)
class Cut:
    """A place at which a text may be cut, and how unwelcome that is."""

    at: int
    cost: float


def cuts(text: str) -> list[Cut]:
    """The places within ``text`` at which it may be cut, in order; between sentences it is free.

    >>> [(text_cut.at, text_cut.cost) for text_cut in cuts("One; two, three. Four.")]
    [(5, 0.5), (10, 2.0), (17, 0.0)]
    """
    found = {end + 1: 0.0 for _, end in _spans(text) if end < len(text)}
    for match in _CUT.finditer(text):
        if match.end() < len(text):
            at = match.start() if match.lastgroup == "dash" else match.end()
            found.setdefault(at, _cost(text, at, str(match.lastgroup)))
    return [Cut(at, cost) for at, cost in sorted(found.items()) if at]


def _cost(text: str, at: int, mark: str) -> float:
    word = re.compile(r"[“(]?(\w+)").match(text, at)
    if mark == "title" and word and word[1].lower() in _OPENERS:
        return 0.5  # a title without a mark, and a sentence behind it
    return _CUT_COSTS[mark]
