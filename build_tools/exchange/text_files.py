"""PO files, and tables parted by commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polib

from build_tools.diagnostics import Place, Problems
from build_tools.exchange.translation_units import (
    EXC001,
    SentenceUnit,
    TermUnit,
    Value,
    is_english,
    not_english,
)
from build_tools.exports.glossary import SEPARATOR
from build_tools.records.text_file import guess_encoding
from build_tools.text.csv import cell_text
from build_tools.text.offsets import place_of_byte
from build_tools.text.plain import one_line

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SOURCE = ("source", "hans", "chinese", "zh", "中文", "原文", "简体中文", "繁体中文", "繁體中文")
_TARGET = ("target", "en", "english", "英文", "英语", "英語", "译文", "譯文", "翻译", "翻譯")
_ID = ("id", "segment", "key", "编号", "編號")
_IN_BRACKETS = re.compile(r"\s*[(（\[].*")
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line by which Excel says what parts the cells."""
_CHARSET = re.compile(rb'^"Content-Type:[^"\n]*charset=([\w-]+)', re.MULTILINE | re.IGNORECASE)
_MESSAGE = re.compile(r'(?:msg\w+(?:\[\d+\])?|(?="))(.*)')
_QUOTED = re.compile(r'\s*"(?:[^"\\]|\\.)*"')
LARGEST_CELL = 1 << 20
_LOST = re.compile(r"#(?:#+|N/A|NV|[A-ZÀ-Þ/0]+[!?])")
"""What a spreadsheet saves in place of a text that it took for a formula (an error value: ECMA-376,
part 1, 18.17.3; other languages have other words) or that it could not show, such as one of more
than 255 characters in a cell of the format “Text”."""


def decoded(content: bytes, name: str, problems: Problems) -> str | None:
    """The text of a file in UTF-8, in UTF-16 with its mark, or as the head of a PO file says; None,
    and a problem, otherwise."""
    said = _CHARSET.search(content)
    with suppress(LookupError, UnicodeError):
        return content.decode(said[1].decode() if said else "no such encoding").lstrip("\ufeff")
    try:
        # Some programs write a second mark before the one that is there.
        return content.decode(_MARKS.get(content[:2], "utf-8")).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        place = place_of_byte(content, error.start, name)
        message = f"it is not UTF-8; {guess_encoding(content)}"
        is_table = not name.lower().endswith((".po", ".pot"))
        hint = "in Excel, save as CSV UTF-8 or as Unicode text" if is_table else ""
        problems.add(EXC001, place, message, hint)
        return None


