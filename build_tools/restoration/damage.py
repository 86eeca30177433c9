"""The damage model: what such a page does to its text.

1. The text is GBK bytes. After every byte pair that looks like one of certain characters a note
   ``(reading)`` is inserted, regardless of where characters begin, so also after a pair that is
   the end of one character and the beginning of the next (a blind match).
2. The bytes are decoded; what does not decode becomes ``?`` (a lead byte before a note swallows
   the note's parenthesis).
3. The result, encoded again, is split at byte pairs that look like sentence marks, again
   regardless of where characters begin, and each piece is decoded.
4. Private-use characters vanish when the page is shown, and full-width forms become ASCII.

It is unknown which of the blind matches the page took (in a whole report, about half of them; a
blind match of a mark wins over the true mark that it overlaps). So :func:`damaged` asks for each,
and :func:`can_yield` looks for *some* choice that yields the damaged text.
"""

from collections.abc import Callable, Mapping
from itertools import combinations

from build_tools.restoration import gbk
from build_tools.restoration.pinyin_notes import annotated, shown_readings
from build_tools.text.pinyin import fold_reading, readings

MARKS = frozenset(gbk.encode(mark) for mark in "，：；！？。、")
MOST_BLIND = 12
"""At most so many blind notes in one passage are tried: 2^12 choices are enough."""


def _starts(data: bytes) -> frozenset[int]:
    """Offsets at which ``data``, read in frame, begins a character."""
    starts, at = set(), 0
    while at < len(data):
        starts.add(at)
        at += 1 if data[at] < 0x80 else 2
    return frozenset(starts)


def _noted(data: bytes, notes: Mapping[str, str]) -> tuple[dict[int, str], dict[int, str]]:
    """The notes that ``data`` may get, by the offset of their pairs: certain ones, blind ones."""
    starts = _starts(data)
    certain: dict[int, str] = {}
    blind: dict[int, str] = {}
    for at in range(len(data) - 1):
        if (char := gbk.decode_pair(data[at], data[at + 1])) in notes:
            (certain if at in starts else blind)[at] = f"({notes[char]})"
    return certain, blind


def _annotate(data: bytes, notes: Mapping[int, str]) -> bytes:
    """``data`` with each note after the pair at its offset, decoded and encoded again."""
    out = bytearray()
    for at in range(len(data)):
        out += data[at : at + 1]
        if at - 1 in notes:
            out += gbk.encode(notes[at - 1])
    return gbk.encode(gbk.decode(bytes(out)))


def _marks(data: bytes) -> tuple[list[int], list[int]]:
    """The offsets of pairs of ``data`` that look like marks: true ones, and blind matches."""
    starts = _starts(data)
    found = [at for at in range(len(data) - 1) if data[at : at + 2] in MARKS]
    return [at for at in found if at in starts], [at for at in found if at not in starts]


def _show(piece: bytes) -> str:
    """What a reader sees of a piece."""
    return gbk.to_ascii("".join(c for c in gbk.decode(piece) if not gbk.is_private(c)))


def damaged(text: str, notes: Mapping[str, str], takes: Callable[[], bool]) -> str:
    """What the page makes of ``text``; ``takes`` is called to decide on each blind match.

    ``notes`` maps each annotated character to its reading. A whole character that is annotated
    always gets its note. Raises UnicodeEncodeError where ``text`` has a character outside GBK.

    >>> damaged("政府數字", {"當": "dāng"}, lambda: True)
    '政府?dāng)底?'
    """
    data = gbk.encode(text)
    certain, blind = _noted(data, notes)
    data = _annotate(data, certain | {at: note for at, note in blind.items() if takes()})
    true, false = _marks(data)
    cuts = {at for at in false if takes()}
    cuts |= {at for at in true if not {at - 1, at + 1} & cuts}
    shown, done = "", 0
    for at in sorted(cuts):
        if at >= done:
            shown += _show(data[done:at]) + _show(data[at : at + 2])
            done = at + 2
    return shown + _show(data[done:])


def _is_split_into(data: bytes, wanted: str, is_cut_off: bool) -> bool:
    """Whether some choice of blind splits shows ``data`` as ``wanted``.

    If ``data`` is cut off from a longer text, its last byte may only be lost by the cut.
    """
    true, blind = _marks(data)
    pieces = [(0, 0)]
    """Offsets in ``data`` and in ``wanted`` at which a piece may begin."""
    seen = {(0, 0)}
    while pieces:
        start, at = pieces.pop()
        ahead = next((mark for mark in true if mark >= start), len(data))
        for cut in (*(b for b in blind if start <= b <= ahead + 1), ahead):
            piece = _show(data[start:cut])
            mark = _show(data[cut : cut + 2])
            if is_cut_off and not mark and piece.endswith(gbk.LOST):
                piece = piece[:-1] + wanted[-1:]
            if not wanted.startswith(piece + mark, at):
                continue
            following = (cut + 2, at + len(piece + mark))
            if not mark and following[1] == len(wanted):
                return True
            if mark and following not in seen:
                seen.add(following)
                pieces.append(following)
    return False


def can_yield(
    restored: str, damaged: str, notes: Mapping[str, str], is_cut_off: bool = False
) -> bool:
    """Whether the model can turn ``restored`` into exactly ``damaged``.

    With ``is_cut_off``, both are cut off from longer texts and the frame may be wrong at their
    end; then the last character of ``damaged`` proves nothing. Full-width forms and ASCII count as
    the same, since some pages keep the full-width forms.
    """
    damaged = gbk.to_ascii(damaged)
    try:
        data = gbk.encode(restored)
    except UnicodeEncodeError:
        return False
    certain, blind = _noted(data, notes)
    # A lost byte takes at most the parenthesis that opens a note.
    possible = [(at, note) for at, note in blind.items() if note[1:] in damaged][:MOST_BLIND]
    most = min(damaged.count(")") - len(certain), len(possible))
    return any(
        _is_split_into(_annotate(data, certain | dict(taken)), damaged, is_cut_off)
        for size in range(most, -1, -1)
        for taken in combinations(possible, size)
    )


def is_proven(restored: str, damaged: str, notes: Mapping[str, str]) -> bool:
    """Whether the model turns ``restored`` into ``damaged``, a whole passage of a page.

    ``notes`` are the characters that the page annotates. A passage may show notes of characters
    that have none elsewhere: any byte pair of ``restored`` with such a reading may be one of them.
    """
    notes = {**notes, **annotated(damaged)}
    try:
        data = gbk.encode(restored)
    except UnicodeEncodeError:
        return False
    shown = {fold_reading(reading): reading for reading in sorted(shown_readings(damaged))}
    implied: dict[str, str] = {}
    for at in range(len(data) - 1):
        char = gbk.decode_pair(data[at], data[at + 1]) if data[at] >= 0x80 else ""
        if char and char not in notes and (found := shown.keys() & readings(char)):
            implied[char] = shown[min(found)]
    return can_yield(restored, damaged, {**notes, **implied})
