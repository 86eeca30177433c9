"""The mechanical rules together, on small damaged texts."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Problems
from build_tools.restoration.restore import restore
from tests.support.cases import read_cases

CASES = read_cases("restoration/clean.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_mechanical_rules(case: dict[str, object]) -> None:
    problems = Problems()
    found = restore(f"{case['damaged']}\n", "case", problems, solve=True)
    assert found.text == f"{case['restored']}\n"
    assert sorted({d.code.id for d in problems}) == case.get("errors", [])
