"""The tracker of this publication."""

from __future__ import annotations

from typing import Any

import pytest
from build_tools.tracker.vocabulary import RELATIONS, STRENGTHS, TYPED

from build_tools.diagnostics import Problems
from build_tools.exports.tracker import tracker_json
from build_tools.system.os_errors import REASONS
from build_tools.tracker.checks import check_english
from build_tools.tracker.coverage import Coverage
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import load
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import records as translation
from tests.support.paths import DATA


def is_complete(part: Coverage) -> bool:
    figures = part.figures_covered + len(part.exceptions)
    return (part.sentences_covered, figures) == (part.sentences, part.figures)


@pytest.fixture(scope="module")
def report(real: Any) -> tuple[Any, ResolvedTracker, Problems]:
    problems = Problems()
    return real.document, resolve_tracker(load(DATA, problems), real.document, problems), problems


def test_the_tracker_has_no_fault_and_covers_all(
    report: tuple[Any, ResolvedTracker, Problems],
) -> None:
    _, found, problems = report
    assert [str(problem) for problem in problems] == []
    assert all(map(is_complete, found.coverage))
    assert {part.role for part in found.coverage} == {"review", "plan"}
    assert len(found.achievements) > 200
    assert len(found.commitments) > 200


def test_the_english_is_from_the_translation() -> None:
    problems = Problems()
    english = {name: record.value.en for name, record in translation.load(DATA, problems).items()}
    check_english(load(DATA, problems), english, problems)
    assert [str(problem) for problem in problems] == []


def test_counts_add_up(report: tuple[Any, ResolvedTracker, Problems]) -> None:
    _, found, _ = report
    linked = {link.achievement for link in found.follow_ups}
    taken_up = {link.commitment for link in found.follow_ups}
    assert len(linked) + len(found.without_follow_up) == len(found.achievements)
    assert len(taken_up) + len(found.new_commitments) == len(found.commitments)
    assert all(item.reason for item in found.without_follow_up)
    assert all(item.strength for item in found.commitments)


def test_every_typed_relation_and_reason_is_used(
    report: tuple[Any, ResolvedTracker, Problems],
) -> None:
    _, found, _ = report
    assert {link.relation.id for link in found.follow_ups} == set(RELATIONS)
    assert {item.reason.id for item in found.without_follow_up if item.reason} == set(REASONS)
    assert {item.strength.id for item in found.commitments if item.strength} == set(STRENGTHS)
    assert "compare" in TYPED


def test_tracker_json(report: tuple[Any, ResolvedTracker, Problems]) -> None:
    document, found, _ = report
    made = tracker_json(found, lambda zh: f"〔{zh}〕")
    achievements = {row["id"]: row for row in made["achievements"]}
    commitments = {row["id"]: row for row in made["commitments"]}
    robots = achievements["industrial-robots"]
    assert "5,000" in robots["quote"]["en"]
    assert robots["title"]["hant"] == f"〔{robots['title']['hans']}〕"
    assert robots["quantities"] == [
        {
            "indicator": "industrial-robots-added",
            "measures": "工业机器人",
            "value": 5000,
            "upper": None,
            "unit": "台（套）",
            "bound": "exact",
            "basis": "increment",
            "text": "5000台（套）",
        }
    ]
    assert [row["relation"] for row in robots["follow_ups"]] == ["lowers"]
    for row in made["achievements"]:
        assert bool(row["follow_ups"]) == (row["no_follow_up"] is None)
        assert (
            document.by_id[row["segment"]].hans[row["start"] : row["end"]] == row["quote"]["hans"]
        )
        for follow_up in row["follow_ups"]:
            assert row["id"] in commitments[follow_up["commitment"]]["achievements"]
    for row in made["commitments"]:
        assert row["strength"] in STRENGTHS
        assert all(name in achievements for name in row["achievements"])
    for listed in made["choices"].values():
        assert all(choice["name"]["zh"] and choice["meaning"]["en"] for choice in listed)
