"""The closed lists of the tracker."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.tracker.vocabulary import REASONS, RELATIONS, STRENGTHS, SUBJECTS


@pytest.mark.parametrize("listed", [SUBJECTS, RELATIONS, REASONS, STRENGTHS])
def test_choices_are_defined_in_both_languages(listed: dict[str, Any]) -> None:
    for word, choice in listed.items():
        assert choice.id == word
        assert choice.zh
        assert choice.en
        assert choice.meaning_zh.endswith("。") or listed is SUBJECTS
        assert choice.meaning_en
