"""Checks the bytes that the reason of an erratum gives for a character."""

import re
from collections.abc import Iterable, Iterator

from build_tools.diagnostics import Code, Problems
from build_tools.records import Bilingual, Located
from build_tools.restoration.errata import Erratum

RST018 = Code(
    "RST018",
    "A reason says that bytes are a character's, and they are not in GBK.",
    "Correct the bytes or the character.",
    example="府 is B8 AE, and not B8 AD",
)
_BYTES = r"(?P<bytes>[0-9A-F]{2}(?: [0-9A-F]{2})+)"
_CHARACTER = r"(?P<text>[^\x00-\x7f])"
_NAMED = tuple(
    map(
        re.compile,
        (
            rf"“(?P<text>[^\x00-\x7f]{{1,4}})”(?:的字节为 ?|（){_BYTES}",
            rf"{_BYTES}”? ?(?:恰?是|为)“{_CHARACTER}”",
            rf"\b(?:bytes of|of|where) (?P<text>[^\x00-\x7f]{{1,4}}) (?:are |\(){_BYTES}",
            rf"{_BYTES}(?:, which is|(?: in the middle)? (?:looks like|is)) {_CHARACTER}",
        ),
    )
)
"""How a sentence says which character some bytes are, in Chinese and in English."""


def wrong_bytes(text: str) -> Iterator[str]:
    """What is wrong with the bytes that a sentence names.

    >>> list(wrong_bytes("so B6 FD, which is 二, is inferred"))
    ['二 is B6 FE, and not B6 FD']
    >>> list(wrong_bytes("“府數”的字节为 B8 AE 94 B5，中间的 AE 94 恰是“當”"))
    []
    """
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            own = match["text"].encode("gb18030").hex(" ").upper()
            if own != match["bytes"]:
                yield f"{match['text']} is {own}, and not {match['bytes']}"


def check_named_bytes(errata: Iterable[Located[Erratum]], problems: Problems) -> None:
    """Report reasons that name other bytes than a character has in GBK."""
    for erratum in errata:
        for field in ("why", "unproven"):
            reason: Bilingual | None = getattr(erratum.value, field)
            for language in ("zh", "en") if reason else ():
                for message in wrong_bytes(getattr(reason, language)):
                    problems.add(RST018, erratum.at(field, language), message)
