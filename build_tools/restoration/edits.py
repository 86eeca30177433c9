"""Changes to a text that keep track of where each character came from in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True)
class Edit:
    """Replace the characters from ``start`` up to ``end`` of a text by ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Traced:
    """A text with the source offset of each of its characters."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The source itself, before any change."""
        return cls(text, tuple(range(len(text))))

    def source_offset(self, at: int) -> int:
        """The source offset of the character at ``at``; past the end, the end of the source."""
        if at < len(self.origin):
            return self.origin[at]
        return self.origin[-1] + 1 if self.origin else 0


def apply(traced: Traced, edits: Sequence[Edit]) -> Traced:
    """``traced`` after ``edits``. Raises ValueError where edits overlap.

    The characters of a replacement get the source offsets of what they replace, one by one, so
    that line and column stay close even in long ones.
    """
    text: list[str] = []
    origin: list[int] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at:
            raise ValueError(f"overlapping edits at {edit.start}")
        text += traced.text[at : edit.start], edit.new
        origin += traced.origin[at : edit.start]
        last = max(edit.start, edit.end - 1)
        origin += (traced.source_offset(min(edit.start + i, last)) for i in range(len(edit.new)))
        at = edit.end
    text.append(traced.text[at:])
    origin += traced.origin[at:]
    return Traced("".join(text), tuple(origin))


def changed(text: str, edits: Sequence[Edit]) -> str:
    """``text`` after ``edits``.

    >>> changed("abc", [Edit(1, 2, "")])
    'ac'
    """
    return apply(Traced.of(text), edits).text
