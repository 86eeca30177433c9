"""The pairs of texts of which an earlier check found that both languages say the same.

To compare the two languages of all sentences and records takes a third of a check; after an edit
nearly all are as they were.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from build_tools.system.cache import fingerprint, generator_state
from build_tools.system.files import read, write_if_changed

T = TypeVar("T")
_DIGITS = 16
"""Of each fingerprint: 64 bits. That two of a million pairs have the same one is very unlikely."""


@dataclass(frozen=True)
class Alike:
    """Pairs of texts in which nothing was found.

    >>> pairs = Alike("key")
    >>> pairs.compare(["水", "water"], lambda: []), pairs.compare(["水", "wind"], lambda: ["wind"])
    ([], ['wind'])
    >>> pairs = Alike("key", frozenset(pairs.found))
    >>> pairs.compare(["水", "water"], lambda: ["is not compared again"])
    []
    """

    key: str = ""
    """What :func:`key_of` gives; "" where nothing is kept for another check."""
    before: frozenset[str] = frozenset()
    """The fingerprints of those that were found earlier."""
    found: set[str] = field(default_factory=set)
    """The fingerprints of all in which nothing is found now."""

    def compare(self, texts: Iterable[str], find: Callable[[], Iterable[T]]) -> Sequence[T]:
        """What ``find`` finds in the texts; nothing where an earlier check found nothing."""
        name = fingerprint(self.key, *texts)[:_DIGITS] if self.key else ""
        found = [] if name in self.before else list(find())
        if name and not found:
            self.found.add(name)
        return found


def key_of(*by: object) -> str:
    """A fingerprint of all by which texts are compared: the generator, and what is given, of which
    ``repr`` shows each value whole."""
    return fingerprint(generator_state(), *map(repr, by))


def load_alike(file: Path) -> frozenset[str]:
    """What :func:`save_alike` wrote; nothing where that cannot be read."""
    try:
        return frozenset(map(str, json.loads(read(file))))
    except (OSError, ValueError, TypeError):
        return frozenset()


def save_alike(file: Path, found: Iterable[str]) -> None:
    """Write the fingerprints to a file. Raises OSError."""
    write_if_changed(file, json.dumps(sorted(found)).encode())
