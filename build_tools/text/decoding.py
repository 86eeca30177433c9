"""A file of unknown origin as text: its encoding, its line ends and its script, from its bytes.

UTF-8 and files with a byte-order mark are certain; charset-normalizer distinguishes the other
Chinese encodings by how probable the decoded text is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from charset_normalizer import from_bytes

from build_tools.text.han import is_han
from build_tools.text.opencc import simplify_char, traditionalize_char
from build_tools.text.source_types import Encoding, LineEnds, Script

MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte-order marks (Unicode 16.0, 23.8)."""
UNMARKED: tuple[Encoding, ...] = ("utf-16-le", "utf-16-be")
"""UTF-16 as a program writes it that leaves out the mark."""
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u2460-\u24ff\u3000-\u9fff\uff01-\uffef]")
"""What Chinese text is made of: with its bytes in the wrong order it has many others."""
USUAL_SHARE = 0.95
GUESSED: tuple[Encoding, ...] = ("gb18030", "big5hkscs")
NAMES: Mapping[Encoding, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
}
"""What an editor calls each encoding."""
BINARY = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a PDF, an RTF file, a ZIP (as .docx and .xlsx are) and an older file of Office begin; the
first two may have no NUL."""
NO_TEXT = "the file is not text; of a PDF, a Word or an RTF file, save the text as a .txt file"
LONGEST_CHARACTER = 4
"""So many bytes has a character at most, in each of the encodings."""
MOST_TAGS = 3
"""A text with more tags of HTML was not saved as text."""
_TAGS = re.compile(r"</(?:body|div|p|span|td)>", re.IGNORECASE)
LEAST_CHINESE = 100
"""A text with so many Han is Chinese and something else, such as its translation."""
CHINESE_SHARE = 0.3
"""In Chinese text at least this share of all characters but blanks is Han."""


class Unusable(Exception):  # noqa: N818
    """The file cannot be the source of a publication; the message says why."""


@dataclass(frozen=True)
class DecodedText:
    """The text of a file with LF line ends, and how it was decoded."""

    text: str
    encoding: Encoding
    line_ends: LineEnds
    script: Script
    in_script: int
    """How many characters occur in that script only."""
    in_other_script: int
    """How many occur in the other script only."""


def decode(
    raw: bytes, encoding: Encoding | None = None, script: Script | None = None
) -> DecodedText:
    """The text of ``raw``; ``encoding`` and ``script`` are detected where they are not given.

    Raises Unusable for what is empty, not text, or not Chinese.

    >>> found = decode("云川市\\r\\n2021年工作回顾".encode("gb18030"))
    >>> found.encoding, found.line_ends, found.script
    ('gb18030', 'crlf', 'hans')
    """
    text, encoding = decode_bytes(raw, encoding)
    if len(_TAGS.findall(text)) > MOST_TAGS:
        raise Unusable("it is a web page: open it in a browser, and save its text as a .txt file")
    line_ends = _line_ends(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unusable("the file is not text: it has NUL characters")
    _demand_chinese(text)
    counts = _count_scripts(text)
    script = script or ("hant" if counts["hant"] > counts["hans"] else "hans")
    other: Script = "hans" if script == "hant" else "hant"
    return DecodedText(text, encoding, line_ends, script, counts[script], counts[other])


def decode_bytes(raw: bytes, encoding: Encoding | None = None) -> tuple[str, Encoding]:
    """The text of ``raw`` as it is, in whatever language, and its encoding, detected if not given.

    Raises Unusable for what is empty, or not text.

    >>> decode_bytes("云川市工作报告\\r\\n".encode("gb18030"))
    ('云川市工作报告\\r\\n', 'gb18030')
    """
    if not raw.strip():
        raise Unusable("the file is empty")
    if raw.lstrip().startswith(BINARY):
        raise Unusable(NO_TEXT)
    found = encoding or _encoding(raw)
    try:
        return raw.decode(found), found
    except UnicodeDecodeError as error:
        raise Unusable(_unreadable(found, error)) from error


def _encoding(raw: bytes) -> Encoding:
    """The encoding of a file, by its mark, or the likeliest one in which it can be read.

    Raises Unusable, with how far it can be read.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding
    errors: dict[Encoding, UnicodeDecodeError] = {}
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        errors["utf-8"] = error
    if b"\0" in raw:
        if unmarked := next((name for name in UNMARKED if _is_text(raw, name)), None):
            return unmarked
        raise Unusable(NO_TEXT)
    best = from_bytes(raw, cp_isolation=list(GUESSED)).best()
    for name in GUESSED:
        if best and best.encoding == name:
            return name
        try:
            raw.decode(name)
        except UnicodeDecodeError as error:
            errors[name] = error
    likely = max(errors, key=lambda name: errors[name].start)
    raise Unusable(_unreadable(likely, errors[likely], "text in UTF-8, UTF-16, GB18030 or Big5"))


def _is_text(raw: bytes, encoding: Encoding) -> bool:
    """Whether bytes with zeros among them are Chinese text in UTF-16 without a mark.

    >>> raw = "云川县\\n一、2021年工作回顾\\n".encode("utf-16-le")
    >>> _is_text(raw, "utf-16-le"), _is_text(raw, "utf-16-be")
    (True, False)
    """
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return len(_USUAL.findall(text)) >= USUAL_SHARE * len(text)


def _unreadable(encoding: Encoding, error: UnicodeDecodeError, wanted: str = "") -> str:
    """What keeps bytes from being text in an encoding: where, and what may have happened there."""
    raw = error.object  # without the mark, which the codec of UTF-8 with a mark takes off
    plain = "utf-8" if encoding == "utf-8-sig" else encoding
    name, before = NAMES[encoding], raw[: error.start].decode(plain)
    message = f"the file is not {wanted or name}"
    if before.isascii():
        return f"{message}; give --encoding if it is" if wanted else f"{message} from its beginning"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message += f": as {name} it can be read up to line {line}, column {column}"
    if len(raw) - error.start < LONGEST_CHARACTER and error.end == len(raw):
        return f"{message}, where it ends inside a character: it was cut"
    what = "there the encoding changes, or the file is damaged"
    return f"{message}; {what}: correct that place, or fetch the file again"


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
        few = f"{han} of {len(solid)} characters are Han"
        if han < LEAST_CHINESE:
            raise Unusable(f"there is no Chinese text in it: {few}")
        raise Unusable(f"most of it is in another language, {few}: save the Chinese alone")


def _count_scripts(text: str) -> dict[Script, int]:
    """How many characters occur in one script only."""
    counts: dict[Script, int] = {"hant": 0, "hans": 0}
    for char in filter(is_han, text):
        if simplify_char(char) != char:
            counts["hant"] += 1
        elif traditionalize_char(char) != char:
            counts["hans"] += 1
    return counts
