"""Achievements and commitments joined to the text and to each other."""

from dataclasses import replace
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.document.model import Span
from build_tools.resources.units import load_units
from build_tools.tracker.resolve import resolve_tracker
from tests.support import trackers as tracking


def test_a_pair_is_seen_from_both_sides(tmp_path: Path) -> None:
    found = tracking.resolved({}, tmp_path)
    (there,) = found.achievement["robots"].follow_ups
    (back,) = found.commitment["robots"].follow_ups
    assert there is back
    assert there.relation == "lowers"
    assert there.change is not None
    assert there.change.zh == "2023年：50台；2024年安排：40台，减少20%"
    assert there.change.en == "2023: 50; 2024 plan: 40, down 20%"
    assert found.achievement["robots"].span == Span("2023.1.1", 11, 19)


def test_the_words_that_matter_are_marked(tmp_path: Path) -> None:
    found = tracking.resolved({}, tmp_path)
    (pair,) = found.achievement["robots"].follow_ups
    text = tracking.BASE["text"]
    for marks in (pair.review_marks, pair.plan_marks):
        words = [text[mark.segment][mark.start : mark.end] for mark in marks]
        assert words[0] == "新增机器人"
        assert words[1] in ("50台", "40台")


def test_no_follow_up_and_new(tmp_path: Path) -> None:
    new = {
        "links": {"-": 1},
        "no-follow-up": {"+": {"achievement": "robots", "reason": "finished"}},
    }
    found = tracking.resolved(new, tmp_path)
    assert [item.id for item in found.without_follow_up] == ["robots", "conference"]
    assert [item.id for item in found.new_commitments] == ["robots"]
    none = found.achievement["robots"].no_follow_up
    assert none and none.reason == "finished"
    assert found.commitment["output"].follow_ups


def test_a_quote_must_not_cut_a_figure_in_a_unit_of_the_publication(tmp_path: Path) -> None:
    case = {
        "text": {"2023.1.2": "形势良好，建成充电设施30桩。"},
        "achievements": {2: {"quote": "建成充电设施30"}},
    }
    (tmp_path / "units.yml").write_text("桩: {kind: counter}\n", "utf-8")
    problems = Problems()
    units = load_units(tmp_path, problems)
    text, files = tracking.changed(case)
    records = replace(tracking.tracker(files, tmp_path, problems), units=units)
    resolve_tracker(records, tracking.document(text), problems)
    assert "TRK045" in {problem.code.id for problem in problems}
