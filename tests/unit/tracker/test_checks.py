"""The tracker's records against the document: every fault reported, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.tracker.checks import check_english
from build_tools.tracker.resolve import resolve_tracker
from tests.support import trackers as tracking
from tests.support.cases import read_cases

CASES = read_cases("tracker/records.yml")["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_faults(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    text, files = tracking.changed(case)
    records = tracking.tracker(files, tmp_path, problems)
    resolve_tracker(records, tracking.document(text), problems)
    check_english(records, tracking.BASE["english"], problems)
    found = list(problems)
    reported = [str(problem) for problem in found]
    assert len(reported) == len(case["problems"]), reported
    for problem, (file, code, message, hint) in zip(found, case["problems"], strict=True):
        assert problem.place.file.removeprefix("tracker/") == file, reported
        assert problem.place.line or file == "source", reported
        assert problem.code.id == code, reported
        assert message in problem.message, reported
        assert problem.hint.startswith(hint), reported


# The report's own tracker