def read_po(text: str, name: str, problems: Problems) -> list[SentenceUnit]:
    """The messages of a PO file."""
    for number, words in enumerate(text.splitlines(), 1):
        found = _MESSAGE.match(words.strip())
        if found and not _QUOTED.fullmatch(found[1]):  # polib would lose a part of it
            message = "it is no PO file: a text is not in double quotes"
            problems.add(EXC001, Place(name, number), message)
            return []
    try:
        entries = polib.pofile(f"{text}\n", encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = str(error).partition("(")[0].strip().lower()
        place = Place(name, int(line[1]) if line else 0)
        problems.add(EXC001, place, f"it is no PO file: {message}")
        return []
    if not is_english(language := entries.metadata.get("Language")):
        problems.add(EXC001, Place(name, 1), not_english(str(language)))
        return []
    return [
        SentenceUnit(
            Place(name, entry.linenum or 0),
            entry.msgctxt or "",
            (one_line(entry.msgid),),
            english,
            "fuzzy" in entry.flags,
        )
        for entry in entries
        if not entry.obsolete
        for english in _renderings(entry)
    ]


def _renderings(entry: polib.POEntry) -> list[str]:
    """The English of a message: one, unless its plural forms differ."""
    forms = map(one_line, (entry.msgstr, *entry.msgstr_plural.values()))
    return list(dict.fromkeys(filter(None, forms))) or [""]


@dataclass(frozen=True)
class TableRow:
    """A row of a table, by the names of the columns."""

    place: Place
    cells: dict[str, str]


def read_table(text: str, name: str, problems: Problems) -> list[TableRow]:
    """The rows of a table. Without a row of names, the columns are source, target and note.

    In a table that is parted by tabs a quotation mark is a letter, unless all cells with one are
    quoted as a spreadsheet does it. A row with a cell that a spreadsheet has lost is refused.
    """
    try:
        rows = _cells(text)
    except _NoTable as error:
        problems.add(EXC001, Place(name, error.line), str(error))
        return []
    if rows and (lost := _lost_columns(rows[0].cells)):
        message = f'it is the table of the glossary, and has no column "{lost}"'
        hint = "leave the names of the columns"
        problems.add(EXC001, Place(name, rows[0].line), message, hint)
        return []
    header = _header(rows[0].cells) if rows else []
    if rows and not header and len(rows[0].cells) > len(_DEFAULT):
        message = 'it has no columns "source" and "target"'
        problems.add(EXC001, Place(name, rows[0].line), message)
        return []
    found = []
    for line, cells in rows[1 if header else 0 :]:
        if lost := next(filter(_LOST.fullmatch, map(str.strip, cells)), ""):
            message = f"the spreadsheet has {lost} in place of a text"
            hint = "give the cell the format General; a text that begins with = takes a ' before it"
            problems.add(EXC001, Place(name, line), message, hint)
        elif any(cells):
            pairs = zip(header or _DEFAULT, cells, strict=False)
            values = {key: cell_text(cell).strip() for key, cell in pairs}
            found.append(TableRow(Place(name, line), values))
    return found


_DEFAULT = ("source", "target", "note")


class _NoTable(Exception):  # noqa: N818
    """Why a text is no table, and the line where that shows; 0 for the whole text."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _Cells(NamedTuple):
    """The cells of a row, and the line where it begins."""

    line: int
    cells: list[str]


def _cells(text: str) -> list[_Cells]:
    """The rows of a table, that of the names of its columns too. Raises _NoTable."""
    if not text.strip():
        raise _NoTable("it is empty")
    said, first_line = _SEPARATOR.match(text), 1
    if said:
        text, first_line = text[said.end() :], 2
    first = text.partition("\n")[0]
    usual = "\t" if "\t" in first else max(",;", key=first.count)
    mark = said[1] if said else usual
    if mark not in first:
        raise _NoTable("it is no table: its first line has one column", first_line)
    try:
        return _parted(text, mark, csv.QUOTE_MINIMAL, first_line)
    except _NoTable:
        if mark != "\t":
            raise
        return _parted(text, mark, csv.QUOTE_NONE, first_line)


def _parted(text: str, mark: str, quoting: Literal[0, 3], line: int) -> list[_Cells]:
    """The rows of a text that begins in ``line``, parted by ``mark``. Raises _NoTable."""
    csv.field_size_limit(LARGEST_CELL)
    found: list[_Cells] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting, strict=True)
    at = line
    try:
        for cells in reader:
            found.append(_Cells(at, cells))
            at = line + reader.line_num
    except csv.Error as error:
        raise _NoTable(f"it is no table: {error}", at) from error
    return found


_NEEDED = ("id", "hans", "en")
_OF_GLOSSARY = {"hans", "hans_also", "en_also", "definition_en", "definition_zh", "not_in"}


def _lost_columns(cells: Sequence[str]) -> str:
    """The columns that the table of the glossary needs and lacks; "" of another table."""
    words = {cell.strip().lower() for cell in cells}
    lost = [name for name in _NEEDED if name not in words]
    return '", "'.join(lost) if len(words & _OF_GLOSSARY) > 1 else ""


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns, if the first row has them; else nothing."""
    words = [_IN_BRACKETS.sub("", cell.strip().lower()) for cell in cells]
    if set(_NEEDED) <= set(words):  # glossary.csv
        return words
    names = []
    for word in words:
        if word in _ID:
            names.append("id")
        elif word in _SOURCE or re.fullmatch(r"zh([-_]\w+)*", word):
            names.append("source")
        elif word in _TARGET or re.fullmatch(r"en([-_]\w+)*", word):
            names.append("target")
        else:
            names.append(word or "note")
    return names if {"source", "target"} <= set(names) else []


def sentences(rows: Sequence[TableRow]) -> Iterator[SentenceUnit]:
    """The rows of a table as units of translation."""
    for row in rows:
        chinese = one_line(row.cells.get("source", ""))
        yield SentenceUnit(
            row.place,
            row.cells.get("id", ""),
            (chinese,),
            one_line(row.cells.get("target", "")),
        )


_TEXTS = {
    "en": "en",
    "origin": "origin",
    "source": "source",
    "definition_en": "definition",
    "definition_zh": "definition_zh",
}
_LISTS = ("en_also", "en_forms", "see", "not_in")


def terms(rows: Sequence[TableRow]) -> Iterator[TermUnit]:
    """The rows of a table as terms: of ``glossary.csv``, or of Chinese, English and a note."""
    for row in rows:
        cells = row.cells
        values: dict[str, Value] = {}
        if "hans" in cells:
            values = {field: cells[name] for name, field in _TEXTS.items() if name in cells}
            for name in _LISTS:
                if name in cells:
                    items = (item.strip() for item in cells[name].split(SEPARATOR.strip()))
                    values[name] = tuple(filter(None, items))
            if "uncertain" in cells:
                values["uncertain"] = cells["uncertain"].lower() in ("true", "1", "yes")
            chinese = cells["hans"]
        else:
            values, chinese = {"en": one_line(cells.get("target", ""))}, cells.get("source", "")
        yield TermUnit(row.place, cells.get("id", ""), (one_line(chinese),), values)
