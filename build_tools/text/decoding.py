"""A file of unknown origin to text: its encoding, its line ends and its script.

The bytes decide. UTF-8 and what carries a byte-order mark are certain; other Chinese encodings are
told apart by charset-normalizer, which weighs how likely the decoded text is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from build_tools.records.editions import Script
from build_tools.records.publication import SourceEncoding as Encoding
from build_tools.text.han import is_han
from build_tools.text.opencc import simplify_char, traditionalize_char

LineEnds = Literal["lf", "crlf", "cr"]
MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte-order marks (Unicode 16.0, 23.8)."""
GUESSED: tuple[Encoding, ...] = ("gb18030", "big5hkscs")
CHINESE_SHARE = 0.3
"""Chinese text has at least this share of Chinese characters among all but blanks."""


class Unusable(Exception):  # noqa: N818
    """The file cannot be the source of a publication; the message says why."""


@dataclass(frozen=True)
class Reading:
    """The text of a file with LF line ends, and how it was read."""

    text: str
    encoding: Encoding
    line_ends: LineEnds
    script: Script
    told_by: int
    """How many characters are of that script only."""
    other: int
    """How many are of the other script only."""


def read(raw: bytes, encoding: Encoding | None = None, script: Script | None = None) -> Reading:
    """The text of ``raw``; ``encoding`` and ``script`` are found where they are not given.

    Raises Unusable for what is empty, no text, or no Chinese.
    """
    if not raw.strip():
        raise Unusable("the file is empty")
    encoding = encoding or _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        raise Unusable(f"the file is not {encoding.upper()}: {error}") from error
    line_ends = _line_ends(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unusable("the file is no text: it has NUL characters")
    _demand_chinese(text)
    traditional, simplified = _signs(text)
    found: Script = "hant" if traditional > simplified else "hans"
    script = script or found
    told_by, other = traditional, simplified
    if script == "hans":
        told_by, other = other, told_by
    return Reading(text, encoding, line_ends, script, told_by, other)


def _encoding(raw: bytes) -> Encoding:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    if b"\0" in raw:
        raise Unusable("the file is no text: it has NUL bytes and no byte-order mark")
    best = from_bytes(raw, cp_isolation=list(GUESSED)).best()
    known = next((name for name in GUESSED if best and best.encoding == name), None)
    if known is None:
        raise Unusable(
            "the file is no text in UTF-8, UTF-16, GB18030 or Big5; give --encoding if it is"
        )
    return known


def _line_ends(text: str) -> LineEnds:
    if "\r" not in text:
        return "lf"
    pairs = text.count("\r\n")
    if pairs == text.count("\n") == text.count("\r"):
        return "crlf"
    if "\n" not in text:
        return "cr"
    raise Unusable("the file mixes line ends; save it once with one kind, and keep that file")


def _demand_chinese(text: str) -> None:
    solid = [char for char in text if not char.isspace()]
    han = sum(map(is_han, solid))
    if han < CHINESE_SHARE * len(solid) or not han:
        raise Unusable(f"there is no Chinese text in it: {han} of {len(solid)} characters are Han")


def _signs(text: str) -> tuple[int, int]:
    """How many characters are traditional only, and how many simplified only."""
    traditional = simplified = 0
    for char in text:
        if is_han(char):
            traditional += simplify_char(char) != char
            simplified += traditionalize_char(char) != char and simplify_char(char) == char
    return traditional, simplified
