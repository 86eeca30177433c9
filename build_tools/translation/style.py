"""How the English is set: no Han, headings in one style, the marks of English print.

Each check is a generator of findings for one segment. A heading has the number and the full stop
that its Chinese has, and is in sentence case: a capital at its start and in names, where a name is
a word that has its capital within a sentence too. Titles at the front are in title case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.diagnostics import Code
from build_tools.document.model import Segment
from build_tools.text.heading_numbers import english_number
from build_tools.translation.records import Finding

ENS001 = Code(
    "ENS001",
    "Han characters stand in the English.",
    "Translate them; where they must stay, list the exception with its reason.",
)
ENS002 = Code(
    "ENS002",
    "A heading differs from the style of headings.",
    "Number and end it as the Chinese does; capitals only at its start and in names.",
)
ENS003 = Code(
    "ENS003",
    "Quotation marks, spaces or end marks are not those of English print.",
    "Use “ ” and ’, paired; one space; an end mark at the end of a sentence.",
)

_TITLES = ("page-title", "title", "meeting", "speaker", "date")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_ENGLISH_NUMBER = re.compile(r"(?:(?:Part|Chapter|Section) [IVXLC]+|[IVXLC]+|\d+)\. |\(\d+\) ")
_CAPITALISED = re.compile(r"(?<![\w’])[A-Z][\w’]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]”? |“)$")
_MARKS = (
    (re.compile(r"[\"'`]"), "a straight quotation mark"),
    (re.compile(r"\s{2,}|\s$|^\s"), "a space too many"),
    (re.compile(r"[\u3000-\u303f\uff00-\uffef]"), "a full-width mark"),
    (re.compile(r" [,.;:!?”’](?!\d)"), "a space before a mark"),
    (re.compile(r"--|\.\.\."), "a typewriter’s mark"),
)


def han(segment: Segment, english: str) -> Iterator[Finding]:
    """Each run of Han characters in the English."""
    for match in _HAN.finditer(english):
        yield Finding(ENS001, "han", segment.id, match[0], f'"{match[0]}" is Chinese')


def heading(segment: Segment, english: str, names: frozenset[str]) -> Iterator[Finding]:
    """Numbering and full stop as in the Chinese; sentence case but for ``names``."""
    if segment.kind != "heading":
        return
    wanted, found = english_number(segment.hans), _ENGLISH_NUMBER.match(english)
    number = found[0] if found else ""
    if number != wanted:
        told = f'is numbered "{number.strip()}", not "{wanted.strip()}"'
        yield Finding(ENS002, "heading", segment.id, number.strip(), told)
    if english.endswith(".") != segment.hans.endswith("。"):
        told = "a full stop that the Chinese has not" if english.endswith(".") else "no full stop"
        yield Finding(ENS002, "heading", segment.id, ".", told)
    if segment.level in _TITLES:
        return
    text = english[len(number) :]
    if text[:1].islower():
        yield Finding(ENS002, "heading", segment.id, text.split()[0], "begins with a small letter")
    for word in _capitals(text):
        if word not in names:
            told = f'"{word}" has a capital although it is no name'
            hint = f'write "{word.lower()}"'
            yield Finding(ENS002, "heading", segment.id, word, told, hint)


def _capitals(text: str) -> Iterator[str]:
    """The words with a capital that do not begin a sentence or a quotation."""
    for match in _CAPITALISED.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("’")
        if not _SENTENCE_START.search(text[: match.start()]) and not word.isupper():
            yield word


def names_in(both: Iterable[tuple[Segment, str]], terms: Iterable[str]) -> frozenset[str]:
    """The words that have a capital within a sentence of the English, or within a term."""
    found = {"I"}
    for segment, text in both:
        if segment.kind == "sentence":
            found.update(_capitals(text))
    for term in terms:
        found.update(_capitals(f"a {term}"))
    return frozenset(found)


def marks(segment: Segment, english: str) -> Iterator[Finding]:
    """Straight quotes, unpaired quotes, spaces too many, and sentences without an end mark."""
    for pattern, what in _MARKS:
        for match in pattern.finditer(english):
            around = english[max(0, match.start() - 12) : match.end() + 12]
            yield Finding(ENS003, "marks", segment.id, match[0], f'{what}: "{around}"')
    depth = 0
    for mark in re.findall("[“”]", english):
        depth += 1 if mark == "“" else -1
        if depth not in (0, 1):
            break
    if depth:
        yield Finding(ENS003, "marks", segment.id, "“”", "“ and ” are not in pairs")
    if segment.kind == "sentence" and not re.search(r"[.!?:,]”?$", english):
        yield Finding(ENS003, "marks", segment.id, english[-1], "no end mark")
