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
from heapq import nsmallest
from typing import NamedTuple

from build_tools.opencc_tables import simplify_char, traditionalize_char
from build_tools.restoration import candidates, gbk
from build_tools.restoration.candidates import LEADS, Bytes, by_reading, is_common, vanishing
from build_tools.restoration.damage import proves
from build_tools.restoration.edits import changed
from build_tools.restoration.language import Cursor, Language, plain
from build_tools.restoration.notes import READING, annotated, without_notes
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.readings import fold_reading, readings

BEAM = 300
"""How many readings are kept."""
ALIKE = 30
"""How many readings that end alike are kept."""
SUPPOSING = 40
"""How many of the best readings may suppose that a private-use pair vanished."""
SUPPOSING_TWICE = 6
SUPPOSED = 60
"""How many readings that suppose one more vanished pair are kept."""
SETTLED = 4
"""A passage is over once the frame has been right for this many tokens."""
CONTEXT = 4
"""How many characters before a broken place are read with it."""
HOPELESS = 25.0
"""Readings that are worse than the best by this much (log) are dropped."""
GUESSED = 40
"""How many values of a wholly unknown character are kept."""
USUAL = 12
"""How many of the characters that an unknown byte allows are tried wherever they stand."""
EATING = 8
"""How many readings of a lost byte may have taken an ASCII character along."""
MARGIN = 16.0
"""Readings that are worse than the best by this much (log) no longer win."""
VANISHED = -2.0
"""Log-cost of supposing a vanished private-use pair."""
EATEN = -3.0
"""Log-cost of supposing that a lost byte took the ASCII character after it along."""
LOOSE = -15.0
"""Log-cost of a mark that does not fit the others of the line."""
UNKNOWN_NOTE = -3.0
"""Log-cost of a lost note on a character that carries none, or another, elsewhere."""
MODERN = -14.0
"""Log-cost of a simplified character in a traditional text that does not have it elsewhere."""
TRIED = 120
"""How many of the best readings are put to the proof."""

_TOKEN = re.compile(rf"\?(?P<lost>{READING})\)|\((?P<note>{READING})\)|(?P<char>.)", re.S)
_PIECE_ENDS = frozenset(",.:;!?，。：；！？、")
_EATABLE = "0123456789%.-+/"


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


class _State(NamedTuple):
    """One reading of the line so far: what it restores, and the byte that is left over."""

    out: str
    pending: Bytes
    """The values that the byte left over may have; none where the frame is right."""
    last: Bytes
    """The values that the last byte of the page's text may have."""
    language: Cursor
    cost: float = 0.0
    settled: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    """The characters whose notes were lost, and the readings of those."""

    @property
    def score(self) -> float:
        return self.language.score + self.cost


