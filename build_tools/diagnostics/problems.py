"""The one type in which every problem is reported: place, code, message, hint.

A module declares the codes that it reports as :class:`Code` constants next to the checks that
report them. Everything known about a code is a field of it; no other list of codes exists.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal, Self

Severity = Literal["error", "advice"]
Area = Literal["restoration", "conversion", "glossary", "translation", "tracker"]
"""An area of the data that ``publication.yml`` may declare unfinished."""
Broken = Literal["id", "record", "words", "file", "source", "text", "outline"]
"""What a problem can make unusable: the id of its record, all of the record, or only its words,
which others quote; its file; the source, the text, the outline."""


def printable(text: str) -> str:
    """``text`` on one line, its blanks as they are but a tab as one blank; its control characters
    and what is not UTF-8 as �.

    >>> printable("a\\nb"), printable("规章\\t0"), printable("县长\u3000王明") == "县长\u3000王明"
    ('a�b', '规章 0', True)
    """
    ordinary = text.replace("\t", " ")
    return "".join(char if _is_shown(char) else "�" for char in ordinary)


def _is_shown(char: str) -> bool:
    """Whether a character may be printed: it is visible, or one of the blanks of a text."""
    return char.isprintable() or unicodedata.category(char) == "Zs"


_NESTED = {"“": "‘", "”": "’"}


def nested(text: str) -> str:
    """``text`` with ‘ ’ for the quotation marks inside others.

    >>> nested("““2111”产业” is not there")
    '“‘2111’产业” is not there'
    """
    depth, chars = 0, []
    for char in text:
        depth += char == "“"
        inner = depth > 1 and char in _NESTED
        chars.append(_NESTED[char] if inner else char)
        depth -= char == "”" and depth > 0
    return "".join(chars)


@dataclass(frozen=True, order=True)
class Place:
    """A place in an input file. Lines and columns count from 1; 0 means the whole file or line.

    >>> str(Place("data/errata.yml", 3, 5)), str(Place("site.zip"))
    ('data/errata.yml:3:5', 'site.zip')
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [printable(self.file)]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def within(self, folder: str) -> Self:
        """The same place, with its path relative to the parent of ``folder``."""
        return replace(self, file=f"{folder}/{self.file}")


@dataclass(frozen=True)
class Code:
    """A kind of problem."""

    id: str
    """Three letters for the room that reports it, and a number."""
    meaning: str
    """What is wrong, in one sentence."""
    remedy: str
    """What to do about it, in one sentence."""
    severity: Severity = "error"
    needs: tuple[str, ...] = ()
    """What this check reads: "source", "text", "outline", or files of ``data/``; or other codes.

    Where one of them is broken, or there is a problem of such a code, this one only follows from
    that and is not listed.
    """
    breaks: Broken | None = None
    """What a problem of this kind leaves unusable for the checks that need it."""
    absent: Area | None = None
    """The area in which this problem only says that something is not there yet."""
    example: str = ""
    """A line as ``check`` prints it; a test produces each one."""


@dataclass(frozen=True)
class Diagnostic:
    """One problem at one place. Sorts by place, then code."""

    place: Place
    code: Code
    message: str
    hint: str = ""
    see: Place | None = None
    """Another place that the message refers to, such as the first of two equal records."""
    is_advice: bool = False
    """Whether this one is only advice, although others of its kind are errors."""

    @property
    def severity(self) -> Severity:
        return "advice" if self.is_advice else self.code.severity

    def __str__(self) -> str:
        advice = "advice: " if self.severity == "advice" else ""
        return f"{self.place}: {self.code.id} {advice}{self.details}"

    @property
    def details(self) -> str:
        """The message with its other place and its hint.

        Control characters become �. The result is one line unless another program wrote the
        message, in which case there is no line of a file.
        """
        see = f" (see {self.see})" if self.see else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        text = f"{self.message}{see}{hint}"
        if self.place.line:
            text = " ".join(text.splitlines())
        return "\n".join(map(printable, text.split("\n")))

    def within(self, folder: str) -> Self:
        """The same problem, with its paths relative to the parent of ``folder``."""
        see = self.see.within(folder) if self.see else None
        return replace(self, place=self.place.within(folder), see=see)

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        return (self.place, self.code.id, self.message)


@dataclass
class Problems:
    """Collects the diagnostics of a run, so that all of them are reported at once.

    Iterating gives them sorted, each once.
    """

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: Code, place: Place, message: str, hint: str = "", see: Place | None = None
    ) -> None:
        self.found.append(Diagnostic(place, code, nested(message), nested(hint), see))

    def advise(self, code: Code, place: Place, message: str, hint: str) -> None:
        """Add a problem that does not stop the build here, whatever its code says."""
        is_advice = code.severity != "advice"
        self.found.append(
            Diagnostic(place, code, nested(message), nested(hint), is_advice=is_advice)
        )

    @contextmanager
    def within(self, folder: str) -> Iterator["Problems"]:
        """Collect problems whose paths are relative to ``folder``, and add them with it."""
        inner = Problems()
        try:
            yield inner
        finally:
            self.found += [diagnostic.within(folder) for diagnostic in inner.found]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(set(self.found), key=lambda d: d.sort_key))

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self if d.severity == "error"]
