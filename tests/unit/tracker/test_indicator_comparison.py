"""Figures side by side: relations and changes worked out, levels implied, comparisons refused."""

from typing import Any

import pytest

from build_tools.amounts.chinese import amounts
from build_tools.records import Bilingual
from build_tools.resources.interface import general_interface
from build_tools.tracker.figures_in_words import comparison_text
from build_tools.tracker.indicator_comparison import (
    IndicatorComparison,
    Refusal,
    change,
    compare_indicator,
    growth_target,
)
from build_tools.tracker.records import AlsoBasis, Indicator
from tests.support.cases import read_cases

PAIRS = read_cases("tracker/indicator_comparison.yml")


def indicator(case: dict[str, Any]) -> Indicator:
    why = Bilingual(zh="同", en="Same")
    also = AlsoBasis(basis=case["also"], why=why) if "also" in case else None
    return Indicator(id="x", zh="甲", en="X", unit=case["unit"], basis=case["basis"], also=also)


@pytest.mark.parametrize(
    "case", PAIRS, ids=[f"{case['review']} – {case['plan']}" for case in PAIRS]
)
def test_pair(case: dict[str, Any]) -> None:
    work_out = growth_target if case.get("growth") else compare_indicator
    found = work_out(indicator(case), amounts(case["review"]), amounts(case["plan"]))
    if "fault" in case:
        assert isinstance(found, Refusal), found
        assert found.fault == case["fault"]
        return
    assert isinstance(found, IndicatorComparison), found
    assert found.relation == case["relation"]
    assert comparison_text(found, "甲", "乙", general_interface()).zh == case["zh"]
    assert comparison_text(found, "A", "B", general_interface()).en == case["en"]


def test_a_change_too_large_to_be_true_is_worked_out() -> None:
    (before,), (after,) = amounts("产值1元"), amounts(f"产值{'9' * 35}元")
    found = change(before, after)
    assert (found.relation, found.measure) == ("raises", "percent")
    assert found.size is not None
    assert found.size > 10**36
