"""The compared figures of this publication."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.tracker.comparison_text import BASES
from build_tools.tracker.indicators import columns, csv_text, flows, growth_targets, rows
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import load
from build_tools.tracker.resolve import resolve_tracker
from tests.support.paths import ACCEPTANCE, DATA


@pytest.fixture(scope="module")
def report(real: Any) -> tuple[Any, ResolvedTracker]:
    problems = Problems()
    return real.document, resolve_tracker(load(DATA, problems), real.document, problems)


def test_the_table_as_it_was_read_by_eye(report: tuple[Any, ResolvedTracker]) -> None:
    _, found = report
    made = list(csv.reader(io.StringIO(csv_text(found))))
    wanted = list(
        csv.reader(
            (ACCEPTANCE / "cases" / "indicators.csv").open("r", encoding="utf-8", newline="")
        )
    )
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
