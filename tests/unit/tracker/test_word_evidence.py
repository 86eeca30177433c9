"""Words of closed lists that need words of the text, or go with a place in it."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.tracker.resolve import resolve_tracker
from build_tools.tracker.word_evidence import check_word_evidence
from tests.support import trackers as tracking

QUOTES = ("修建道路", "治理污水", "种植树木", "开放公园")


def reported(tmp_path: Path, *reasons: str) -> list[str]:
    """What is reported of four records of an item with these reasons."""
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    for quote, reason in zip(QUOTES, reasons, strict=True):
        name = f"n{len(files['achievements'])}"
        files["achievements"].append(tracking.entry(name, "2023.1.1.1", quote, "environment"))
        files["no-follow-up"].append({"achievement": name, "reason": reason})
    problems = Problems()
    document = tracking.document({"2023.1.1.1": "，".join(QUOTES)})
    tracker = tracking.tracker(files, tmp_path, problems)
    resolved, found = resolve_tracker(tracker, document, problems), Problems()
    check_word_evidence(tracker, resolved, found)
    return [problem.message for problem in found.found]


def test_one_alone_has_the_reason(tmp_path: Path) -> None:
    assert reported(tmp_path, "not-mentioned", "not-mentioned", "not-mentioned", ENDS) == [
        f'no other record of 2023.1.1 has the reason "{ENDS}"'
    ]


def test_one_alone_has_another_reason(tmp_path: Path) -> None:
    assert reported(tmp_path, ENDS, ENDS, "not-mentioned", ENDS) == [
        f'3 records of 2023.1.1 have the reason "{ENDS}"'
    ]


def test_an_item_may_have_both(tmp_path: Path) -> None:
    assert reported(tmp_path, ENDS, ENDS, "not-mentioned", "not-mentioned") == []


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("力争修建道路", ["力争"]),
        ("主要预期目标是修建道路", ["预期目标"]),
        ("预期目标中的约束性指标完成下达任务", []),
        ("办好“力争上游”活动", []),
    ],
)
def test_an_aim_is_not_firm_but_a_name_shows_nothing(
    tmp_path: Path, quote: str, shown: list[str]
) -> None:
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["commitments"].append(
        tracking.entry("road", "2024.1.1.1", quote, "transport", strength="firm")
    )
    problems, found = Problems(), Problems()
    document = tracking.document({"2024.1.1.1": quote})
    tracker = tracking.tracker(files, tmp_path, problems)
    resolved = resolve_tracker(tracker, document, problems)
    check_word_evidence(tracker, resolved, found)
    assert [problem.message for problem in found.found] == [
        f'“{word}” shows the strength "aim", not "firm"' for word in shown
    ]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [("医院开工", ['no word of 2023.1.1.1 shows the reason "finished"']), ("医院开业", [])],
)
def test_what_has_only_begun_is_not_finished(tmp_path: Path, quote: str, shown: list[str]) -> None:
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"].append(tracking.entry("hospital", "2023.1.1.1", quote, "health"))
    files["no-follow-up"].append({"achievement": "hospital", "reason": "finished"})
    assert evidence(files, {"2023.1.1.1": quote}, tmp_path) == shown


@pytest.mark.parametrize(
    ("quote", "shown"), [("争创双拥模范城“六连冠”", ["连冠"]), ("办好“继续教育周”", [])]
)
def test_a_title_held_again_goes_on(tmp_path: Path, quote: str, shown: list[str]) -> None:
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["commitments"].append(
        tracking.entry("title", "2024.1.1.1", quote, "culture", strength="aim")
    )
    files["no-origin"] = [{"commitment": "title", "status": "not-reported"}]
    assert [
        one for one in evidence(files, {"2024.1.1.1": quote}, tmp_path) if "goes-on" in one
    ] == [f'“{word}” shows the origin "goes-on", not "not-reported"' for word in shown]


@pytest.mark.parametrize(
    ("quote", "shown"), [("中心完成主体结构封顶", ["封顶"]), ("中心完成竣工验收", [])]
)
def test_what_is_topped_out_is_not_complete(tmp_path: Path, quote: str, shown: list[str]) -> None:
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"].append(tracking.entry("begun", "2023.1.1.1", "中心开工", "culture"))
    files["commitments"].append(
        tracking.entry("centre", "2024.1.1.1", quote, "culture", strength="firm")
    )
    link = {"achievement": "begun", "commitment": "centre", "strength": "object"}
    files["links"] = [{**link, "relation": "completes"}]
    segments = {"2023.1.1.1": "中心开工", "2024.1.1.1": quote}
    assert evidence(files, segments, tmp_path) == [
        f'“{word}” shows the relation "next-stage", not "completes"' for word in shown
    ]


def evidence(files: dict[str, Any], segments: dict[str, str], folder: Path) -> list[str]:
    """What is reported of records by the words of the text."""
    problems, found = Problems(), Problems()
    tracker = tracking.tracker(files, folder, problems)
    resolved = resolve_tracker(tracker, tracking.document(segments), problems)
    check_word_evidence(tracker, resolved, found)
    return [problem.message for problem in found.found]


ENDS = "after-source-ends"
