"""The characters that a pair of bytes may stand for, when one of the bytes or both are lost."""

from collections.abc import Mapping, Sequence
from functools import cache

from build_tools.restoration import gbk
from build_tools.text.han import is_han
from build_tools.text.opencc import converter, simplify_char
from build_tools.text.pinyin import readings

Bytes = tuple[int, ...]
"""The possible values of an unknown byte."""

LEADS: Bytes = tuple(range(0x81, 0xFF))
TRAILS: Bytes = (*range(0x40, 0x7F), *range(0x80, 0xFF))
PUNCTUATION = "，：；！？（）、。“”‘’《》〈〉「」『』【】—…·"


def is_common(char: str) -> bool:
    """Whether ``char`` is in common use: GB 2312 has its simplified form.

    >>> is_common("國"), is_common("龘")
    (True, False)
    """
    try:
        simplify_char(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


BIG5_LEVEL_1 = (0xA440, 0xC67E)
"""The 5,401 frequently used characters of Big5."""


@cache
def is_known(char: str) -> bool:
    """Whether ``char`` is in common use anywhere: also in Taiwan's or Hong Kong's orthography.

    >>> is_known("甦"), is_known("衞"), is_known("龘")
    (True, True, False)
    """
    if is_common(char) or any(is_common(converter(p).convert(char)) for p in ("hk2s", "tw2s")):
        return True
    try:
        code = int.from_bytes(char.encode("big5"), "big")
    except UnicodeEncodeError:
        return False
    return BIG5_LEVEL_1[0] <= code <= BIG5_LEVEL_1[1]


@cache
def _ordinary(lead: int, trail: int) -> str:
    char = gbk.decode_pair(lead, trail)
    return char if char in PUNCTUATION or (is_han(char) and is_common(char)) else ""


@cache
def characters(leads: Bytes, trail: int | None) -> tuple[str, ...]:
    """The common characters and marks with one of ``leads`` and ``trail`` (None: any)."""
    trails = TRAILS if trail is None else (trail,)
    return tuple(filter(None, (_ordinary(lead, end) for lead in leads for end in trails)))


@cache
def _index() -> dict[str, dict[int, list[str]]]:
    found: dict[str, dict[int, list[str]]] = {}
    for lead in LEADS:
        for char in (gbk.decode_pair(lead, trail) for trail in TRAILS):
            for reading in readings(char) if char and is_han(char) else ():
                found.setdefault(reading, {}).setdefault(lead, []).append(char)
    return found


def by_reading(reading: str) -> Mapping[int, Sequence[str]]:
    """All characters of GBK with ``reading``, by their first bytes.

    Rare ones too: a blind note takes any pair for a character.
    """
    return _index().get(reading, {})


@cache
def vanishing() -> tuple[tuple[int, Bytes], ...]:
    """The private-use pairs: each first byte, and its possible second bytes.

    They occur only out of frame, so both bytes are lead bytes or trail bytes of characters.
    """
    found = (
        (first, tuple(second for second in LEADS if gbk.is_private(gbk.decode_pair(first, second))))
        for first in LEADS
    )
    return tuple((first, seconds) for first, seconds in found if seconds)
