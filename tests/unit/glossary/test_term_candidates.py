"""Words that are no terms yet."""

from __future__ import annotations

import pytest

from build_tools.glossary.matching import Matching
from build_tools.glossary.term_candidates import candidates, words
from tests.support.documents import document


@pytest.mark.parametrize(
    ("run", "expected"),
    [("获评示范", ["获评", "示范"]), ("重点推进", ["重点", "推进"]), ("的", [])],
)
def test_runs_are_cut_into_words(run: str, expected: list[str]) -> None:
    assert list(words(run)) == expected


def test_what_is_frequent_here_and_rare_elsewhere_is_found() -> None:
    text = document(*["发展，庭院，经济。"] * 6, *["人民经济发展。"] * 60)
    assert [found.word for found in candidates(text, Matching())] == ["庭院"]
