"""Proposals for follow-ups, measured against the finished links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.tracker.propose import Proposer, lines, prepare, propose, ranks, recall_at
from build_tools.tracker.records import load
from build_tools.tracker.resolve import resolve_tracker
from tests import tracking

CASES = Path(__file__).parent / "cases"
FIRSTS = yaml.safe_load((CASES / "proposals.yml").read_text("utf-8"))
DATA = Path(__file__).parents[1] / "data"


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


@pytest.mark.parametrize(
    ("found", "k", "share"), [([1, 6, None, 5], 5, 0.5), ([1, 6, None, 5], 1, 0.25), ([], 5, 0.0)]
)
def test_recall_at(found: list[int | None], k: int, share: float) -> None:
    assert recall_at(k, found) == share


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


def test_shared_terms_count(tmp_path: Path) -> None:
    text = {
        "2023.1.1": "落地甲平台。",
        "2024.1.1": "用好乙载体，发展商业。",
    }

    def entry(id: str, segment: str, quote: str, **more: Any) -> dict[str, Any]:
        title = {"zh": quote[-2:], "en": id}
        words = {"quote": quote, "english": id, "title": title}
        return {"id": id, "segment": segment, **words, **more}

    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"] = [entry("a", "2023.1.1", "落地甲平台", subjects=["economy"])]
    files["commitments"] = [
        entry("shops", "2024.1.1", "发展商业", subjects=["consumption"], strength="firm"),
        entry("carrier", "2024.1.1", "用好乙载体", subjects=["innovation"], strength="firm"),
    ]
    document, problems = tracking.document(text), Problems()
    found = resolve_tracker(tracking.tracker(files, tmp_path, problems), document, problems)
    terms = {"platform": ["甲平台", "乙载体"]}
    assert propose(prepare(found, document), "a") == ()
    best = propose(prepare(found, document, terms), "a")[0]
    assert best.commitment == "carrier"
    assert [(reason.kind, reason.text) for reason in best.evidence] == [("term", "platform")]


def test_lines_name_what_is_linked_already(proposer: Proposer) -> None:
    told = lines(proposer, "industrial-robots", limit=2)
    assert told[0] == "industrial-robots (2023.1.1.4) 新增工业机器人5000台（套）"
    assert told[1].startswith("1. ")
    assert "[linked] 新增工业机器人2500台（套）" in told[1]
    assert any(line.strip().startswith("figures") for line in told)
