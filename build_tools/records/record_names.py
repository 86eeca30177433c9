"""What names a record in a file that may be no YAML: its ids, its segment and its quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Place, Problems
from build_tools.records.yaml_tree import read_text

_NAME = re.compile(
    r"""^(?:-\s|\s\s)\s*(?:id|segment|quote|achievement|commitment|indicator):\s+["']?(.+?)["']?\s*$"""
)
_KEY = re.compile(r"""^["']?([\w.-]+)["']?:""")
_START = re.compile(r"[^\s#]")


def names_of(data: Path) -> Callable[[Place], frozenset[str]]:
    """Looks up the names in the record around a place below ``data``."""

    @cache
    def lines(name: str) -> list[str]:
        text = read_text(data / name, name, Problems()) if name.endswith(".yml") else None
        return (text or "").splitlines()

    @cache
    def names(place: Place) -> frozenset[str]:
        return frozenset(names_at(lines(place.file), place.line))

    return names


def names_at(lines: list[str], line: int) -> set[str]:
    """The names in the record around a line.

    >>> sorted(names_at(["- id: gdp", "  segment: 2021.1.1.1", "- id: grain"], 2))
    ['2021.1.1.1', 'gdp']
    """
    starts = [number for number, text in enumerate(lines) if _START.match(text)]
    begin = max((start for start in starts if start < line), default=None)
    if begin is None or not line:
        return set()
    end = min((start for start in starts if start >= line), default=len(lines))
    found = {match[1] for text in lines[begin:end] if (match := _NAME.match(text))}
    key = _KEY.match(lines[begin])
    return found | ({key[1]} if key and "." in key[1] else set())
