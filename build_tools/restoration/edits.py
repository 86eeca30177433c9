"""Changes of a text by named rules, each recorded with where it came from in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """Put ``new`` for the characters from ``start`` up to ``end`` of a text."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Traced:
    """A text that knows, for each of its characters, the offset in the source it came from."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Traced:
        return cls(text, tuple(range(len(text))))

    def source_offset(self, at: int) -> int:
        """Where in the source the character at ``at`` stands; the end, for the end."""
        if at < len(self.origin):
            return self.origin[at]
        return self.origin[-1] + 1 if self.origin else 0


def apply(traced: Traced, edits: Sequence[Edit]) -> Traced:
    """``traced`` with ``edits``, which must not overlap.

    The characters of a replacement spread over the source offsets of what they replace, so that
    line and column stay near even in long ones.
    """
    text: list[str] = []
    origin: list[int] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at:
            raise ValueError(f"overlapping edits at {edit.start}")
        text.append(traced.text[at : edit.start])
        origin.extend(traced.origin[at : edit.start])
        text.append(edit.new)
        span = edit.end - edit.start
        origin.extend(
            traced.source_offset(edit.start + (min(i, span - 1) if span else 0))
            for i in range(len(edit.new))
        )
        at = edit.end
    text.append(traced.text[at:])
    origin.extend(traced.origin[at:])
    return Traced("".join(text), tuple(origin))


def changed(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits``."""
    return apply(Traced.of(text), edits).text
