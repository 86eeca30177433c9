"""Notes of links that are about other records."""

from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.tracker.note_fit import check_notes
from build_tools.tracker.resolve import resolve_tracker
from tests.support import trackers as tracking

QUOTES = {"parking": "新增停车泊位", "robots": "推广工业机器人"}
NOTES = {"parking": "停车泊位另有规划。", "robots": "工业机器人不再计数。"}


def reported(tmp_path: Path, notes: dict[str, str]) -> list[str]:
    """What is reported of two links with these notes."""
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    for name, quote in QUOTES.items():
        goal = f"{name}-goal"
        files["achievements"].append(tracking.entry(name, "2023.1.1.1", quote, "transport"))
        promised = tracking.entry(goal, "2024.1.1.1", quote, "transport", strength="firm")
        files["commitments"].append(promised)
        note = {"zh": notes[name], "en": "A note."}
        link = {"achievement": name, "commitment": goal, "relation": "continues", "note": note}
        files["links"].append(link)
    problems, text = Problems(), "，".join(QUOTES.values())
    document = tracking.document({"2023.1.1.1": text, "2024.1.1.1": text})
    tracker = tracking.tracker(files, tmp_path, problems)
    resolved, found = resolve_tracker(tracker, document, problems), Problems()
    check_notes(tracker, resolved, found)
    return [problem.message for problem in found.found]


def test_a_note_is_about_its_records(tmp_path: Path) -> None:
    assert reported(tmp_path, NOTES) == []


def test_a_note_may_have_no_word_of_any_record(tmp_path: Path) -> None:
    assert reported(tmp_path, {**NOTES, "parking": "数字是下限。"}) == []


def test_exchanged_notes_are_about_the_other_link(tmp_path: Path) -> None:
    """TRK013."""
    assert reported(tmp_path, {"parking": NOTES["robots"], "robots": NOTES["parking"]}) == [
        'the note of "parking" and "parking-goal" is about "robots"',
        'the note of "robots" and "robots-goal" is about "parking"',
    ]
