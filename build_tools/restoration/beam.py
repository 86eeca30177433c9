"""A beam search for the text behind a damaged line, token by token.

The damaged line is read as bytes, some of them unknown. In a broken passage the frame is off by
one byte: ``pending`` holds the possible values of the byte that begins the next character. Each
``?`` is one lost byte, or two, or a ``？`` that the page matched blindly; the reading of a note
determines the two bytes before it; and private-use pairs may have vanished. Only the most probable
hypotheses are kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from build_tools.restoration import gbk
from build_tools.restoration.candidates import (
    LEADS,
    Bytes,
    by_reading,
    characters,
    is_common,
    vanishing,
)
from build_tools.restoration.language import Cursor, LanguageModel, word_list_form
from build_tools.restoration.tokens import Token
from build_tools.text.opencc import simplify_char, traditionalize_char
from build_tools.text.pinyin import fold_reading, readings

BEAM_WIDTH = 150
"""How many hypotheses are kept."""
MOST_ALIKE = 15
"""How many hypotheses with the same ending are kept."""
MOST_BEHIND = 20.0
"""Hypotheses whose score is this much (log) below the best are dropped."""
GUESSING = 25
"""How many of the best hypotheses may guess that two bytes were lost at once, or that a private-use
pair vanished."""
GUESSES_KEPT = 60
"""How many hypotheses that guess one more vanished pair are kept."""
ALWAYS_TRIED = 12
"""How many of the characters that an unknown byte allows are tried in any context."""
SWALLOWING = 8
"""How many hypotheses about a lost byte may guess that it swallowed an ASCII character."""
SWALLOWED_COST = -4.0
"""Log-cost of guessing that a lost byte swallowed the ASCII character after it."""
UNKNOWN_NOTE_COST, MODERN_NOTE_COST = -1.5, -6.0
"""Log-costs of a note on a traditional character that has none, or another, elsewhere; and of one
on a character that is not traditional."""
AMBIGUOUS_COST, SIMPLIFIED_COST = -7.0, -14.0
"""Log-costs of characters that the page has nowhere else: of one that is simplified or
traditional, as 后, and of one that is simplified only, as 发."""

_PIECE_ENDS = frozenset(",.:;!?，。：；！？、")
_SWALLOWABLE = "0123456789%.-+/"


class Hypothesis(NamedTuple):
    """One possible text of the line so far, and the byte that is left over."""

    out: str
    pending: Bytes
    """The possible values of the byte left over; empty where the frame is right."""
    last: Bytes
    """The possible values of the last byte of the page's text."""
    language: Cursor
    """The language model's position, before ``uncommitted``."""
    score: float = 0.0
    """Log-probability."""
    settled: int = 0
    """How many characters in a row the frame has been right."""
    uncommitted: str = ""
    """The last character. The model advances past it late, as most hypotheses are dropped first."""
    notes: tuple[tuple[str, str], ...] = ()
    """The characters that got notes in this passage, and their readings."""


def _bytes(char: str) -> bytes:
    return char.encode("gb18030")


@cache
def _script_cost(char: str) -> float:
    """The cost of ``char`` in a traditional text, for being a simplified form."""
    if traditionalize_char(char) == char:
        return 0.0
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return SIMPLIFIED_COST
    return AMBIGUOUS_COST


