"""Propose what stood in a broken passage: the model of ``damage``, backwards.

The damaged line is read as bytes with unknowns. In a broken passage the frame is off by one
byte: ``pending`` holds the values that the lead byte of the next true character may have.
Each ``?`` is one lost byte, or two, or a blind ``？``; the reading of a note fixes the two bytes
before it; and private-use pairs may have vanished. A beam search keeps the likeliest readings of
the line, and those that the model proves come first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from build_tools.opencc_tables import simplify_char, traditionalize_char
from build_tools.restoration import gbk
from build_tools.restoration.damage import proves
from build_tools.restoration.edits import changed
from build_tools.restoration.language import Language
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.readings import LETTERS, readings

BEAM = 500
ALIKE = 40
"""How many readings that end alike are kept."""
SUPPOSING = 40
"""How many of the best readings may suppose that a private-use pair vanished."""
SETTLED = 4
"""A passage is over once the frame has been right for this many tokens."""
MARGIN = 16.0
"""Readings that are worse than the best by this much (log) no longer win."""
VANISHED = -7.0
"""Log-cost of supposing a vanished private-use pair."""
EATEN = -5.0
"""Log-cost of supposing that a lost byte took the ASCII character after it along."""

UNPAIRED = -15.0
"""Log-cost of a quotation mark or bracket without its partner on the line."""
CROWDED = -8.0
"""Log-cost of two marks in a row that never follow each other."""
_CROWDED_MARKS = re.compile("[，；：、。！？][”’）]?[，；：、。！？]")
TRIED = 120
"""How many of the best readings are put to the proof."""
MODERN = -14.0
"""Log-cost of a simplified character in a traditional text that does not have it elsewhere."""

LEADS = range(0x81, 0xFF)
_TOKEN = re.compile(rf"\?(?P<lost>[{LETTERS}]+)\)|\((?P<note>[{LETTERS}]+)\)|(?P<char>.)", re.S)
MARKS = frozenset(",.:;!?，。：；！？、")
_EATABLE = "0123456789"
_AFTER_DIGIT = "0123456789.%年月日時時分個"


@dataclass(frozen=True)
class Proposal:
    """What one broken passage may have been. Offsets are into the damaged line."""

    start: int
    end: int
    restored: str
    proven: bool
    score: float
    rivals: tuple[str, ...]
    """Other restorations that the model proves too, likeliest first."""

    def is_question(self, damaged: str) -> bool:
        """Whether the passage is sound, and its question mark is one."""
        return gbk.to_ascii(self.restored) == without_notes(damaged)


@dataclass(frozen=True)
class _Token:
    kind: str
    """``char``, ``note`` or ``lost`` (a ``?`` that took a note's parenthesis along)."""
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _State:
    """One reading of the line so far: what it restores, and the byte that is left over."""

    out: str
    pending: tuple[int, ...]
    last: tuple[int, ...]
    """The values that the last byte of the page's text may have."""
    score: float
    settled: int
    notes: tuple[tuple[str, str], ...] = ()


def is_common(char: str) -> bool:
    """Whether ``char`` is of the ordinary set: its simplified form stands in GB 2312."""
    try:
        simplify_char(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _ordinary(lead: int, trail: int) -> str:
    char = gbk.decode_pair(lead, trail)
    if char and (char in "，：；！？（）、。“”‘’《》—…·" or ("\u4e00" <= char <= "\u9fff")):
        return char if is_common(char) else ""
    return ""


@cache
def _by_reading(reading: str) -> tuple[str, ...]:
    """Ordinary characters of GBK with ``reading``."""
    pairs = (_ordinary(lead, trail) for lead in LEADS for trail in range(0x40, 0xFF))
    return tuple(c for c in pairs if "\u4e00" <= c <= "\u9fff" and reading in readings(c))


@cache
def _vanished_pairs() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """First bytes of private-use pairs, with the second bytes that may follow."""
    high = tuple(b for b in range(0xA1, 0xFF))
    low = tuple(b for b in range(0x81, 0xA1))
    return tuple(
        [(b, high) for b in [*range(0xAA, 0xB0), *range(0xF8, 0xFF)]]
        + [(b, low) for b in range(0xA1, 0xA8)]
    )


def _tokens(line: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(line):
        kind = match.lastgroup or "char"
        found.append(_Token(kind, match[kind], *match.span()))
    return found


class _Reader:
    """Steps from token to token; holds what the steps share."""

    def __init__(self, language: Language, known: Mapping[str, str]) -> None:
        self.language = language
        self.known = known

    def is_at_home(self, char: str) -> bool:
        """Whether the page's script has ``char``: it is used there, or is no simplified form."""
        return char in self.language.own_text or traditionalize_char(char) == char

    def emit(self, state: _State, char: str, extra: float = 0.0) -> tuple[str, float]:
        simple = simplify_char(char)
        if simple == char and not self.is_at_home(char):
            extra += MODERN
        before = simplify_char(state.out[-1]) if state.out else "，"
        return state.out + char, state.score + self.language.pair(before, simple) + extra

    def _close(
        self, state: _State, byte: int, pending: tuple[int, ...], extra: float = 0.0
    ) -> Iterator[_State]:
        """The pending byte and ``byte`` make a character; then ``pending`` is left over."""
        for lead in state.pending:
            if char := _ordinary(lead, byte):
                out, score = self.emit(state, char, extra)
                yield _State(out, pending, pending or (byte,), score, 0, state.notes)

    def character(
        self, state: _State, char: str, following: str, leading: bool
    ) -> Iterator[_State]:
        if not state.pending:
            out, score = self.emit(state, "？" if char == gbk.LOST else char)
            tail = char.encode("gb18030")[-1:]
            yield _State(out, (), tuple(tail), score, state.settled + 1, state.notes)
            if char != gbk.LOST:
                return
        if char == gbk.LOST:
            yield from self.lost(state, following)
            return
        if char < "\x80":
            byte = ord(char)
            if 0x40 <= byte <= 0x7E:
                yield from self._close(state, byte, ())
            if 0x21 <= byte <= 0x7E:
                yield from self._close(state, 0xA3, (byte + 0x80,))
            return
        data = char.encode("gb18030")
        if len(data) != 2:
            return
        yield from self._close(state, data[0], (data[1],))
        for first, seconds in _vanished_pairs() if leading else ():
            for between in self._close(state, first, seconds, VANISHED):
                yield from self._close(between, data[0], (data[1],))

    def lost(self, state: _State, following: str) -> Iterator[_State]:
        """A ``?`` without a note: a lead byte at the end of a piece, or a blind ``？``.

        Pieces end where a mark follows. A lead byte may also have taken a digit along.
        """
        if not state.pending:
            if following in MARKS:
                yield _State(state.out, tuple(LEADS), tuple(LEADS), state.score, 0, state.notes)
            return
        yield from self._close(state, 0xA3, (0xBF,))
        eaten = _EATABLE if following and following in _AFTER_DIGIT else ""
        for byte in LEADS if eaten or following in MARKS else ():
            for closed in self._close(state, byte, ()):
                if following in MARKS:
                    yield closed
                for digit in eaten:
                    out, score = self.emit(closed, digit, EATEN)
                    yield _State(out, (), (ord(digit),), score, 0, closed.notes)

    def lost_note(self, state: _State, reading: str) -> Iterator[_State]:
        """A ``?`` that took the parenthesis of a note with ``reading`` along."""
        for char in _by_reading(reading):
            first, second = char.encode("gb18030")
            liked = 0.0 if self.known.get(char) == reading else -3.0
            notes = (*state.notes, (char, reading))
            if not state.pending:
                if first in state.last:
                    yield _State(state.out, (second,), (second,), state.score + liked, 0, notes)
                out, score = self.emit(state, char, liked - 2.0)
                yield _State(out, (), (second,), score, 0, notes)
            elif first in state.last and state.pending == state.last:
                blind = _State(state.out, (first,), (first,), state.score + liked, 0, notes)
                yield from self._close(blind, second, ())
                # The pair may also stand across: it ends in a lead byte of its own.
                for closed in self._close(state, first, (second,)):
                    yield _State(closed.out, (second,), (second,), closed.score + liked, 0, notes)

    def note(self, state: _State, reading: str) -> Iterator[_State]:
        """A whole note: it belongs to the two bytes before it."""
        if not state.pending and state.out and reading in readings(state.out[-1]):
            yield state
            return
        if not state.pending:
            text = f"({reading})"
            for char in text:
                (state,) = self.character(state, char, "", False)
            yield state

    def step(self, state: _State, token: _Token, following: str, leading: bool) -> Iterable[_State]:
        """What ``state`` becomes with ``token``, when the character ``following`` comes next.

        Only ``leading`` states may suppose that something vanished.
        """
        if token.kind == "lost":
            return self.lost_note(state, token.text)
        if token.kind == "note":
            return self.note(state, token.text)
        return self.character(state, token.text, following, leading)


def _pruned(states: Iterable[_State]) -> list[_State]:
    """The best states; of those that differ only far back, the best few."""
    unique: dict[tuple[str, tuple[int, ...]], _State] = {}
    for state in states:
        key = (state.out, state.pending)
        if key not in unique or unique[key].score < state.score:
            unique[key] = state
    kept: list[_State] = []
    alike: Counter[tuple[str, tuple[int, ...]]] = Counter()
    for state in sorted(unique.values(), key=lambda s: (-s.score, s.out)):
        ending = (state.out[-2:], state.pending)
        alike[ending] += 1
        if alike[ending] <= ALIKE:
            kept.append(state)
            if len(kept) == BEAM:
                break
    return kept


def without_notes(text: str) -> str:
    """``text`` without anything that looks like a note, for comparing and counting only."""
    return re.sub(rf"(?<=\w)\([{LETTERS}]+\)", "", text)


def sound_part(text: str) -> str:
    """The clauses of ``text`` that show no damage, without their notes."""
    clauses = re.split(r"(?<=[，。；！,;!\n])", without_notes(text))
    return "".join(c for c in clauses if gbk.LOST not in c and all(map(_is_sound, c)))


def _is_sound(char: str) -> bool:
    return char < "\x80" or (is_common(char) and not "\u0370" <= char <= "\u04ff")


def propose(line: str, language: Language, known: Mapping[str, str]) -> list[Proposal]:
    """Restorations of the broken passages of ``line``, in order.

    ``known`` maps the characters that carry notes elsewhere on the page to their readings.
    A question mark that is no damage comes back as ``？``; where nothing fits, ``restored`` is "".
    """
    reader = _Reader(language, known)
    tokens = _tokens(line)
    proposals: list[Proposal] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        broken = token.kind == "lost" or (token.kind == "char" and token.text == gbk.LOST)
        if not broken:
            at += 1
            continue
        first = _context(tokens, at)
        end, states = _read_passage(reader, tokens, first, at)
        proposals.append(_best(states, line, tokens, first, end, language, known))
        at = end
    return proposals


def _context(tokens: list[_Token], at: int) -> int:
    """The index of the first token of the characters just before the one at ``at``."""
    first = at
    seen = 0
    while first > 0 and seen < 3:
        first -= 1
        if tokens[first].kind == "char":
            seen += 1
    return first


def _is_calm(states: list[_State]) -> bool:
    """Whether the frame has been right for a while in every reading that can still win."""
    likely = [state for state in states if state.score > states[0].score - MARGIN]
    return all(not state.pending and state.settled >= SETTLED for state in likely)


def _read_passage(
    reader: _Reader, tokens: list[_Token], first: int, broken: int
) -> tuple[int, list[_State]]:
    """Read from ``first`` until the frame has been right for a while: end index and states."""
    states = [_State("", (), (), 0.0, 0)]
    for index in range(first, len(tokens)):
        coming = tokens[index + 1] if index + 1 < len(tokens) else _Token("char", "", 0, 0)
        following = gbk.LOST if coming.kind == "lost" else coming.text[:1]
        read = _pruned(
            new
            for rank, old in enumerate(states)
            for new in reader.step(old, tokens[index], following, rank < SUPPOSING)
        )
        if not read:
            return index, states
        states = read
        ahead = tokens[index + 1 : index + 1 + SETTLED]
        lost_ahead = any(t.kind == "lost" or t.text == gbk.LOST for t in ahead)
        if index > broken and not lost_ahead and _is_calm(states):
            return index + 1, states
    return len(tokens), states


def _unpaired(line: str) -> int:
    """How many quotation marks and brackets of ``line`` have no partner."""
    line = gbk.to_ascii(without_notes(line))
    return sum(abs(line.count(left) - line.count(right)) for left, right in ("“”", "()", "《》"))


def _best(
    states: list[_State],
    line: str,
    tokens: list[_Token],
    first: int,
    end: int,
    language: Language,
    known: Mapping[str, str],
) -> Proposal:
    """The likeliest reading that the model proves, else the likeliest of all."""
    while end < len(tokens) and tokens[end].kind == "note":
        end += 1
    start, stop = tokens[first].start, tokens[end - 1].end
    damaged = line[start:stop]
    before, after = line[:start], line[stop:]
    ranked: list[tuple[bool, float, str]] = []
    for state in [state for state in states if not state.pending][:TRIED]:
        restored = changed(state.out, punctuation(state.out))
        words = language.run("".join(map(simplify_char, restored)))
        proven = proves(restored, damaged, {**known, **dict(state.notes)})
        loose = UNPAIRED * _unpaired(before + restored + after)
        loose += CROWDED * len(_CROWDED_MARKS.findall(restored))
        ranked.append((proven, words + state.score + loose, restored))
    if not ranked:
        return Proposal(start, stop, "", False, -math.inf, ())
    ranked.sort(key=lambda row: (not row[0], -row[1], row[2]))
    proven, score, restored = ranked[0]
    rivals = tuple(out for ok, _, out in ranked[1:6] if ok)
    return Proposal(start, stop, restored, proven, score, rivals)
