"""Whether what was reported later reaches what was planned."""

from typing import Any

import pytest

from build_tools.amounts.chinese import amounts
from build_tools.tracker.outcomes import verdict
from tests.support.cases import read_cases

CASES = read_cases("tracker/outcomes.yml")


@pytest.mark.parametrize("case", CASES, ids=[f"{c['target']} – {c['figure']}" for c in CASES])
def test_verdict(case: dict[str, Any]) -> None:
    (target,), (figure,) = amounts(case["target"]), amounts(case["figure"])
    assert verdict(target, figure, case.get("ceiling")) == case["verdict"]
