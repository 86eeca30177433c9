"""The one type in which every problem is told: place, code, message, hint.

Each module declares the codes that it raises as :class:`Code` constants beside the code that
raises them; ``build_tools.codes`` collects them for the documentation.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, order=True)
class Place:
    """A place in an input file. Lines and columns count from 1; 0 stands for "the whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Code:
    """A kind of problem. ``id`` is stable; ``meaning`` and ``remedy`` are one sentence each."""

    id: str
    meaning: str
    remedy: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Diagnostic:
    """One problem at one place. Sorts by place, then code."""

    place: Place
    code: Code
    message: str
    hint: str = ""

    def __str__(self) -> str:
        advice = "advice: " if self.code.severity == "advice" else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{self.place}: {self.code.id} {advice}{self.message}{hint}"

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        return (self.place, self.code.id, self.message)


@dataclass
class Problems:
    """Collects diagnostics over a run, so that all of them are told at once."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(place, code, message, hint))

    @contextmanager
    def within(self, folder: str) -> Iterator[Problems]:
        """Gives problems whose files are named from ``folder``; here they are told with it."""
        inner = Problems()
        try:
            yield inner
        finally:
            for told in inner.found:
                place = replace(told.place, file=f"{folder}/{told.place.file}")
                self.found.append(replace(told, place=place))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(set(self.found), key=lambda d: d.sort_key))

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self if d.code.severity == "error"]


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing where none is near."""
    match = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'did you mean "{match[0]}"?' if match else ""
