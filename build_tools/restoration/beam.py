"""A beam search over what a damaged line may have been, token by token.

The damaged line is read as bytes with unknowns. In a broken passage the frame is off by one
byte: ``pending`` holds the values that the lead byte of the next true character may have.
Each ``?`` is one lost byte, or two, or a blind ``？``; the reading of a note fixes the two bytes
before it; and private-use pairs may have vanished. Only the likeliest readings are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from operator import attrgetter
from typing import Literal, NamedTuple

from build_tools.restoration import candidates, gbk
from build_tools.restoration.candidates import LEADS, Bytes, by_reading, is_common, vanishing
from build_tools.restoration.language import Cursor, Language
from build_tools.restoration.notes import READING
from build_tools.text.opencc import simplify_char, traditionalize_char
from build_tools.text.pinyin import fold_reading, readings

BEAM = 150
"""How many readings are kept."""
ALIKE = 15
"""How many readings that end alike are kept."""
HOPELESS = 20.0
"""Readings that are worse than the best by this much (log) are dropped."""
SUPPOSING, SUPPOSING_TWICE = 25, 6
"""How many of the best readings may suppose that two bytes were lost at once, that a private-use
pair vanished, or two of them in a row."""
SUPPOSED = 60
"""How many readings that suppose one more vanished pair are kept."""
USUAL = 12
"""How many of the characters that an unknown byte allows are tried wherever they stand."""
EATING = 8
"""How many readings of a lost byte may have taken an ASCII character along."""
EATEN = -4.0
"""Log-cost of supposing that a lost byte took the ASCII character after it along."""
UNKNOWN_NOTE, MODERN_NOTE = -1.5, -6.0
"""Log-costs of a note on a traditional character that carries none, or another, elsewhere; and
on one that is not traditional."""
AMBIGUOUS, SIMPLIFIED = -7.0, -14.0
"""Log-costs of characters that the page has nowhere else: of one that is simplified or
traditional, as 后, and of one that is simplified only, as 发."""

_TOKEN = re.compile(rf"\?(?P<lost>{READING})\)|\((?P<note>{READING})\)|(?P<char>\?{{5,}}|.)", re.S)
_PIECE_ENDS = frozenset(",.:;!?，。：；！？、")
_EATABLE = "0123456789%.-+/"


@dataclass(frozen=True)
class Token:
    """A piece of a damaged line."""

    kind: Literal["char", "note", "lost"]
    """``lost`` is a ``?`` that took a note's parenthesis along."""
    text: str
    """The character, or the reading of the note. A long run of ``?`` is no damage of this kind."""
    start: int
    end: int

    @property
    def is_lost(self) -> bool:
        """Whether bytes are lost here, if it is no question mark."""
        return self.kind == "lost" or (self.kind == "char" and self.text == gbk.LOST)


class State(NamedTuple):
    """One reading of the line so far: what it restores, and the byte that is left over."""

    out: str
    pending: Bytes
    """The values that the byte left over may have; none where the frame is right."""
    last: Bytes
    """The values that the last byte of the page's text may have."""
    language: Cursor
    """Where the language model stands, before ``unread``."""
    score: float = 0.0
    """How likely it is (log)."""
    settled: int = 0
    unread: str = ""
    """The last character, until the model must know it: most readings are dropped before."""
    notes: tuple[tuple[str, str], ...] = ()
    """The characters that got notes in this passage, and their readings."""


def tokens_of(line: str) -> list[Token]:
    """The tokens of a damaged line."""
    kinds: tuple[Literal["lost", "note", "char"], ...] = ("lost", "note", "char")
    return [
        Token(kind, match[kind], *match.span())
        for match in _TOKEN.finditer(line)
        for kind in kinds
        if match[kind]
    ]


def _bytes(char: str) -> bytes:
    return char.encode("gb18030")


@cache
def _strangeness(char: str) -> float:
    """The cost of ``char`` in a traditional text, for being a simplified form."""
    if traditionalize_char(char) == char:
        return 0.0
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return SIMPLIFIED
    return AMBIGUOUS


