"""The tracker of this publication, and the figures that it compares."""

import csv
import io
import json

import pytest

from build_tools.tracker.indicator_tables import csv_text
from build_tools.tracker.indicators import flows, growth_targets, indicator_rows
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.proposal_lines import lines
from build_tools.tracker.propose import Proposer, prepare_proposer, propose, ranks, recall_at
from tests.acceptance.conftest import Real
from tests.support.cases import read_cases, read_text
from tests.support.paths import ACCEPTANCE

FIRST_PROPOSALS = read_cases("cases/proposals.yml", ACCEPTANCE)


@pytest.fixture(scope="module")
def tracker(real: Real) -> ResolvedTracker:
    return real.resolved.tracker


def test_counts_add_up(tracker: ResolvedTracker) -> None:
    linked = {found.link.achievement for found in tracker.follow_ups}
    taken_up = {found.link.commitment for found in tracker.follow_ups}
    assert len(linked) + len(tracker.without_follow_up) == len(tracker.achievements)
    assert len(taken_up) + len(tracker.new_commitments) == len(tracker.commitments)


def test_every_word_of_the_vocabulary_is_used(tracker: ResolvedTracker) -> None:
    reasons = [item.no_follow_up for item in tracker.without_follow_up]
    used = {
        "relation": {"slows", *(found.relation for found in tracker.follow_ups)},  # nothing does
        "reason": {found.reason if found else None for found in reasons},
        "strength": {item.strength for item in tracker.commitments},
    }
    assert used == {name: set(tracker.vocabulary[name].choices) for name in used}


def test_tracker_json(files: dict[str, str], real: Real) -> None:
    made = json.loads(files["tracker.json"])
    achievements = {row["id"]: row for row in made["achievements"]}
    commitments = {row["id"]: row for row in made["commitments"]}
    robots = achievements["industrial-robots"]
    assert "5,000" in robots["quote"]["en"]
    assert robots["quantities"] == [
        {
            "indicator": "industrial-robots-added",
            "measures": "工业机器人",
            "value": 5000,
            "upper": None,
            "unit": "台（套）",
            "bound": "exact",
            "basis": "increment",
            "direction": None,
            "base": None,
            "is_base": False,
            "qualifiers": [],
            "modality": None,
            "text": "5000台（套）",
        }
    ]
    assert [row["relation"] for row in robots["follow_ups"]] == ["lowers"]
    for row in made["achievements"]:
        assert bool(row["follow_ups"]) == (row["no_follow_up"] is None)
        text = real.document.by_id[row["segment"]].hans
        assert text[row["start"] : row["end"]] == row["quote"]["hans"]
        for follow_up in row["follow_ups"]:
            assert row["id"] in commitments[follow_up["commitment"]]["achievements"]
    for row in made["commitments"]:
        assert all(name in achievements for name in row["achievements"])


def test_torn_quotes_outcomes_and_problems_are_exported(files: dict[str, str]) -> None:
    made = json.loads(files["tracker.json"])
    commitments = {row["id"]: row for row in made["commitments"]}
    assert commitments["sound-valley-technology-park"]["elided"]["hans"] == ["初步展现"]
    (retail,) = commitments["retail-sales-of-consumer-goods"]["outcomes"]
    assert (retail["verdict"], retail["value"], retail["expected"]) == ("met", 7.8, True)
    assert retail["source"]["date"] == "2025-01-07"
    assert commitments["industrial-investment"]["outcomes"][0]["verdict"] == "reported"
    (target,) = commitments["high-tech-enterprises"]["quantities"]
    assert (target["modality"], target["bound"]) == ("ensured", "more-than")
    problems = {row["id"]: row for row in made["problems"]}
    assert problems["environmental-risks"]["answers"] == []
    assert problems["environmental-risks"]["note"]
    for row in made["achievements"] + made["commitments"]:
        for quantity in row["quantities"]:
            assert quantity["measures"].count("“") == quantity["measures"].count("”")


# The compared figures


def test_the_table_is_as_a_person_read_it(tracker: ResolvedTracker) -> None:
    wanted = read_text("cases/indicators.csv", ACCEPTANCE)
    made, read = (
        csv.reader(io.StringIO(text)) for text in (csv_text(tracker).removeprefix("\ufeff"), wanted)
    )
    assert list(made) == list(read)


def test_every_row_stands_on_its_quotes(tracker: ResolvedTracker, real: Real) -> None:
    for row in indicator_rows(tracker):
        amounts = (row.comparison.before, row.comparison.after)
        for segment, amount in zip(row.segments, amounts, strict=True):
            text = real.document.by_id[segment].hans
            assert text[amount.start : amount.end] == amount.text
        assert row.derived == (row.comparison.change is None)
    assert {row.comparison.indicator.id for row in indicator_rows(tracker) if row.derived} == {
        "retail-sales",
        "industrial-output",
    }


def test_growth_targets(tracker: ResolvedTracker) -> None:
    targets = {
        target.commitment.id: (target.target.text, target.before.text if target.before else None)
        for target in growth_targets(tracker)
    }
    assert targets == {
        "gdp-growth-target": ("5%以上", "4%"),
        "industrial-output-growth": ("5.5%以上", None),
        "retail-sales-of-consumer-goods": ("6%以上", None),
        "life-health-output": ("8%", None),
    }


def test_flows_hold_every_link_once(tracker: ResolvedTracker, real: Real) -> None:
    made, units = flows(tracker, real.document), real.document.units
    assert sum(flow.links for flow in made) == len(tracker.follow_ups)
    assert len({(flow.review, flow.plan) for flow in made}) == len(made)
    places = [(units.index(flow.review), units.index(flow.plan)) for flow in made]
    assert places == sorted(places)


# Proposals for follow-ups, measured against the finished links


@pytest.fixture(scope="module")
def proposer(tracker: ResolvedTracker, real: Real) -> Proposer:
    return prepare_proposer(tracker, real.document, {})


def test_recall_of_proposals(proposer: Proposer) -> None:
    """Without a glossary."""
    found = ranks(proposer)
    assert len(found) == len(proposer.tracker.follow_ups)
    assert recall_at(5, found) > 0.8
    assert recall_at(1, found) < recall_at(5, found) < recall_at(50, found)


@pytest.mark.parametrize("case", FIRST_PROPOSALS, ids=lambda case: str(case["achievement"]))
def test_first_proposal(case: dict[str, str], proposer: Proposer) -> None:
    best = propose(proposer, case["achievement"])[0]
    assert best.commitment == case["first"]
    assert set(case["evidence"]) <= {reason.kind for reason in best.evidence}
    assert all(reason.text for reason in best.evidence)


def test_proposals_name_what_is_linked_already(proposer: Proposer) -> None:
    printed = lines(proposer, "industrial-robots", limit=2)
    assert printed[0] == "industrial-robots (2023.1.1.4) 新增工业机器人5000台（套）"
    assert printed[1].startswith("1. ")
    assert "[linked] 新增工业机器人2500台（套）" in printed[1]
    assert any(line.strip().startswith("figures") for line in printed)
