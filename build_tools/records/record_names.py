"""The names of the record around a line, even in a broken file; places of words in long values."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Place, Problems
from build_tools.records.text_file import read_text

_NAME = re.compile(
    r"""^(?:- |  )\s*(?:- )?(?:id|segment|quote|phrase|achievement|commitment|indicator):"""
    r"""\s+["']?(.+?)["']?\s*$"""
)
_TERM = re.compile(r"""  zh:\s+["']?(.+?)["']?\s*$""")
_KEY = re.compile(r"""^["']?([\w.-]+)["']?:""")
_START = re.compile(r"[^\s#]")
_INNER = re.compile(r"[^\s#]|  - ")
_QUOTED = re.compile(r'["“]+(.+?)["”]+')
_LONG = re.compile(r"""\s*[\w-]+:\s+(?:[>|][-+]?$|".*\\$)""")
"""A key whose value goes on in further lines."""
_FOLD = r"(?:\\\n\s*)?"
"""Where a quoted value may be folded between any two characters."""


class RecordFiles:
    """The lines of the files below a data folder, by the place of a problem."""

    def __init__(self, data: Path) -> None:
        def lines(name: str) -> list[str]:
            text = read_text(data / name, name, Problems()) if name.endswith(".yml") else None
            return (text or "").splitlines()

        self.lines: Callable[[str], list[str]] = cache(lines)
        self.names: Callable[[Place], frozenset[str]] = cache(
            lambda place: frozenset(names_at(self.lines(place.file), place.line))
        )

    def exact(self, found: Diagnostic) -> Diagnostic:
        """The problem at the line of a long value that has the words it quotes."""
        lines, line = self.lines(found.place.file), found.place.line
        if not 0 < line <= len(lines) or not _LONG.match(lines[line - 1]):
            return found
        quoted = (*_QUOTED.findall(found.message), *_QUOTED.findall(found.hint))
        words = (word for word in quoted if word not in self.names(found.place))
        if place := next(filter(None, (_inside(lines, line, word) for word in words)), None):
            return replace(found, place=Place(found.place.file, *place))
        return found


def _inside(lines: list[str], line: int, words: str) -> tuple[int, int] | None:
    """The line and the column of words in the value of the key in a line, where they are once.

    >>> _inside(["en: >-", "  robots were", "  added"], 1, "were added")
    (2, 10)
    """
    column = len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
    end = line
    while end < len(lines) and lines[end].startswith(" " * (column + 1)):
        end += 1
    text = "\n".join(lines[line:end])
    chars = (r"\s+" if char == " " else re.escape(char) for char in words)
    places = list(re.finditer(_FOLD.join(chars), text))
    if len(places) != 1:
        return None
    start = places[0].start()
    return line + 1 + text.count("\n", 0, start), start - text.rfind("\n", 0, start)


def names_at(lines: list[str], line: int) -> set[str]:
    """The names in the record around a line: an item of the list at the top or below a key.

    >>> sorted(names_at(["- id: gdp", "  segment: 2021.1.1.1", "- id: grain"], 2))
    ['2021.1.1.1', 'gdp']
    """
    is_list = any(text.startswith("- ") for text in lines)
    start = _START if is_list else _INNER
    starts = [number for number, text in enumerate(lines) if start.match(text)]
    begin = max((start for start in starts if start < line), default=None)
    if begin is None or not line:
        return set()
    end = min((start for start in starts if start >= line), default=len(lines))
    found = {
        match[1]
        for pattern in (_NAME, _TERM)[: 1 + is_list]
        for text in lines[begin:end]
        if (match := pattern.match(text))
    }
    found |= {re.sub(r"[^\w.]+", "-", name.lower()) for name in found if name.isascii()}
    key = _KEY.match(lines[begin])
    return found | ({key[1]} if key and "." in key[1] else set())
