"""Propose the text behind a broken passage: the damage model, run backwards.

A passage is decoded from a little before its first lost byte until the frame has been right for a
while (see :mod:`build_tools.restoration.beam`). The most probable text that the model proves is
proposed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_tools.restoration import gbk
from build_tools.restoration.beam import Decoder, Hypothesis, prune
from build_tools.restoration.candidates import is_common
from build_tools.restoration.damage import can_yield
from build_tools.restoration.edits import changed
from build_tools.restoration.language import Cursor, LanguageModel
from build_tools.restoration.pinyin_notes import annotated, notes, without_notes
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.tokens import Token, tokens_of
from build_tools.text.pinyin import fold_reading, readings

SETTLED = 4
"""A passage ends once the frame has been right for this many tokens."""
REACH, MOST_LOST = 60, 12
"""It also ends this many tokens after the last lost byte, and after this many lost bytes."""
CONTEXT = 4
"""How many characters before a broken place are decoded with it."""
MARGIN = 16.0
"""Hypotheses whose score is this much (log) below the best can no longer win."""
TRIED = 120
"""How many of the best hypotheses the damage model is asked to prove."""
RIVAL = 6.0
"""Proven texts whose score is at most this much (log) below the best are listed as well."""
MOST_RIVALS = 5
"""Of so many texts behind the best."""
LOOSE = -15.0
"""Log-cost of a mark that does not fit the others of the line."""


@dataclass(frozen=True)
class Reconstruction:
    """The possible text of a broken passage. Offsets are into the damaged text."""

    start: int
    end: int
    restored: str
    """Empty where nothing fits."""
    proven: bool
    rivals: tuple[str, ...]
    """Other restorations that the model proves too, likeliest first."""

    def is_question(self, damaged: str) -> bool:
        """Whether the passage is undamaged and its ``?`` a real question mark."""
        return gbk.to_ascii(self.restored) == gbk.to_ascii(changed(damaged, notes(damaged)))


def proposals(text: str, page_notes: Mapping[str, str]) -> Iterator[Reconstruction]:
    """A proposal for each broken passage of ``text``, a page, in order.

    ``page_notes`` are the characters that the page annotates, and their readings.
    """
    if gbk.LOST not in text:
        return
    decoder = Decoder(LanguageModel(sound_part(text)), page_notes)
    offset = 0
    for line in text.split("\n"):
        if gbk.LOST in line:
            for found in propose(line.rstrip("\r"), decoder):
                yield replace(found, start=offset + found.start, end=offset + found.end)
        offset += len(line) + 1


def propose(line: str, decoder: Decoder) -> list[Reconstruction]:
    """A proposal for each broken passage of ``line``, in order; offsets are into the line.

    ``decoder`` knows the language and the notes of the whole page. A real question mark comes back
    as ``？``.
    """
    tokens = tokens_of(line)
    found: list[Reconstruction] = []
    at = free = 0
    before, done = "", 0
    while at < len(tokens):
        if not tokens[at].is_lost:
            at += 1
            continue
        first = _context(tokens, at, free)
        end, states = _decode_passage(decoder, tokens, first, at)
        start, stop = tokens[first].start, _end_with_note(tokens, end)
        before += line[done:start]
        passage = _Passage(before, line[start:stop], line[stop:])
        best, *rivals = _ranked(states, passage, decoder.notes) or [_Candidate("", 0.0, False)]
        found.append(Reconstruction(start, stop, best.text, best.proven, _rivals(best, rivals)))
        before += best.text
        done, at, free = stop, end, end
    return found


def _context(tokens: list[Token], at: int, free: int) -> int:
    """The index of the first token of the characters just before the one at ``at``.

    Tokens before the one at ``free`` belong to another passage.
    """
    first = at
    seen = 0
    while first > free and seen < CONTEXT:
        first -= 1
        seen += tokens[first].kind == "char"
    while first < at and tokens[first].kind == "note":
        first += 1
    return first


def _is_calm(states: list[Hypothesis]) -> bool:
    """Whether the frame has been right for a while in every hypothesis that can still win."""
    likely = [state for state in states if state.score > states[0].score - MARGIN]
    return all(not state.pending and state.settled >= SETTLED for state in likely)


def _decode_passage(
    decoder: Decoder, tokens: list[Token], first: int, broken: int
) -> tuple[int, list[Hypothesis]]:
    """Decode from ``first`` until the frame is settled: the end index and the hypotheses."""
    states = [Hypothesis("", (), (), Cursor())]
    lost = 0
    for index in range(first, len(tokens)):
        following = prune(decoder.step(states, tokens, index))
        if not following:
            return max(index, broken + 1), states
        states = following
        if tokens[index].is_lost:
            broken, lost = index, lost + 1
        ahead = tokens[index + 1 : index + 1 + SETTLED]
        is_over = index > broken and not any(token.is_lost for token in ahead) and _is_calm(states)
        if is_over or index > broken + REACH or lost == MOST_LOST:
            return index + 1, states
    return len(tokens), states


class _Passage(NamedTuple):
    """A damaged passage, and what its line has around it."""

    before: str
    """With the passages in it restored."""
    damaged: str
    after: str


class _Candidate(NamedTuple):
    """A text that a passage may have had."""

    text: str
    score: float
    """Log-probability."""
    proven: bool
    """Whether the damage model turns it into the passage."""


def _loose_marks(passage: _Passage, restored: str) -> int:
    """How many marks of a line that ``restored`` completes do not fit together.

    Quotation marks and brackets come in pairs; where more damage follows, open ones may still be
    closed. A line does not end with a comma.
    """
    is_whole = gbk.LOST not in passage.after
    line = passage.before + restored + (passage.after if is_whole else "")
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
        loose += depth if is_whole else 0
    return loose + (is_whole and line.endswith((",", "、")))


def _end_with_note(tokens: list[Token], end: int) -> int:
    """Where the tokens before ``end`` end in the line, with the note that belongs to the last."""
    last = tokens[end - 1]
    note = tokens[end] if end < len(tokens) else None
    is_own = note and note.kind == "note" and fold_reading(note.text) in readings(last.text)
    return note.end if note and is_own else last.end


def _ranked(
    states: Sequence[Hypothesis], passage: _Passage, page_notes: Mapping[str, str]
) -> list[_Candidate]:
    """The texts of the hypotheses: first those that the model proves, each kind likeliest first."""
    found: list[_Candidate] = []
    for state in [state for state in states if not state.pending][:TRIED]:
        text = changed(state.out, punctuation(state.out))
        here = {**page_notes, **annotated(passage.damaged), **dict(state.notes)}
        proven = can_yield(text, passage.damaged, here, is_cut_off=bool(passage.after))
        score = state.score + LOOSE * _loose_marks(passage, text)
        found.append(_Candidate(text, score, proven))
    return sorted(found, key=lambda one: (not one.proven, -one.score, one.text))


def _rivals(best: _Candidate, others: Sequence[_Candidate]) -> tuple[str, ...]:
    """The texts that are proven too, and nearly as likely as the best."""
    near = (one for one in others[:MOST_RIVALS] if one.proven and one.score > best.score - RIVAL)
    return tuple(one.text for one in near)


def sound_part(text: str) -> str:
    """The clauses of ``text`` without signs of damage, and without their notes.

    >>> sound_part("全市(shì)人民,政府?dāng)?shù)字,好")
    '全市人民,好'
    """
    clauses = re.split(r"(?<=[，。；！,;!\n])", without_notes(text))
    return "".join(c for c in clauses if gbk.LOST not in c and all(map(_is_sound, c)))


def _is_sound(char: str) -> bool:
    return char < "\x80" or (is_common(char) and not "\u0370" <= char <= "\u04ff")
