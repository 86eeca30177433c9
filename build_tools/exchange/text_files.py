"""PO files, and tables parted by commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polib

from build_tools.diagnostics import Place, Problems
from build_tools.exchange.translation_units import (
    SentenceUnit,
    TermUnit,
    Value,
    is_english,
    not_english,
    refuse,
)
from build_tools.exports.glossary import SEPARATOR
from build_tools.records.yaml_tree import guess_encoding
from build_tools.text.csv import cell_text
from build_tools.text.offsets import place_of_byte
from build_tools.text.plain import one_line

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SOURCE = ("source", "hans", "chinese", "zh", "中文", "原文")
_TARGET = ("target", "en", "english", "英文", "译文")
_MESSAGE = re.compile(r'(?:msg\w+(?:\[\d+\])?|(?="))(.*)')
_QUOTED = re.compile(r'\s*"(?:[^"\\]|\\.)*"')
LARGEST_CELL = 1 << 20


def decoded(content: bytes, name: str, problems: Problems) -> str | None:
    """The text of a file in UTF-8, or in UTF-16 with its mark; None, and a problem, otherwise."""
    try:
        return content.decode(_MARKS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        place = place_of_byte(content, error.start, name)
        message = f"it is not UTF-8; {guess_encoding(content)}"
        refuse(problems, name, message, place.line, place.column)
        return None


def read_po(text: str, name: str, problems: Problems) -> list[SentenceUnit]:
    """The messages of a PO file."""
    for number, words in enumerate(text.splitlines(), 1):
        found = _MESSAGE.match(words.strip())
        if found and not _QUOTED.fullmatch(found[1]):  # polib would lose a part of it
            refuse(problems, name, "it is no PO file: a text is not in double quotes", number)
            return []
    try:
        entries = polib.pofile(f"{text}\n", encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = str(error).partition("(")[0].strip().lower()
        refuse(problems, name, f"it is no PO file: {message}", int(line[1]) if line else 0)
        return []
    if not is_english(language := entries.metadata.get("Language")):
        refuse(problems, name, not_english(str(language)), 1)
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
    """The rows of a table. Without a row of names, the columns are source, target and note."""
    first = text.partition("\n")[0]
    mark = max("\t,;", key=first.count)
    if mark not in first:
        refuse(problems, name, "it is no table: its first line has one column", 1)
        return []
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    found: list[TableRow] = []
    names: Sequence[str] = ()
    line, is_row = 1, True
    try:
        for cells in reader:
            if not names:
                header = _header(cells)
                if not header and len(cells) > len(_DEFAULT):
                    refuse(problems, name, 'it has no columns "source" and "target"', 1)
                    return []
                names = header or _DEFAULT
                is_row = not header
            if is_row and any(cells):
                values = {
                    key: cell_text(cell).strip() for key, cell in zip(names, cells, strict=False)
                }
                found.append(TableRow(Place(name, line), values))
            line, is_row = reader.line_num + 1, True
    except csv.Error as error:
        refuse(problems, name, f"it is no table: {error}", line)
        return []
    return found


_DEFAULT = ("source", "target", "note")


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns, if the first row has them; else nothing."""
    words = [cell.strip().lower() for cell in cells]
    if {"id", "hans", "en"} <= set(words):  # glossary.csv
        return words
    names = []
    for word in words:
        if word in _SOURCE or re.fullmatch(r"zh([-_]\w+)*", word):
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
