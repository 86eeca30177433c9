"""Reads an exchange file of any of the known formats."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.diagnostics import Place, Problems
from build_tools.exchange import text_files, xml_files
from build_tools.exchange.translation_units import (
    EXC001,
    SentenceUnit,
    TermUnit,
    Value,
    not_english,
)
from build_tools.system.files import read
from build_tools.system.os_errors import describe
from build_tools.text.decoding import BINARY
from build_tools.text.plain import as_seen


@dataclass(frozen=True)
class Contents:
    """What a file holds: sentences or terms."""

    units: tuple[SentenceUnit, ...] = ()
    terms: tuple[TermUnit, ...] = ()


def read_exchange_file(
    path: Path, name: str, known_terms: Collection[str], problems: Problems
) -> Contents:
    """What a file holds. Where it cannot be read, that is reported and nothing is returned.

    ``known_terms`` are the Chinese of the glossary: a table with several of them is one of terms.
    Characters that show nothing, such as soft hyphens, are left out of the English.
    """
    try:
        content = read(path)
    except OSError as error:
        problems.add(EXC001, Place(name), describe(error))
        return Contents()
    if content.startswith(BINARY):
        message = "it is a PDF, an archive or a file of an office program, and no text"
        problems.add(EXC001, Place(name), message)
        return Contents()
    found = Contents()
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff\0 \t\r\n")[:1] == b"<":
        found = _xml(content, name, problems)
    elif (text := text_files.decoded(content, name, problems)) is not None:
        found = _text(text, path, name, known_terms, problems)
    if not (found.units or found.terms or problems.found):
        problems.add(EXC001, Place(name), "it has no sentence and no term")
    return Contents(
        tuple(replace(unit, english=as_seen(unit.english)) for unit in found.units),
        tuple(
            replace(term, values={key: _as_seen(value) for key, value in term.values.items()})
            for term in found.terms
        ),
    )


def _as_seen(value: Value) -> Value:
    """A value of a term without the characters that show nothing."""
    if isinstance(value, str):
        return as_seen(value)
    return tuple(map(as_seen, value)) if isinstance(value, tuple) else value


def _text(
    text: str, path: Path, name: str, known_terms: Collection[str], problems: Problems
) -> Contents:
    if path.suffix.lower() in (".po", ".pot") or '\nmsgid "' in text:
        return Contents(tuple(text_files.read_po(text, name, problems)))
    if path.suffix.lower() not in (".csv", ".tsv", ".tab", ".txt", ".utf8"):
        problems.add(EXC001, Place(name), "it is no XLIFF, PO, TMX, TBX or table")
        return Contents()
    rows = text_files.read_table(text, name, problems)
    in_glossary = sum(row.cells.get("source") in known_terms for row in rows)
    if any("hans" in row.cells for row in rows) or in_glossary > len(rows) / 2:
        return Contents(terms=tuple(text_files.terms(rows)))
    return Contents(tuple(text_files.sentences(rows)))


def _xml(content: bytes, name: str, problems: Problems) -> Contents:
    """What an XML file holds, by the name of its root."""
    root = xml_files.parse_xml(content, name, problems)
    if root is None:
        return Contents()
    kind = xml_files.local(root)
    language, line = xml_files.target_language(root)
    if language:
        problems.add(EXC001, Place(name, line, 1), not_english(language))
        return Contents()
    if kind == "xliff":
        return Contents(tuple(xml_files.read_xliff(root, name)))
    if kind == "tmx":
        return Contents(tuple(xml_files.read_tmx(root, name)))
    if kind in ("tbx", "martif"):
        return Contents(terms=tuple(xml_files.read_tbx(root, name)))
    message = f"it is no XLIFF, PO, TMX, TBX or table, but <{kind}>"
    problems.add(EXC001, Place(name, 1, 1), message)
    return Contents()
