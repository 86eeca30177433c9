"""Typical mistakes of an editor: each gives one clear problem, at its place, and no other."""

from pathlib import Path
from typing import Any

import pytest

from tests.support import code_cases
from tests.support.cases import read_cases

MISTAKES = read_cases("editors/mistakes.yml")


def test_there_are_enough() -> None:
    assert len([case for case in MISTAKES if "problem" in case]) >= 24
    assert len([case for case in MISTAKES if "problem" not in case]) >= 3


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: str(case["name"]))
def test_one_mistake_is_one_problem(case: dict[str, Any], tmp_path: Path) -> None:
    listed = [str(found) for found in code_cases.data_problems(case, tmp_path)]
    expected = [case["problem"]] if "problem" in case else []
    assert [line.partition(" (hint: ")[0] for line in listed] == expected
