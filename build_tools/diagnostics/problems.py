"""The one type in which every problem is told: place, code, message, hint.

Each module declares the codes that it raises as :class:`Code` constants beside the code that
raises them; ``build_tools.diagnostics.catalogue`` collects them for the documentation.
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

    def within(self, folder: str) -> Place:
        """The same place, named from the folder above ``folder``."""
        return replace(self, file=f"{folder}/{self.file}")


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
    see: Place | None = None
    """The other place that the message speaks of, such as the first of two equal records.

    Places are told here and not in words, so that each is told in one form, from one folder.
    """

    def __str__(self) -> str:
        advice = "advice: " if self.code.severity == "advice" else ""
        return f"{self.place}: {self.code.id} {advice}{self.told}"

    @property
    def told(self) -> str:
        """The message with its hint and its other place; what a terminal would obey is �.

        It is one line, but for what another program said, which has no line of a file.
        """
        see = f" (see {self.see})" if self.see else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        told = f"{self.message}{see}{hint}"
        if self.place.line:
            told = " ".join(told.splitlines())
        return "".join(char if char.isprintable() or char == "\n" else "�" for char in told)

    def within(self, folder: str) -> Diagnostic:
        """The same, its places named from the folder above ``folder``."""
        see = self.see.within(folder) if self.see else None
        return replace(self, place=self.place.within(folder), see=see)

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        return (self.place, self.code.id, self.message)


@dataclass
class Problems:
    """Collects diagnostics over a run, so that all of them are told at once."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: Code, place: Place, message: str, hint: str = "", see: Place | None = None
    ) -> None:
        self.found.append(Diagnostic(place, code, message, hint, see))

    @contextmanager
    def within(self, folder: str) -> Iterator[Problems]:
        """Gives problems whose files are named from ``folder``; here they are told with it."""
        inner = Problems()
        try:
            yield inner
        finally:
            self.found += [told.within(folder) for told in inner.found]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(set(self.found), key=lambda d: d.sort_key))

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self if d.code.severity == "error"]


def nearest_words(words: str, text: str) -> str:
    """A hint that names the words of ``text`` that are most like ``words``, or nothing.

    At least half of the words, and two characters, must stand in the text side by side.
    """
    matcher = difflib.SequenceMatcher(None, words, text, autojunk=False)
    match = matcher.find_longest_match()
    if match.size < max(2, len(words) / 2):
        return ""
    start = text.rfind("\n", max(0, match.b - match.a), match.b) + 1 or max(0, match.b - match.a)
    found = text[start : match.b + len(words) - match.a].partition("\n")[0].strip()
    return f"the text has “{found}”"


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest, where one is near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing where none is near."""
    match = nearest_word(word, known)
    return f'did you mean "{match}"?' if match is not None else ""
