"""Propose what stood in a broken passage: the model of ``damage``, backwards.

A passage is read from a little before its first lost byte until the frame has been right for a
while. Of the readings of it (see ``beam``) the likeliest that the model proves is proposed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.restoration import gbk
from build_tools.restoration.beam import Reader, State, Token, pruned, tokens_of
from build_tools.restoration.candidates import is_common
from build_tools.restoration.damage import proves
from build_tools.restoration.edits import changed
from build_tools.restoration.language import Cursor
from build_tools.restoration.notes import annotated, notes, without_notes
from build_tools.restoration.punctuation import punctuation
from build_tools.text.pinyin import fold_reading, readings

SETTLED = 4
"""A passage is over once the frame has been right for this many tokens."""
REACH, MOST_LOST = 60, 12
"""In any case it is over so many tokens after the last lost byte, and after so many of those."""
CONTEXT = 4
"""How many characters before a broken place are read with it."""
MARGIN = 16.0
"""Readings that are worse than the best by this much (log) no longer win."""
TRIED = 120
"""How many of the best readings are put to the proof."""
RIVAL = 6.0
"""Proven readings that are worse than the best by no more than this (log) are told as well."""
LOOSE = -15.0
"""Log-cost of a mark that does not fit the others of the line."""


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
        return gbk.to_ascii(self.restored) == gbk.to_ascii(changed(damaged, notes(damaged)))


def propose(line: str, reader: Reader) -> list[Proposal]:
    """Restorations of the broken passages of ``line``, in order.

    ``reader`` knows the language and the notes of the whole page. A question mark that is no
    damage comes back as ``？``; where nothing fits, ``restored`` is "".
    """
    tokens = tokens_of(line)
    proposals: list[Proposal] = []
    at = free = 0
    before, done = "", 0
    while at < len(tokens):
        if not tokens[at].is_lost:
            at += 1
            continue
        first = _context(tokens, at, free)
        end, states = _read_passage(reader, tokens, first, at)
        before += line[done : tokens[first].start]
        proposal = _best(states, line, tokens, first, end, reader.known, before)
        before += proposal.restored
        done = proposal.end
        proposals.append(proposal)
        at = free = end
    return proposals


def _context(tokens: list[Token], at: int, free: int) -> int:
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


def _is_calm(states: list[State]) -> bool:
    """Whether the frame has been right for a while in every reading that can still win."""
    likely = [state for state in states if state.score > states[0].score - MARGIN]
    return all(not state.pending and state.settled >= SETTLED for state in likely)


def _read_passage(
    reader: Reader, tokens: list[Token], first: int, broken: int
) -> tuple[int, list[State]]:
    """Read from ``first`` until the frame has been right for a while: end index and states."""
    states = [State("", (), (), Cursor())]
    lost = 0
    for index in range(first, len(tokens)):
        read = pruned(reader.step(states, tokens, index))
        if not read:
            return max(index, broken + 1), states
        states = read
        if tokens[index].is_lost:
            broken, lost = index, lost + 1
        ahead = tokens[index + 1 : index + 1 + SETTLED]
        is_over = index > broken and not any(token.is_lost for token in ahead) and _is_calm(states)
        if is_over or index > broken + REACH or lost == MOST_LOST:
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
    states: list[State],
    line: str,
    tokens: list[Token],
    first: int,
    end: int,
    known: Mapping[str, str],
    before: str,
) -> Proposal:
    """The likeliest reading that the model proves, else the likeliest of all.

    ``before`` is the line before the passage, with its own passages restored.
    """
    if end < len(tokens) and tokens[end].kind == "note":
        end += fold_reading(tokens[end].text) in readings(tokens[end - 1].text)
    start, stop = tokens[first].start, tokens[end - 1].end
    damaged = line[start:stop]
    after = line[stop:]
    ranked: list[tuple[bool, float, str]] = []
    for state in [state for state in states if not state.pending][:TRIED]:
        restored = changed(state.out, punctuation(state.out))
        here = {**known, **annotated(damaged), **dict(state.notes)}
        proven = proves(restored, damaged, here, is_cut_off=bool(after))
        score = state.score + LOOSE * _loose_marks(before, restored, after)
        ranked.append((proven, score, restored))
    if not ranked:
        return Proposal(start, stop, "", False, -math.inf, ())
    ranked.sort(key=lambda row: (not row[0], -row[1], row[2]))
    proven, score, restored = ranked[0]
    rivals = tuple(out for ok, likely, out in ranked[1:6] if ok and likely > score - RIVAL)
    return Proposal(start, stop, restored, proven, score, rivals)


def sound_part(text: str) -> str:
    """The clauses of ``text`` that show no damage, without their notes."""
    clauses = re.split(r"(?<=[，。；！,;!\n])", without_notes(text))
    return "".join(c for c in clauses if gbk.LOST not in c and all(map(_is_sound, c)))


def _is_sound(char: str) -> bool:
    return char < "\x80" or (is_common(char) and not "\u0370" <= char <= "\u04ff")
