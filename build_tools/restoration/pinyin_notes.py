"""The pinyin notes that a page put into its text: finding and deleting them."""

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.restoration.edits import Edit
from build_tools.text.han import HAN_PATTERN
from build_tools.text.pinyin import LETTERS, fold_reading, readings

STEADY = 0.8
"""A steadily annotated character has its note in at least this share of its occurrences."""
READING = rf"[{LETTERS}\u0251\u0261\u0300-\u030c]+ ?"
"""A reading as pages write it: some use single-storey letters, some add a blank at the end."""
_NOTE = re.compile(rf"(?<=[{HAN_PATTERN}])\(((?i:{READING}))\)")

_OWN_NOTE = re.compile(rf"(?<=[{HAN_PATTERN}])（((?i:{READING}))）")


def _found(text: str) -> Iterator[re.Match[str]]:
    """Each note: a reading of the character before it, never a real parenthesis."""
    return filter(_is_note, _NOTE.finditer(text))


def _is_note(match: re.Match[str]) -> bool:
    return fold_reading(match[1]) in readings(match.string[match.start() - 1])


def notes(text: str) -> list[Edit]:
    """Delete each note that is a reading of the character before it.

    >>> notes("國(guó)際(套)")
    [Edit(start=1, end=6, new='')]
    """
    return [Edit(match.start(), match.end(), "") for match in _found(text)]


def own_notes_in(text: str) -> Iterator[tuple[int, int]]:
    """The readings that an author gives of rare characters, in brackets of Chinese text: they stay.

    >>> list(own_notes_in("踔（chuō）厉奋发，在市（qū）"))
    [(1, 7)]
    """
    return (match.span() for match in _OWN_NOTE.finditer(text) if _is_note(match))


def annotated(text: str) -> dict[str, str]:
    """The characters of ``text`` that have notes, and their readings in these."""
    return {text[match.start() - 1]: match[1] for match in _found(text)}


def steadily_annotated(text: str) -> dict[str, str]:
    """Those of the annotated characters that nearly always have their note in ``text``.

    In a broken frame, bytes of other characters may look like such a character without a note.
    """
    noted = Counter(text[match.start() - 1] for match in _found(text))
    shown = Counter(text)
    return {c: reading for c, reading in annotated(text).items() if noted[c] >= STEADY * shown[c]}


def end_of_note(text: str, at: int) -> int:
    """The end of the note that begins at ``at``; ``at`` itself where none begins."""
    match = _NOTE.match(text, at)
    return match.end() if match and _is_note(match) else at


def shown_readings(text: str) -> frozenset[str]:
    """Every reading in ``text``, also of notes that lost their opening parenthesis."""
    return frozenset(re.findall(rf"[?(]({READING})\)", text))


def without_notes(text: str) -> str:
    """``text`` without anything that looks like a note; only for comparing and counting."""
    return re.sub(rf"(?<=\w)\({READING}\)", "", text)
