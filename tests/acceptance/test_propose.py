"""Proposals for follow-ups, measured against the finished links of this publication."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.tracker.propose import Proposer, lines, prepare, propose, ranks, recall_at
from build_tools.tracker.records import load
from build_tools.tracker.resolve import resolve_tracker
from tests.support.cases import read_cases
from tests.support.paths import ACCEPTANCE, DATA

FIRSTS = read_cases("cases/proposals.yml", ACCEPTANCE)


@pytest.fixture(scope="module")
def proposer(real: Any) -> Proposer:
    problems = Problems()
    found = resolve_tracker(load(DATA, problems), real.document, problems)
    return prepare(found, real.document)


def test_recall(proposer: Proposer) -> None:
    """Without a glossary; the finished links are the measure."""
    found = ranks(proposer)
    assert len(found) == len(proposer.tracker.follow_ups)
    assert recall_at(5, found) > 0.8
    assert recall_at(1, found) < recall_at(5, found) < recall_at(50, found)


@pytest.mark.parametrize("case", FIRSTS, ids=[case["achievement"] for case in FIRSTS])
def test_first_proposal(case: dict[str, Any], proposer: Proposer) -> None:
    best = propose(proposer, case["achievement"])[0]
    assert best.commitment == case["first"]
    assert set(case["evidence"]) <= {reason.kind for reason in best.evidence}
    assert all(reason.text for reason in best.evidence)


def test_best_first_and_the_evidence_adds_up(proposer: Proposer) -> None:
    found = propose(proposer, "parking-spaces", limit=20)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    for proposal in found:
        assert proposal.score == pytest.approx(sum(e.weight for e in proposal.evidence))


def test_lines_name_what_is_linked_already(proposer: Proposer) -> None:
    told = lines(proposer, "industrial-robots", limit=2)
    assert told[0] == "industrial-robots (2023.1.1.4) 新增工业机器人5000台（套）"
    assert told[1].startswith("1. ")
    assert "[linked] 新增工业机器人2500台（套）" in told[1]
    assert any(line.strip().startswith("figures") for line in told)
