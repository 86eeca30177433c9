"""Words that are no terms yet."""

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
    text = document(*["美丽庭院创建，加快发展。"] * 6, "全市人民。")
    found = {candidate.word: candidate.count for candidate in candidates(text, Matching())}
    assert found["庭院"] == 6
    assert "发展" not in found
