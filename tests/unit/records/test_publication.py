"""``publication.yml``: what it may hold, and what is reported of it."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.records.publication_loading import load_publication
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


def test_a_site_without_a_name_in_one_language_has_the_title_there(tmp_path: Path) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith("  name: "))
    assert TEXT.count(line) == 1
    text = TEXT.replace(line, '  name: {zh: 云川工作报告, en: ""}')
    (tmp_path / "publication.yml").write_text(text, "utf-8")
    problems = Problems()
    found = load_publication(tmp_path, problems)
    assert found is not None
    assert found.value.site.name.en == found.value.title.en != ""
    assert found.value.site.name.zh == "云川工作报告"
    assert [str(problem) for problem in problems] == [
        "publication.yml:41:22: REC016 advice: site.name.en is empty "
        "(hint: the title is shown instead)"
    ]
