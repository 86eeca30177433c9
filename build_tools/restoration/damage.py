"""How such a page damaged its text: the model, forwards.

1. The text is GBK bytes. After every byte pair that looks like one of certain characters a note
   ``(reading)`` is put in, blind to where characters begin, so also across two neighbours.
2. The bytes are decoded; what does not decode becomes ``?`` (a lead byte before a note swallows
   the note's parenthesis).
3. The result, as bytes again, is split at byte pairs that look like sentence marks, as blind as
   before, and each piece is decoded.
4. Private-use characters vanish when the page is shown, and full-width forms become ASCII.

Which of the blind matches the page took is not known (of those in a whole report, about half
were; a mark seen blindly wins over the true one that it overlaps). So :func:`proves` asks
whether *some* choice of them yields the damaged text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from build_tools.restoration import gbk

MARKS = frozenset(gbk.encode(mark) for mark in "，：；！？。、")
MOST_BLIND = 12
"""More blind matches than this in one passage are not tried: 2^12 choices are enough."""


def _starts(data: bytes) -> frozenset[int]:
    """Offsets at which ``data``, read in frame, begins a character."""
    starts, at = set(), 0
    while at < len(data):
        starts.add(at)
        at += 1 if data[at] < 0x80 else 2
    return frozenset(starts)


def _choices(items: list[int]) -> Iterator[frozenset[int]]:
    """Every subset of ``items``, the full one first."""
    items = items[:MOST_BLIND]
    sizes = range(len(items), -1, -1)
    return map(frozenset, chain.from_iterable(combinations(items, n) for n in sizes))


def _annotate(data: bytes, notes: Mapping[bytes, bytes], take: frozenset[int]) -> bytes:
    """``data`` with each note after the pairs that begin at the offsets ``take``."""
    out = bytearray()
    for at in range(len(data)):
        out += data[at : at + 1]
        if at - 1 in take:
            out += b"(" + notes[data[at - 1 : at + 1]] + b")"
    return bytes(out)


def _split(data: bytes, take: frozenset[int]) -> list[bytes]:
    """``data`` cut before and after the pairs that begin at the offsets ``take``."""
    pieces, at = [], 0
    for start in sorted(take):
        if start >= at:
            pieces += [data[at:start], data[start : start + 2]]
            at = start + 2
    return [*pieces, data[at:]]


def outcomes(text: str, notes: Mapping[str, str]) -> Iterator[str]:
    """Every text that the page may have made of ``text``.

    ``notes`` maps each annotated character to its reading. A whole character that is annotated
    always gets its note; blind matches may or may not have been taken.
    Raises UnicodeEncodeError where ``text`` has a character outside GBK.
    """
    pairs = {gbk.encode(char): gbk.encode(reading) for char, reading in notes.items()}
    data = gbk.encode(text)
    starts = _starts(data)
    matches = [at for at in range(len(data) - 1) if data[at : at + 2] in pairs]
    whole = frozenset(at for at in matches if at in starts and data[at] >= 0x80)
    for blind in _choices([at for at in matches if at not in whole]):
        shown = gbk.encode(gbk.decode(_annotate(data, pairs, whole | blind)))
        frame = _starts(shown)
        marks = [at for at in range(len(shown) - 1) if shown[at : at + 2] in MARKS]
        in_frame = [at for at in marks if at in frame]
        for cut in _choices([at for at in marks if at not in frame]):
            kept = {at for at in in_frame if not {at - 1, at + 1} & cut}
            pieces = _split(shown, cut | kept)
            decoded = "".join(map(gbk.decode, pieces))
            yield gbk.to_ascii("".join(c for c in decoded if not gbk.is_private(c)))


def proves(restored: str, damaged: str, notes: Mapping[str, str]) -> bool:
    """Whether damaging ``restored`` by the model can yield exactly ``damaged``."""
    try:
        return any(outcome == damaged for outcome in outcomes(restored, notes))
    except UnicodeEncodeError:
        return False
