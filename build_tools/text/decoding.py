"""A file of unknown origin as text: its encoding, its line ends and its script, from its bytes.

UTF-8 and files with a byte-order mark are certain; charset-normalizer distinguishes the other
Chinese encodings by how probable the decoded text is.
"""

import re
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
GUESSED: tuple[Encoding, ...] = ("gb18030", "big5hkscs")
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
    if not raw.strip():
        raise Unusable("the file is empty")
    encoding = encoding or _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        raise Unusable(f"the file is not {encoding.upper()}: {error}") from error
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


def _encoding(raw: bytes) -> Encoding:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\0" in raw:
        raise Unusable(
            "the file is not text; of a PDF or a Word file, save the text as a .txt file"
        )
    best = from_bytes(raw, cp_isolation=list(GUESSED)).best()
    for name in GUESSED:
        if best and best.encoding == name:
            return name
    raise Unusable(
        "the file is not text in UTF-8, UTF-16, GB18030 or Big5; give --encoding if it is"
    )


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
