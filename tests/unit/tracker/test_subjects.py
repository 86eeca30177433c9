"""Subjects of records that nothing supports."""

from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.tracker.resolve import resolve_tracker
from build_tools.tracker.subjects import check_subjects
from tests.support import trackers as tracking

TEXT = {"2023.1.1.1": "建成农田。建成良田。推广良种。", "2023.2.1.1": "新增车位。"}


def reported(tmp_path: Path, subject: str) -> list[str]:
    """What is reported of four records, of which the first has the subject."""
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"] = [
        tracking.entry("fields", "2023.1.1.1", "建成农田", subject),
        tracking.entry("soil", "2023.1.1.1", "建成良田", "agriculture"),
        tracking.entry("seed", "2023.1.1.1", "推广良种", "agriculture"),
        tracking.entry("parking", "2023.2.1.1", "新增车位", "transport"),
    ]
    problems = Problems()
    document, tracker = tracking.document(TEXT), tracking.tracker(files, tmp_path, problems)
    resolved, found = resolve_tracker(tracker, document, problems), Problems()
    check_subjects(tracker, resolved, found, least=4)
    return [problem.message for problem in found.found]


def test_a_neighbour_supports_a_subject(tmp_path: Path) -> None:
    assert reported(tmp_path, "agriculture") == []


def test_nothing_supports_another_subject(tmp_path: Path) -> None:
    """TRK042 names a nearer one."""
    assert reported(tmp_path, "safety") == [
        'nothing supports the subject "safety"; "agriculture" is nearer'
    ]
