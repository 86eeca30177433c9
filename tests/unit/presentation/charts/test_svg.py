"""Text in drawings."""

from typing import Any

import pytest

from build_tools.presentation.charts.svg import wrapped
from tests.support.cases import read_cases

CASES = read_cases("presentation/charts.yml")


@pytest.mark.parametrize("case", CASES["wrapped"], ids=lambda case: case["text"])
def test_wrapped(case: dict[str, Any]) -> None:
    assert list(wrapped(case["text"], case["ems"])) == case["lines"]
