"""The table of indicators: a change has the sign of its direction."""

from dataclasses import replace

import pytest

from build_tools.amounts.chinese import amounts
from build_tools.tracker.indicator_comparison import IndicatorComparison, compare_indicator
from build_tools.tracker.indicator_tables import indicator_table
from build_tools.tracker.indicators import indicator_rows
from tests.support.publications import full


@pytest.mark.parametrize(
    ("review", "plan", "change"),
    [
        ("增长4%", "增长5%", "+1"),
        ("增长6.5%", "增长6%", "-0.5"),
        ("下降3%", "下降2%", "+1"),
        ("下降2%", "下降3%", "-1"),
    ],
)
def test_a_change_of_a_rate(review: str, plan: str, change: str) -> None:
    tracker = full.resolved().shown_tracker
    row = next(r for r in indicator_rows(tracker) if r.comparison.indicator.id == "gdp-growth")
    made = compare_indicator(row.comparison.indicator, amounts(review), amounts(plan))
    assert isinstance(made, IndicatorComparison)
    names, cells = indicator_table([replace(row, comparison=made)], tracker)
    assert dict(zip(names, cells, strict=True))["change"] == change


def test_a_level_has_its_unit_where_the_figures_are_rates() -> None:
    tracker = full.resolved().shown_tracker
    names, *rows = indicator_table(indicator_rows(tracker), tracker)
    made = [dict(zip(names, row, strict=True)) for row in rows]
    for row in made:
        assert bool(row["implied unit"]) == bool(row["implied level"])
    growth = next(row for row in made if row["indicator"] == "gdp-growth")
    assert (growth["unit"], growth["implied unit"]) == ("%", "元")
