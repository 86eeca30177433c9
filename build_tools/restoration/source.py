"""The source text: read byte for byte, and checked to be the one that was received."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records.loading import Located, place_of_byte
from build_tools.records.publication import Publication

SRC001 = Code("SRC001", "The source text is missing.", "Put it where publication.yml names it.")
SRC002 = Code("SRC002", "The source text is empty.", "Fetch it again from where it was received.")
SRC003 = Code(
    "SRC003",
    "The source text is not in the encoding that is recorded.",
    "Correct 'encoding' under 'source' in publication.yml; the file stays as it was received.",
)
SRC004 = Code(
    "SRC004",
    "The source text is not the one whose SHA-256 is recorded.",
    "Nobody edits the source: bring it back, and put corrections into errata.yml.",
)
SRC005 = Code(
    "SRC005",
    "The source text has a character that no text has.",
    "The file is damaged or no text file; fetch it again.",
)


LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _place(name: str, text: str, at: int) -> Place:
    return Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def read(data: Path, publication: Located[Publication], problems: Problems) -> str | None:
    """The source text; None, and a diagnostic, where it cannot be used.

    Only the bytes decide. Line ends other than LF and a byte-order mark are read where
    publication.yml says so, else reported: no rule of restoration speaks of them.
    """
    name = publication.value.source.file
    recorded = publication.value.source.sha256
    path = data / name
    if "\0" in name or not path.resolve().is_relative_to(data.resolve()):
        problems.add(SRC001, publication.at("source", "file"), f"{name} is outside the data folder")
        return None
    try:
        raw = path.read_bytes()
    except OSError:
        there = (found.name for found in path.parent.glob("*"))
        problems.add(
            SRC001, publication.at("source", "file"), f"no file {name}", nearest(path.name, there)
        )
        return None
    if not raw.strip():
        problems.add(SRC002, Place(name), "nothing in it")
        return None
    if (found := sha256(raw)) != recorded:
        place = publication.at("source", "sha256")
        only_line_ends = sha256(raw.replace(b"\r\n", b"\n")) == recorded
        hint = "only its line ends differ: git put Windows ones there" if only_line_ends else ""
        problems.add(SRC004, place, f"the file has SHA-256 {found}", hint, see=Place(name))
    source = publication.value.source
    try:
        text = raw.decode(source.encoding)
    except UnicodeDecodeError as error:
        place = place_of_byte(raw, error.start, name)
        problems.add(SRC003, place, f"byte {error.start} is not {source.encoding.upper()}")
        return None
    text = text.replace(LINE_ENDS[source.line_ends], "\n")
    for char, meaning in (
        ("\x00", "NUL"),
        ("\r", "carriage return"),
        ("\ufeff", "byte-order mark"),
    ):
        if char in text:
            problems.add(SRC005, _place(name, text, text.index(char)), meaning)
    return text
