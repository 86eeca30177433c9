"""The source text, read and checked by its bytes against what ``publication.yml`` records."""

import codecs
import os
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.records.text_file import bring_back
from build_tools.system import files
from build_tools.text.offsets import place_of, place_of_byte
from build_tools.text.source_types import LINE_ENDS

RST012 = Code(
    "RST012",
    "The source text is missing.",
    "Put it where publication.yml names it.",
    example='no file source/yunchuan-2002.txt (hint: did you mean "yunchuan-2022.txt"?)',
)
RST013 = Code(
    "RST013",
    "The source text is empty.",
    "Fetch it again from where it was received.",
    example="nothing in it",
)
RST014 = Code(
    "RST014",
    "The source text is not in the encoding that is recorded.",
    "Correct 'encoding' under 'source' in publication.yml; the file stays as it was received.",
    example="byte 4 is not UTF-8",
)
RST015 = Code(
    "RST015",
    "The source text is not the one whose SHA-256 is recorded.",
    "Restore the file as it was received, and put corrections into errata.yml.",
    breaks="source",
    example="the file has SHA-256 a296e661e8195f23d9f2a13a5baf6abdb19fb1a7779f7e2d38c58a14ddd9acb2",
)
RST016 = Code(
    "RST016",
    "The source text has a character that does not belong in a text.",
    "The file is damaged or not a text file; fetch it again.",
    needs=("source",),
    example="carriage return",
)
NOT_TEXT = {"\x00": "NUL", "\r": "carriage return", "\ufeff": "byte-order mark"}


def _is_within(path: Path, folder: Path) -> bool:
    """Whether ``path`` is below ``folder`` once links are followed, also where they form a loop."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_source(data: Path, publication: Located[Publication], problems: Problems) -> str | None:
    """The source text with LF line ends; None, and a problem, where it cannot be used.

    Its encoding and line ends are those that publication.yml records; any others are reported,
    because no rule of restoration handles them.
    """
    source = publication.value.source
    name = source.file
    raw = _read(data, name, publication.at("source", "file"), problems)
    if raw is None:
        return None
    if not raw.strip():
        problems.add(RST013, Place(name), "nothing in it")
        return None
    if (found := files.sha256(raw)) != source.sha256:
        message, hint = f"the file has SHA-256 {found}", _how_it_differs(raw, source.sha256)
        place = publication.at("source", "sha256")
        problems.add(RST015, place, message, hint, see=Place(name))
    try:
        text = raw.decode(source.encoding)
    except UnicodeDecodeError as error:
        place = place_of_byte(raw, error.start, name)
        problems.add(RST014, place, f"byte {error.start} is not {source.encoding.upper()}")
        return None
    text = text.replace(LINE_ENDS[source.line_ends], "\n")
    for char, meaning in NOT_TEXT.items():
        if char in text:
            problems.add(RST016, place_of(text, text.index(char), name), meaning)
    return text


def _read(data: Path, name: str, place: Place, problems: Problems) -> bytes | None:
    """The bytes of the source; None, and a problem, where it cannot be read.

    ``place`` is where publication.yml names it.
    """
    path = data / name
    if "\0" in name or not _is_within(path, data):
        problems.add(RST012, place, f"{name} is outside the data folder")
        return None
    try:
        return files.read(path)
    except OSError as error:
        is_there = os.path.lexists(path) or not isinstance(error, FileNotFoundError)
        message = f"{name} cannot be read: {error.strerror}" if is_there else f"no file {name}"
        near = nearest(path.name, (other.name for other in path.parent.glob("*")))
        problems.add(RST012, place, message, "" if is_there else near or bring_back(name))
        return None


def _how_it_differs(raw: bytes, sha256: str) -> str:
    """What a program may have done to the file whose SHA-256 is recorded; "" for anything else."""
    unmarked = raw.removeprefix(codecs.BOM_UTF8)
    if files.sha256(unmarked) == sha256:
        return "only a byte order mark was added, as editors of Windows do"
    if files.sha256(unmarked.replace(b"\r\n", b"\n")) == sha256:
        return "only its line ends differ: git or an editor put Windows ones there"
    return ""
