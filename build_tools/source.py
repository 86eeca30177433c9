"""The source text: read byte for byte, and checked to be the one that was received."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems
from build_tools.publication import Publication
from build_tools.records import Located

SRC001 = Code("SRC001", "The source text is missing.", "Put it where publication.yml names it.")
SRC002 = Code("SRC002", "The source text is empty.", "Fetch it again from where it was received.")
SRC003 = Code("SRC003", "The source text is not UTF-8.", "Convert it to UTF-8 once, and say so.")
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


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _place(name: str, text: str, at: int) -> Place:
    return Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def read(data: Path, publication: Located[Publication], problems: Problems) -> str | None:
    """The source text; None, and a diagnostic, where it cannot be used.

    Only the bytes decide: line ends other than LF and a byte-order mark are kept as they are
    received, and reported, since no rule of restoration speaks of them.
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
        problems.add(SRC001, publication.at("source", "file"), f"no file {name}")
        return None
    if not raw.strip():
        problems.add(SRC002, Place(name), "nothing in it")
        return None
    if (found := sha256(raw)) != recorded:
        problems.add(SRC004, publication.at("source", "sha256"), f"{name} has SHA-256 {found}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(SRC003, Place(name, line), f"byte {error.start} is not UTF-8")
        return None
    for char, meaning in (
        ("\x00", "NUL"),
        ("\r", "carriage return"),
        ("\ufeff", "byte-order mark"),
    ):
        if char in text:
            problems.add(SRC005, _place(name, text, text.index(char)), meaning)
    return text
