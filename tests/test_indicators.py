"""Figures side by side: relations and changes worked out, levels implied, comparisons refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.amounts.chinese import amounts
from build_tools.diagnostics import Problems
from build_tools.records.loading import Bilingual
from build_tools.tracker.comparison import (
    Comparison,
    Refusal,
    change,
    compare,
    growth_target,
    refusal,
)
from build_tools.tracker.comparison_text import BASES, words
from build_tools.tracker.indicators import columns, csv_text, flows, growth_targets, rows
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import AlsoBasis, Indicator, load
from build_tools.tracker.resolve import resolve_tracker

CASES = Path(__file__).parent / "cases"
PAIRS = yaml.safe_load((CASES / "comparisons.yml").read_text("utf-8"))
DATA = Path(__file__).parents[1] / "data"


def indicator(case: dict[str, Any]) -> Indicator:
    why = Bilingual(zh="同", en="Same")
    also = AlsoBasis(basis=case["also"], why=why) if "also" in case else None
    return Indicator(id="x", zh="甲", en="X", unit=case["unit"], basis=case["basis"], also=also)


@pytest.mark.parametrize(
    "case", PAIRS, ids=[f"{case['review']} – {case['plan']}" for case in PAIRS]
)
def test_pair(case: dict[str, Any]) -> None:
    work_out = growth_target if case.get("growth") else compare
    found = work_out(indicator(case), amounts(case["review"]), amounts(case["plan"]))
    if "fault" in case:
        assert isinstance(found, Refusal), found
        assert found.fault == case["fault"]
        return
    assert isinstance(found, Comparison), found
    assert found.relation == case["relation"]
    assert words(found, "甲", "乙").zh == case["zh"]
    assert words(found, "A", "B").en == case["en"]


def test_a_total_is_never_compared_with_an_addition() -> None:
    (_, total) = amounts("净增高新技术企业185家、总数达1185家")
    (added,) = amounts("新增省级以上专精特新企业60家")
    found = refusal(total, added)
    assert found is not None
    assert "1185家" in found.message
    assert "60家" in found.message
    assert refusal(total, total) is None


def test_different_units_are_refused() -> None:
    (yuan,) = amounts("出口25亿元")
    (dollars,) = amounts("出口25亿美元")
    assert refusal(yuan, dollars) is not None


# The report's own indicators


@pytest.fixture(scope="module")
def report(real: Any) -> tuple[Any, ResolvedTracker]:
    problems = Problems()
    return real.document, resolve_tracker(load(DATA, problems), real.document, problems)


def test_the_table_as_it_was_read_by_eye(report: tuple[Any, ResolvedTracker]) -> None:
    _, found = report
    made = list(csv.reader(io.StringIO(csv_text(found))))
    wanted = list(csv.reader((CASES / "indicators.csv").open("r", encoding="utf-8", newline="")))
    assert made == wanted


def test_the_years_come_from_the_parts(report: tuple[Any, ResolvedTracker]) -> None:
    _, found = report
    other = ResolvedTracker(**{**vars_of(found), "review": "2030", "plan": "2031"})
    assert columns(other)[4:6] == ("2030 value", "2031 target")


def vars_of(found: ResolvedTracker) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def test_every_row_stands_on_its_quotes(report: tuple[Any, ResolvedTracker]) -> None:
    document, found = report
    for row in rows(found):
        for segment, amount in zip(
            row.segments, (row.comparison.before, row.comparison.after), strict=True
        ):
            text = document.by_id[segment].hans
            assert text[amount.start : amount.end] == amount.text
        assert row.derived == (row.comparison.change is None)
        assert row.comparison.indicator.basis in BASES
    assert {row.comparison.indicator.id for row in rows(found) if row.derived} == {
        "retail-sales",
        "industrial-output",
    }


def test_growth_targets(report: tuple[Any, ResolvedTracker]) -> None:
    _, found = report
    told = {
        target.commitment.id: (target.target.text, target.before.text if target.before else None)
        for target in growth_targets(found)
    }
    assert told == {
        "gdp-growth-target": ("5%以上", "4%"),
        "industrial-output-growth": ("5.5%以上", None),
        "retail-sales-of-consumer-goods": ("6%以上", None),
        "life-health-output": ("8%", None),
    }


def test_flows_hold_every_link_once(report: tuple[Any, ResolvedTracker]) -> None:
    document, found = report
    made = flows(found, document)
    assert sum(flow.links for flow in made) == len(found.follow_ups)
    assert len({(flow.review, flow.plan) for flow in made}) == len(made)
    places = [(document.units.index(f.review), document.units.index(f.plan)) for f in made]
    assert places == sorted(places)


def test_a_change_too_large_to_be_true_is_worked_out() -> None:
    (before,), (after,) = amounts("产值1元"), amounts(f"产值{'9' * 35}元")
    found = change(before, after)
    assert (found.relation, found.measure) == ("raises", "percent")
    assert found.size > 10**36
