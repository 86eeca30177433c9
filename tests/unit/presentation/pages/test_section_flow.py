"""Short titles of sections."""

import pytest

from build_tools.presentation.pages.section_flow import flow_charts, sections_of, short_title
from build_tools.records.editions import ENGLISH
from build_tools.tracker.indicators import flows
from tests.support.cases import read_cases
from tests.support.publications import full

CASES = read_cases("presentation/charts.yml")


@pytest.mark.parametrize("case", CASES["titles"], ids=lambda case: case["title"])
def test_short_title(case: dict[str, str]) -> None:
    assert short_title(case["title"]) == case["short"]


def test_a_chart_needs_two_flows() -> None:
    resolved = full.resolved()
    words = resolved.words(ENGLISH)
    sections, found = sections_of(resolved, words), flows(resolved.tracker, resolved.document)
    assert len(flow_charts(resolved.tracker, words, sections, found[:2])) == 2
    assert flow_charts(resolved.tracker, words, sections, found[:1]) == []
