"""Short titles of sections."""

import pytest

from build_tools.presentation.pages.section_flow import short_title
from tests.support.cases import read_cases

CASES = read_cases("presentation/charts.yml")


@pytest.mark.parametrize("case", CASES["titles"], ids=lambda case: case["title"])
def test_short_title(case: dict[str, str]) -> None:
    assert short_title(case["title"]) == case["short"]
