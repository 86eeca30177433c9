"""Signs of damage in a restored text, which no rule explains.

In a text that shows no other damage (:mod:`build_tools.restoration.evidence`) they are advice.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from build_tools.diagnostics import Code
from build_tools.restoration.candidates import is_common
from build_tools.restoration.pinyin_notes import own_notes_in
from build_tools.text.han import HAN_PATTERN
from build_tools.text.pinyin import TONED

RST003 = Code(
    "RST003",
    "A question mark next to Chinese is damage that no erratum explains.",
    "Add an erratum; the hint proposes the original words.",
    needs=("source", "errata.yml"),
    breaks="text",
    absent="restoration",
    example="broken passage “個(gè)。政府?dāng)?shù)字化。”",
)
RST004 = Code(
    "RST004",
    "The text has a toned vowel that is not a note on the character before it.",
    "The note was misread or belongs to a broken passage: add an erratum.",
    needs=("source", "errata.yml"),
    absent="restoration",
    example="toned vowel “ì” outside a note: “1.工業提質ì。完成技改項”",
)
RST005 = Code(
    "RST005",
    "The text has a character that only a wrong decoding produces.",
    "Add an erratum for the passage around it.",
    needs=("source", "errata.yml"),
    absent="restoration",
    example="“Ж” (U+0416) in Chinese text: “ 1.工業提Ж質。完成技改”",
)
RST006 = Code(
    "RST006",
    "There is a lone letter between Chinese characters.",
    "Add an erratum, or list the words under 'accepted' in publication.yml with the reason.",
    needs=("source", "errata.yml"),
    absent="restoration",
    example="lone letter “x” between Chinese characters: “業提質。完成x技改項目45”",
)
RST007 = Code(
    "RST007",
    "The text has a character outside the common set.",
    "Add an erratum, or list the words under 'accepted' in publication.yml with the reason.",
    needs=("source", "errata.yml"),
    absent="restoration",
    example="“龘” (U+9F98) is not in the common set: “質。完成技改龘項目45個。”",
)
RST019 = Code(
    "RST019",
    "The text has a character that nothing shows: one of a private area, or a control character.",
    "Look up in another copy what stands there, and write it with an erratum, in whose 'damaged' "
    'it may be written "\\uE81E", in double quotes. No font has it, so that no PDF can be set.',
    needs=("source", "errata.yml"),
    example="U+E81E shows nothing: “ 1.工業提·質。完成技改”",
)

_CROWDED_QUESTION = re.compile(
    r"[？?](?=[，、；：。,;:])|(?<=[，、；：。])[？?]|[？?]！[？?]|[？?]{5,}"
)
"""Question marks where no question can end."""
_CAPITALS = re.compile(rf"(?<![A-Za-z])[A-Z][{HAN_PATTERN}]")


_MICRO, _UNITS = "\u00b5\u03bc", frozenset("gmlLsAFW")
"""The sign of a millionth, and the letters of units before which it may stand: 35μg/m³."""


class Sign(NamedTuple):
    """A sign of damage."""

    at: int
    """Its offset in the restored text."""
    code: Code
    message: str


def _is_unseen(char: str) -> bool:
    """Whether no font shows a character: one of a private area, or a control character."""
    return unicodedata.category(char) in ("Co", "Cc") and char not in "\t\r\n"


def unexplained(text: str) -> Iterator[Sign]:
    """Signs of damage in restored ``text``."""
    own_notes = {at for start, end in own_notes_in(text) for at in range(start, end)}
    for at, char in enumerate(text):
        if at in own_notes:
            continue
        category = unicodedata.category(char)
        if char in _MICRO and text[at + 1 : at + 2] in _UNITS:
            continue
        if char in TONED:
            yield Sign(at, RST004, f"toned vowel “{char}” outside a note")
        elif _is_unseen(char):
            yield Sign(at, RST019, f"U+{ord(char):04X} shows nothing")
        elif char == "\ufffd" or "\u0370" <= char <= "\u052f":
            yield Sign(at, RST005, f"“{char}” (U+{ord(char):04X}) in Chinese text")
        elif char >= "\x80" and category[0] in "LCM" and not is_common(char):
            yield Sign(at, RST007, f"“{char}” (U+{ord(char):04X}) is not in the common set")
    for match in re.finditer(rf"(?<=[{HAN_PATTERN}])[A-Za-z](?=[{HAN_PATTERN}])", text):
        yield Sign(match.start(), RST006, f"lone letter “{match[0]}” between Chinese characters")
    for match in _CROWDED_QUESTION.finditer(text):
        yield Sign(match.start(), RST003, "a question mark that no question has")


def words_with_capitals(text: str) -> list[str]:
    """Words such as A股 and M店 on lines without a lost byte, where a capital is not damage.

    >>> words_with_capitals("在A股上市\\n?首家M店")
    ['A股']
    """
    sound = (line for line in text.split("\n") if "?" not in line)
    return list(dict.fromkeys(word for line in sound for word in _CAPITALS.findall(line)))


def not_accepted(found: Iterable[Sign], text: str, accepted: Collection[str]) -> Iterator[Sign]:
    """The signs that are outside the ``accepted`` words of ``text``. What nothing shows is right in
    no words."""
    spans = [match.span() for words in accepted for match in re.finditer(re.escape(words), text)]
    return (
        sign
        for sign in found
        if sign.code is RST019 or not any(start <= sign.at < end for start, end in spans)
    )


def around(text: str, at: int) -> str:
    """The text around an offset, for a message; with a dot for what shows nothing."""
    near = text[max(0, at - 6) : at + 7]
    return "".join("·" if _is_unseen(char) else char for char in near)


def signs(text: str, accepted: Collection[str] = ()) -> Iterator[Sign]:
    """Signs of damage outside the ``accepted`` words, each message with the text around it."""
    for at, code, message in not_accepted(unexplained(text), text, accepted):
        yield Sign(at, code, f"{message}: “{around(text, at)}”")
