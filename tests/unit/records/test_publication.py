"""``publication.yml``: what it may hold, and what is reported of it."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.records.publication import load_publication
from tests.support.cases import read_cases
from tests.support.paths import TINY

CASES = read_cases("records/publication.yml")
TEXT = (TINY / "data" / "publication.yml").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_changes(case: dict[str, Any], tmp_path: Path) -> None:
    assert TEXT.count(case["old"]) == 1
    (tmp_path / "publication.yml").write_text(TEXT.replace(case["old"], case["new"]), "utf-8")
    problems = Problems()
    found = load_publication(tmp_path, problems)
    reported = case.get("reported", [])
    assert [str(problem) for problem in problems] == [*reported, *case.get("advised", [])]
    assert (found is None) == bool(reported)