def _tokens(line: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(line):
        kind = match.lastgroup or "char"
        found.append(_Token(kind, match[kind], *match.span()))
    return found


def _bytes(char: str) -> bytes:
    return char.encode("gb18030")


class _Reader:
    """Steps from token to token; holds what the steps share."""

    def __init__(self, language: Language, known: Mapping[str, str]) -> None:
        self.language = language
        self.known = known
        self._usual: dict[tuple[Bytes, int | None], list[str]] = {}
        self._likely: dict[tuple[Bytes, int | None, str], list[str]] = {}

    def is_at_home(self, char: str) -> bool:
        """Whether the page's script has ``char``: it is used there, or is no simplified form."""
        return char in self.language.own_text or traditionalize_char(char) == char

    def emit(self, state: _State, char: str, pending: Bytes, last: Bytes) -> _State:
        cost = state.cost
        if simplify_char(char) == char and not self.is_at_home(char):
            cost += MODERN
        cursor = self.language.extend(state.language, char)
        return _State(state.out + char, pending, last, cursor, cost, 0, state.notes)

    def close(self, state: _State, trail: int, pending: Bytes) -> Iterator[_State]:
        """The pending byte and ``trail`` make a character; then ``pending`` is left over."""
        for char in self.likely(state, trail):
            yield self.emit(state, char, pending, pending or (trail,))

    def usual(self, leads: Bytes, trail: int | None) -> list[str]:
        """The characters of ``leads`` and ``trail``, the most usual first."""
        if (leads, trail) not in self._usual:
            alone = self.language.alone
            found = candidates.characters(leads, trail)
            self._usual[leads, trail] = sorted(found, key=lambda c: (-alone(c), c))
        return self._usual[leads, trail]

    def likely(self, state: _State, trail: int | None) -> list[str]:
        """The characters that the pending byte may begin; of many, the usual and the fitting."""
        before = state.out[-1:]
        key = (state.pending, trail, before)
        if key not in self._likely:
            every = self.usual(state.pending, trail)
            seen = self.language.has_seen(before) if before else frozenset()
            self._likely[key] = every[:USUAL] + [c for c in every[USUAL:] if plain(c) in seen]
        return self._likely[key]

    def character(self, state: _State, char: str, following: str) -> Iterator[_State]:
        if char == gbk.LOST:
            yield from self.lost(state, following)
            if state.pending:
                return
        data = _bytes("？" if char == gbk.LOST else char)
        if not state.pending:
            last = (data[-1], data[-1] + 0x80) if data[-1] < 0x80 else (data[-1],)
            shown = "？" if char == gbk.LOST else char
            new = self.emit(state, shown, (), last)
            yield new._replace(settled=state.settled + 1)
        elif len(data) == 1:
            if 0x40 <= data[0] <= 0x7E:
                yield from self.close(state, data[0], ())
            if 0x21 <= data[0] <= 0x7E:
                yield from self.close(state, 0xA3, (data[0] + 0x80,))
        elif len(data) == 2:
            yield from self.close(state, data[0], (data[1],))

    def lost(self, state: _State, following: str) -> Iterator[_State]:
        """A ``?`` without a note: a lead byte at the end of a piece, or a blind ``？``.

        Pieces end where a mark follows, or the line ends. A lead byte may also have taken an
        ASCII character along.
        """
        ends = not following or following in _PIECE_ENDS
        if not state.pending:
            if ends:
                yield state._replace(pending=LEADS, last=LEADS, settled=0)
            return
        yield from self.close(state, 0xA3, (0xBF,))
        closings = [
            self.emit(state, char, (), tuple(_bytes(char)[1:])) for char in self.likely(state, None)
        ]
        if ends:
            yield from closings
        for closed in nsmallest(EATING, closings, key=_rank):
            for eaten in _EATABLE:
                new = self.emit(closed, eaten, (), (ord(eaten),))
                yield new._replace(cost=new.cost + EATEN)

    def lost_note(self, state: _State, reading: str) -> Iterator[_State]:
        """A ``?`` that took the parenthesis of a note with ``reading`` along."""
        for char in by_reading(fold_reading(reading)):
            first, second = _bytes(char)
            cost = 0.0 if self.known.get(char) == reading else UNKNOWN_NOTE
            noted = state._replace(
                cost=state.cost + cost, notes=(*state.notes, (char, reading)), settled=0
            )
            if not state.pending:
                if first in state.last:
                    yield noted._replace(pending=(second,), last=(second,))
                yield self.emit(noted, char, (), (second,))
            elif first in state.last and state.pending == state.last:
                yield from self.close(noted._replace(pending=(first,)), second, ())
                # The pair may also stand across: it ends in a lead byte of its own.
                yield from self.close(noted, first, (second,))

    def note(self, state: _State, reading: str, before: str) -> Iterator[_State]:
        """A whole note, shown after ``before``: it belongs to the two bytes before it."""
        if state.pending:
            if fold_reading(reading) in readings(before):
                yield state._replace(notes=(*state.notes, (before, reading)))
        elif state.out and fold_reading(reading) in readings(state.out[-1]):
            yield state
        else:
            for char in f"({reading})":
                (state,) = self.character(state, char, "")
            yield state

    def vanished(self, states: Iterable[_State]) -> list[_State]:
        """The best of what ``states`` become when each supposes one more vanished pair."""
        new = (
            closed._replace(cost=closed.cost + VANISHED)
            for state in states
            if state.pending
            for first, seconds in vanishing()
            for closed in self.close(state, first, seconds)
        )
        return nsmallest(SUPPOSED, new, key=_rank)

    def step(self, states: list[_State], tokens: list[_Token], index: int) -> Iterator[_State]:
        """What ``states`` become with the token at ``index``."""
        token = tokens[index]
        following = ""
        if index + 1 < len(tokens):
            coming = tokens[index + 1]
            following = gbk.LOST if coming.kind == "lost" else coming.text[:1]
        once = self.vanished(states[:SUPPOSING])
        twice = self.vanished(once[:SUPPOSING_TWICE])
        for state in (*states, *once, *twice):
            if token.kind == "lost":
                yield from self.lost_note(state, token.text)
            elif token.kind == "note":
                yield from self.note(state, token.text, tokens[index - 1].text)
            else:
                yield from self.character(state, token.text, following)


def _rank(state: _State) -> tuple[float, str]:
    return -state.score, state.out


def _pruned(states: Iterable[_State]) -> list[_State]:
    """The best states; of those that differ only far back, the best few."""
    unique: dict[tuple[str, Bytes], _State] = {}
    for state in states:
        key = (state.out, state.pending)
        if key not in unique or unique[key].score < state.score:
            unique[key] = state
    kept: list[_State] = []
    alike: Counter[tuple[str, Bytes]] = Counter()
    for state in sorted(unique.values(), key=_rank):
        if kept and state.score < kept[0].score - HOPELESS:
            break
        ending = (state.out[-2:], state.pending)
        alike[ending] += 1
        if alike[ending] <= ALIKE:
            kept.append(state)
            if len(kept) == BEAM:
                break
    return kept


def propose(line: str, language: Language, known: Mapping[str, str]) -> list[Proposal]:
    """Restorations of the broken passages of ``line``, in order.

    ``known`` maps the characters that carry notes elsewhere on the page to their readings.
    A question mark that is no damage comes back as ``？``; where nothing fits, ``restored`` is "".
    """
    reader = _Reader(language, known)
    tokens = _tokens(line)
    proposals: list[Proposal] = []
    at = free = 0
    before, done = "", 0
    while at < len(tokens):
        if not _is_lost(tokens[at]):
            at += 1
            continue
        first = _context(tokens, at, free)
        end, states = _read_passage(reader, tokens, first, at)
        before += line[done : tokens[first].start]
        proposal = _best(states, line, tokens, first, end, known, before)
        before += proposal.restored
        done = proposal.end
        proposals.append(proposal)
        at = free = end
    return proposals


def _is_lost(token: _Token) -> bool:
    return token.kind == "lost" or (token.kind == "char" and token.text == gbk.LOST)


def _context(tokens: list[_Token], at: int, free: int) -> int:
    """The index of the first token of the characters just before the one at ``at``.

    Tokens before the one at ``free`` belong to another passage.
    """
    first = at
    seen = 0
    while first > free and seen < CONTEXT:
        first -= 1
        if tokens[first].kind == "char":
            seen += 1
    while first < at and tokens[first].kind == "note":
        first += 1
    return first


def _is_calm(states: list[_State]) -> bool:
    """Whether the frame has been right for a while in every reading that can still win."""
    likely = [state for state in states if state.score > states[0].score - MARGIN]
    return all(not state.pending and state.settled >= SETTLED for state in likely)


def _read_passage(
    reader: _Reader, tokens: list[_Token], first: int, broken: int
) -> tuple[int, list[_State]]:
    """Read from ``first`` until the frame has been right for a while: end index and states."""
    states = [_State("", (), (), Cursor())]
    for index in range(first, len(tokens)):
        read = _pruned(reader.step(states, tokens, index))
        if not read:
            return max(index, broken + 1), states
        states = read
        ahead = tokens[index + 1 : index + 1 + SETTLED]
        if index > broken and not any(map(_is_lost, ahead)) and _is_calm(states):
            return index + 1, states
    return len(tokens), states


def _loose_marks(before: str, restored: str, after: str) -> int:
    """How many marks of a line that ``restored`` completes do not fit together.

    Quotation marks and brackets want their partners; where more damage follows, those that are
    open may still be closed. A line does not end with a comma.
    """
    is_sound = gbk.LOST not in after
    line = before + restored + (after if is_sound else "")
    line = gbk.to_ascii(without_notes(line)).strip()
    loose = 0
    for opening, closing in ("“”", "()", "《》", "「」", "『』"):
        depth = 0
        for char in line:
            if char == opening:
                depth += 1
            elif char == closing:
                loose += not depth
                depth = max(0, depth - 1)
        loose += depth if is_sound else 0
    return loose + (is_sound and line.endswith((",", "、")))


def _best(
    states: list[_State],
    line: str,
    tokens: list[_Token],
    first: int,
    end: int,
    known: Mapping[str, str],
    before: str,
) -> Proposal:
    """The likeliest reading that the model proves, else the likeliest of all.

    ``before`` is the line before the passage, with its own passages restored.
    """
    while end < len(tokens) and tokens[end].kind == "note":
        end += 1
    start, stop = tokens[first].start, tokens[end - 1].end
    damaged = line[start:stop]
    after = line[stop:]
    ranked: list[tuple[bool, float, str]] = []
    for state in [state for state in states if not state.pending][:TRIED]:
        restored = changed(state.out, punctuation(state.out))
        here = {**known, **annotated(damaged), **dict(state.notes)}
        proven = proves(restored, damaged, here, bool(after))
        loose = LOOSE * _loose_marks(before, restored, after)
        ranked.append((proven, state.score + loose, restored))
    if not ranked:
        return Proposal(start, stop, "", False, -math.inf, ())
    ranked.sort(key=lambda row: (not row[0], -row[1], row[2]))
    proven, score, restored = ranked[0]
    rivals = tuple(out for ok, _, out in ranked[1:6] if ok)
    return Proposal(start, stop, restored, proven, score, rivals)


def sound_part(text: str) -> str:
    """The clauses of ``text`` that show no damage, without their notes."""
    clauses = re.split(r"(?<=[，。；！,;!\n])", without_notes(text))
    return "".join(c for c in clauses if gbk.LOST not in c and all(map(_is_sound, c)))


def _is_sound(char: str) -> bool:
    return char < "\x80" or (is_common(char) and not "\u0370" <= char <= "\u04ff")