class Decoder:
    """Extends hypotheses token by token; holds what the steps share.

    ``notes`` maps the characters that the page annotates to their readings.
    """

    def __init__(self, language: LanguageModel, notes: Mapping[str, str]) -> None:
        self.language = language
        self.notes = notes
        self._ranked = cache(self._rank)
        self._in_context = cache(self._after)

    def emit(self, state: Hypothesis, char: str, pending: Bytes, last: Bytes) -> Hypothesis:
        """``state`` with one more character."""
        cursor = state.language
        if state.uncommitted:
            cursor = self.language.after(cursor, state.uncommitted)
        score = state.score + self.language.gain(cursor, char)
        if char not in self.language.page_characters:
            score += _script_cost(char)
        return Hypothesis(state.out + char, pending, last, cursor, score, 0, char, state.notes)

    def commit(self, states: Iterable[Hypothesis]) -> list[Hypothesis]:
        """``states`` with the model past their last character: done once before many are added."""
        return [
            state._replace(
                language=self.language.after(state.language, state.uncommitted), uncommitted=""
            )
            if state.uncommitted
            else state
            for state in states
        ]

    def close(self, state: Hypothesis, trail: int, pending: Bytes) -> Iterator[Hypothesis]:
        """The pending byte and ``trail`` make a character; then ``pending`` is left over."""
        for char in self.likely(state, trail):
            yield self.emit(state, char, pending, pending or (trail,))

    def _rank(self, leads: Bytes, trail: int | None) -> list[str]:
        """The characters of ``leads`` and ``trail``, the most frequent first."""
        found = characters(leads, trail)
        return sorted(found, key=lambda char: (-self.language.alone(char), char))

    def _after(self, before: str, leads: Bytes, trail: int | None) -> list[str]:
        """The less frequent of these that follow ``before`` in a word or on the page."""
        followers = self.language.followers(word_list_form(before))
        return [
            c for c in self._ranked(leads, trail)[ALWAYS_TRIED:] if word_list_form(c) in followers
        ]

    def likely(self, state: Hypothesis, trail: int | None) -> list[str]:
        """The characters that the pending byte may begin; of many, those frequent or in context."""
        frequent = self._ranked(state.pending, trail)[:ALWAYS_TRIED]
        rest = self._in_context(state.out[-1:], state.pending, trail)
        return frequent + [char for char in rest if self.language.goes_on(state.language, char)]

    def character(
        self, state: Hypothesis, char: str, following: str, may_guess: bool = False
    ) -> Iterator[Hypothesis]:
        """The continuations of ``state`` with a character, when ``following`` comes next."""
        shown = char
        if char == gbk.LOST:
            yield from self.lost(state, following, may_guess)
            if state.pending:
                return
            shown = "？"
        data = _bytes(shown)
        if not state.pending:
            last = (data[-1], data[-1] + 0x80) if data[-1] < 0x80 else (data[-1],)
            new = self.emit(state, shown, (), last)
            yield new._replace(settled=state.settled + 1)
        elif len(data) == 1:
            if 0x40 <= data[0] <= 0x7E:
                yield from self.close(state, data[0], ())
            if 0x21 <= data[0] <= 0x7E:
                yield from self.close(state, 0xA3, (data[0] + 0x80,))
        elif len(data) == 2:
            yield from self.close(state, data[0], (data[1],))

    def lost(self, state: Hypothesis, following: str, may_guess: bool) -> Iterator[Hypothesis]:
        """A ``?`` without a note: a lead byte at the end of a piece, or a blind ``？``.

        Pieces end before a mark or at the end of the line. A lead byte may also have swallowed an
        ASCII character.
        """
        ends = not following or following in _PIECE_ENDS
        if not state.pending:
            if ends:
                yield state._replace(pending=LEADS, last=LEADS, settled=0)
            return
        yield from self.close(state, 0xA3, (0xBF,))
        if not ends and not may_guess:
            return
        closings = [
            self.emit(state, char, (), tuple(_bytes(char)[1:])) for char in self.likely(state, None)
        ]
        if ends:
            yield from closings
        if not may_guess:
            return
        for closed in self.commit(nlargest(SWALLOWING, closings, key=_score)):
            for swallowed in _SWALLOWABLE:
                new = self.emit(closed, swallowed, (), (ord(swallowed),))
                yield new._replace(score=new.score + SWALLOWED_COST)

    def lost_note(self, state: Hypothesis, reading: str, may_guess: bool) -> Iterator[Hypothesis]:
        """A ``?`` that swallowed the parenthesis of a note with ``reading``."""
        by_lead = by_reading(fold_reading(reading))
        for char in (char for lead in state.last for char in by_lead.get(lead, ())):
            first, second = _bytes(char)
            noted = self.with_note(state, char, reading)
            if not state.pending:
                yield noted._replace(pending=(second,), last=(second,), settled=0)
            elif state.pending == state.last:
                yield from self.close(noted._replace(pending=(first,)), second, ())
        if not may_guess:
            return
        # Where the page's decoding is out of frame, both bytes may be lost.
        for char in (char for chars in by_lead.values() for char in chars):
            first, second = _bytes(char)
            if state.pending:
                noted = self.with_note(state, char, reading)
                yield from self.close(noted, first, (second,))
            elif is_common(char):
                yield self.emit(self.with_note(state, char, reading), char, (), (second,))

    def with_note(self, state: Hypothesis, char: str, reading: str) -> Hypothesis:
        """``state`` in which ``char`` got a note."""
        cost = 0.0
        if self.notes.get(char) != reading:
            cost = MODERN_NOTE_COST if simplify_char(char) == char else UNKNOWN_NOTE_COST
        return state._replace(score=state.score + cost, notes=(*state.notes, (char, reading)))

    def note(self, state: Hypothesis, reading: str, before: str) -> Iterator[Hypothesis]:
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

    def vanished(self, states: Iterable[Hypothesis]) -> list[Hypothesis]:
        """The best continuations of ``states`` when each guesses one more vanished pair."""
        new = (
            closed
            for state in states
            if state.pending
            for first, seconds in vanishing()
            for closed in self.close(state, first, seconds)
        )
        return self.commit(nlargest(GUESSES_KEPT, new, key=_score))

    def step(
        self, states: list[Hypothesis], tokens: list[Token], index: int
    ) -> Iterator[Hypothesis]:
        """The continuations of ``states`` with the token at ``index``."""
        token = tokens[index]
        following = ""
        if index + 1 < len(tokens):
            coming = tokens[index + 1]
            following = gbk.LOST if coming.kind == "lost" else coming.text[:1]
        states = self.commit(states)
        for rank, state in enumerate((*states, *self.vanished(states[:GUESSING]))):
            if token.kind == "lost":
                yield from self.lost_note(state, token.text, rank < GUESSING)
            elif token.kind == "note":
                yield from self.note(state, token.text, tokens[index - 1].text)
            else:
                yield from self.character(state, token.text, following, rank < GUESSING)


_score = attrgetter("score")


def prune(states: Iterable[Hypothesis]) -> list[Hypothesis]:
    """The best hypotheses, best first; of those with the same ending, only a few."""
    every = list(states)
    # A byte left over has no cost yet, so hypotheses with one are compared among themselves.
    best = {
        is_left_over: max((s.score for s in every if bool(s.pending) is is_left_over), default=0.0)
        for is_left_over in (False, True)
    }
    near = [state for state in every if state.score >= best[bool(state.pending)] - MOST_BEHIND]
    kept: list[Hypothesis] = []
    seen: set[tuple[str, Bytes]] = set()
    alike: Counter[tuple[str, Bytes]] = Counter()
    for state in sorted(near, key=_score, reverse=True):
        result, ending = (state.out, state.pending), (state.out[-2:], state.pending)
        if result in seen or alike[ending] == MOST_ALIKE:
            continue
        seen.add(result)
        alike[ending] += 1
        kept.append(state)
        if len(kept) == BEAM_WIDTH:
            break
    return kept
