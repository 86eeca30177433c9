"""Words that are no terms yet."""

from __future__ import annotations

import pytest

from build_tools.glossary.term_candidates import words


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("获评示范市", ["获评", "示范"]),
        ("重点推进", ["重点", "推进"]),
        ("推甲乙进", ["推甲乙进"]),
        ("重点甲乙推进", ["重点", "甲乙", "推进"]),
        ("的", []),
    ],
)
def test_runs_are_cut_into_words(run: str, expected: list[str]) -> None:
    known = {
        "获评": 1,
        "示范": 50,
        "市": 500,
        "重点": 90,
        "推进": 90,
        "推": 40,
        "进": 80,
        "的": 900,
    }
    assert list(words(run, known, sum(known.values()))) == expected
