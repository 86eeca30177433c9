"""Other pages of the same kind: every traditional character annotated, no errata at hand."""

import random
from collections.abc import Callable

import pytest

from build_tools.diagnostics import Problems
from build_tools.restoration.damage import damaged
from build_tools.restoration.restore import restore
from build_tools.text.opencc import simplify_char
from build_tools.text.pinyin import readings
from tests.support.restorations import passages

FLOOR = 0.85
"""The least share of broken lines that must come back to the character."""


def _notes(text: str) -> dict[str, str]:
    """A reading for every traditional character of ``text``."""
    return {c: min(readings(c)) for c in text if simplify_char(c) != c and readings(c)}


def _takes(seed: int) -> Callable[[], bool]:
    chance = random.Random(seed)
    return lambda: chance.random() < 0.8


def test_broken_lines_of_other_pages_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    lines = passages()
    notes = _notes("".join(lines))
    sound: list[tuple[str, str]] = []
    broken: list[tuple[str, str]] = []
    for seed in range(4):
        takes = _takes(seed)
        shown = [damaged(line, notes, takes) for line in lines]
        page = "\n".join(shown)
        found = restore(page, "page", Problems(), solve=True).text.split("\n")
        for line, was, got in zip(lines, shown, found, strict=True):
            (broken if was.count("?") > line.count("？") else sound).append((line, got))
    right = sum(line == got for line, got in broken)
    with capsys.disabled():
        print(f"\nbroken lines of other pages restored exactly: {right} of {len(broken)}")
    assert len(broken) >= 20
    assert [got for line, got in sound if line != got] == []
    assert right / len(broken) >= FLOOR
