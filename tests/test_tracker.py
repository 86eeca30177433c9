"""The tracker's records against the document: every fault told, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.document.model import Span
from build_tools.exports.tracker import tracker_json
from build_tools.tracker.checks import check_english
from build_tools.tracker.coverage import Coverage, coverage_lines
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import load
from build_tools.tracker.resolve import resolve_tracker
from build_tools.tracker.shared_words import shared_runs
from build_tools.tracker.vocabulary import REASONS, RELATIONS, STRENGTHS, SUBJECTS, TYPED
from build_tools.translation import records as translation
from tests import tracking

CASES = yaml.safe_load(tracking.CASES.read_text("utf-8"))["cases"]
DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_faults(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    text, files = tracking.changed(case)
    records = tracking.tracker(files, tmp_path, problems)
    resolve_tracker(records, tracking.document(text), problems)
    check_english(records, tracking.BASE["english"], problems)
    found = list(problems)
    told = [str(problem) for problem in found]
    assert len(told) == len(case["problems"]), told
    for problem, (file, code, message, hint) in zip(found, case["problems"], strict=True):
        assert problem.place.file.removeprefix("tracker/") == file, told
        assert problem.place.line or file == "source", told
        assert problem.code.id == code, told
        assert message in problem.message, told
        assert problem.hint.startswith(hint), told


def test_every_code_has_a_case() -> None:
    import build_tools.tracker.checks
    import build_tools.tracker.coverage
    import build_tools.tracker.links
    import build_tools.tracker.records

    modules = (
        build_tools.tracker.records,
        build_tools.tracker.checks,
        build_tools.tracker.coverage,
        build_tools.tracker.links,
    )
    declared = {name for module in modules for name in vars(module) if name.startswith("TRK")}
    raised = {problem[1] for case in CASES for problem in case["problems"]}
    assert declared == {code for code in raised if code.startswith("TRK")}


def resolved(case: dict[str, Any], folder: Path) -> ResolvedTracker:
    problems = Problems()
    text, files = tracking.changed(case)
    records = tracking.tracker(files, folder, problems)
    return resolve_tracker(records, tracking.document(text), problems)


def test_a_pair_is_seen_from_both_sides(tmp_path: Path) -> None:
    found = resolved({}, tmp_path)
    (there,) = found.achievement["robots"].follow_ups
    (back,) = found.commitment["robots"].follow_ups
    assert there is back
    assert there.relation.id == "lowers"
    assert there.change is not None
    assert there.change.zh == "2023：50台；2024：40台，减少20%"
    assert there.change.en == "2023: 50; 2024: 40, down 20%"
    assert found.achievement["robots"].span == Span("2023.1.1", 11, 19)


def test_the_words_that_matter_are_marked(tmp_path: Path) -> None:
    found = resolved({}, tmp_path)
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
    found = resolved(new, tmp_path)
    assert [item.id for item in found.without_follow_up] == ["robots", "conference"]
    assert [item.id for item in found.new_commitments] == ["robots"]
    assert found.achievement["robots"].reason is REASONS["finished"]
    assert found.commitment["output"].is_new is False


def is_complete(part: Coverage) -> bool:
    figures = part.figures_covered + len(part.exceptions)
    return (part.sentences_covered, figures) == (part.sentences, part.figures)


def test_coverage_is_printed_with_its_exceptions(tmp_path: Path) -> None:
    case = {
        "text": {"2023.1.2": "5项形势良好，举办大会，企业发展。"},
        "context": {0: {"quote": "5项形势良好", "figures": ["5项"]}},
    }
    review, plan = resolved(case, tmp_path).coverage
    assert not is_complete(review)
    assert is_complete(plan)
    assert coverage_lines((review, plan)) == (
        "review: 1 of 2 sentences (50 %), 2 of 3 figures, 1 excepted (100 %)",
        "  2023.1.2 5项: General",
        "plan: 1 of 1 sentences (100 %), 2 of 2 figures, 0 excepted (100 %)",
    )


@pytest.mark.parametrize(
    ("one", "other", "runs"),
    [
        ("新增工业机器人5000台", "新增工业机器人2500台", ["新增工业机器人"]),
        ("“江苏精品”产品", "认证“江苏精品”", ["江苏精品"]),
        ("特色徒步旅游线路", "徒步特色旅游线路", ["特色", "徒步", "旅游线路"]),
        ("推进建设项目", "建设项目推进", []),
        ("总产值", "机器人", []),
        ("", "机器人", []),
    ],
)
def test_shared_runs(one: str, other: str, runs: list[str]) -> None:
    found = shared_runs(one, other)
    assert [run.text for run in found] == runs
    for run in found:
        size = len(run.text)
        assert one[run.first : run.first + size] == other[run.second : run.second + size]


@pytest.mark.parametrize("listed", [SUBJECTS, RELATIONS, REASONS, STRENGTHS])
def test_choices_are_defined_in_both_languages(listed: dict[str, Any]) -> None:
    for word, choice in listed.items():
        assert choice.id == word
        assert choice.zh
        assert choice.en
        assert choice.meaning_zh.endswith("。") or listed is SUBJECTS
        assert choice.meaning_en


# The report's own tracker


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
