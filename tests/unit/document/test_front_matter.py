"""What the lines before the first part say of a report."""

from dataclasses import asdict
from typing import Any

import pytest

from build_tools.document.front_matter import read_front
from tests.support.cases import read_cases

CASES = read_cases("document/front_matter.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["lines"][0] for case in CASES])
def test_front(case: dict[str, Any]) -> None:
    found = asdict(read_front(case["lines"], "报告文件"))
    found["levels"] = list(found["levels"])
    expected = {"month": "", **{key: value for key, value in case.items() if key != "lines"}}
    assert found == expected