class Reader:
    """Steps from token to token; holds what the steps share."""

    def __init__(self, language: Language, known: Mapping[str, str]) -> None:
        self.language = language
        self.known = known
        self._usual: dict[tuple[Bytes, int | None], list[str]] = {}
        self._likely: dict[tuple[Bytes, int | None, str], tuple[list[str], list[str]]] = {}

    def emit(self, state: State, char: str, pending: Bytes, last: Bytes) -> State:
        """``state`` with one more character."""
        cursor = state.language
        if state.unread:
            cursor = self.language.after(cursor, state.unread)
        score = state.score + self.language.gain(cursor, char)
        if char not in self.language.own_text:
            score += _strangeness(char)
        return State(state.out + char, pending, last, cursor, score, 0, char, state.notes)

    def read(self, states: Iterable[State]) -> list[State]:
        """``states``, to each of which many characters may now be added."""
        return [
            state._replace(language=self.language.after(state.language, state.unread), unread="")
            if state.unread
            else state
            for state in states
        ]

    def close(self, state: State, trail: int, pending: Bytes) -> Iterator[State]:
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

    def likely(self, state: State, trail: int | None) -> list[str]:
        """The characters that the pending byte may begin; of many, the usual and the fitting."""
        before = state.out[-1:]
        key = (state.pending, trail, before)
        if key not in self._likely:
            every = self.usual(state.pending, trail)
            has_seen = self.language.has_seen
            rest = [char for char in every[USUAL:] if before and has_seen(before, char)]
            self._likely[key] = every[:USUAL], rest
        usual, rest = self._likely[key]
        return usual + [char for char in rest if self.language.goes_on(state.language, char)]

    def character(
        self, state: State, char: str, following: str, may_suppose: bool = False
    ) -> Iterator[State]:
        """What ``state`` becomes with a character, when ``following`` comes next."""
        if char == gbk.LOST:
            yield from self.lost(state, following, may_suppose)
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

    def lost(self, state: State, following: str, may_suppose: bool) -> Iterator[State]:
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
        if not ends and not may_suppose:
            return
        closings = [
            self.emit(state, char, (), tuple(_bytes(char)[1:])) for char in self.likely(state, None)
        ]
        if ends:
            yield from closings
        if not may_suppose:
            return
        for closed in self.read(nlargest(EATING, closings, key=_score)):
            for eaten in _EATABLE:
                new = self.emit(closed, eaten, (), (ord(eaten),))
                yield new._replace(score=new.score + EATEN)

    def lost_note(self, state: State, reading: str, may_suppose: bool) -> Iterator[State]:
        """A ``?`` that took the parenthesis of a note with ``reading`` along."""
        every = by_reading(fold_reading(reading))
        for char in (char for lead in state.last for char in every.get(lead, ())):
            first, second = _bytes(char)
            noted = self.with_note(state, char, reading)
            if not state.pending:
                yield noted._replace(pending=(second,), last=(second,), settled=0)
            elif state.pending == state.last:
                yield from self.close(noted._replace(pending=(first,)), second, ())
        if not may_suppose:
            return
        # Where the page's own decoding has lost the frame, both bytes may be lost.
        for char in (char for chars in every.values() for char in chars):
            first, second = _bytes(char)
            if state.pending:
                noted = self.with_note(state, char, reading)
                yield from self.close(noted, first, (second,))
            elif is_common(char):
                yield self.emit(self.with_note(state, char, reading), char, (), (second,))

    def with_note(self, state: State, char: str, reading: str) -> State:
        """``state`` in which ``char`` got a note."""
        cost = 0.0
        if self.known.get(char) != reading:
            cost = MODERN_NOTE if simplify_char(char) == char else UNKNOWN_NOTE
        return state._replace(score=state.score + cost, notes=(*state.notes, (char, reading)))

    def note(self, state: State, reading: str, before: str) -> Iterator[State]:
        """A whole note, shown after ``before``: it belongs to the two bytes before it."""
        if state.pending:
            if fold_reading(reading) in readings(before):
                yield self.with_note(state, before, reading)
        elif state.out and fold_reading(reading) in readings(state.out[-1]):
            yield self.with_note(state, state.out[-1], reading)
        else:
            for char in f"({reading})":
                (state,) = self.character(state, char, "")
            yield state

    def vanished(self, states: Iterable[State]) -> list[State]:
        """The best of what ``states`` become when each supposes one more vanished pair."""
        new = (
            closed
            for state in states
            if state.pending
            for first, seconds in vanishing()
            for closed in self.close(state, first, seconds)
        )
        return self.read(nlargest(SUPPOSED, new, key=_score))

    def step(self, states: list[State], tokens: list[Token], index: int) -> Iterator[State]:
        """What ``states`` become with the token at ``index``."""
        token = tokens[index]
        following = ""
        if index + 1 < len(tokens):
            coming = tokens[index + 1]
            following = gbk.LOST if coming.kind == "lost" else coming.text[:1]
        states = self.read(states)
        once = self.vanished(states[:SUPPOSING])
        twice = self.vanished(once[:SUPPOSING_TWICE])
        for rank, state in enumerate((*states, *once, *twice)):
            if token.kind == "lost":
                yield from self.lost_note(state, token.text, rank < SUPPOSING)
            elif token.kind == "note":
                yield from self.note(state, token.text, tokens[index - 1].text)
            else:
                yield from self.character(state, token.text, following, rank < SUPPOSING)


_score = attrgetter("score")


def pruned(states: Iterable[State]) -> list[State]:
    """The best states; of those that differ only far back, the best few."""
    every = list(states)
    # What is left over has yet to be paid for, so those in the frame have a race of their own.
    best = {
        is_left_over: max((s.score for s in every if bool(s.pending) is is_left_over), default=0.0)
        for is_left_over in (False, True)
    }
    hopeful = [state for state in every if state.score >= best[bool(state.pending)] - HOPELESS]
    kept: list[State] = []
    seen: set[tuple[str, Bytes]] = set()
    alike: Counter[tuple[str, Bytes]] = Counter()
    for state in sorted(hopeful, key=_score, reverse=True):
        reading, ending = (state.out, state.pending), (state.out[-2:], state.pending)
        if reading in seen or alike[ending] == ALIKE:
            continue
        seen.add(reading)
        alike[ending] += 1
        kept.append(state)
        if len(kept) == BEAM:
            break
    return kept
