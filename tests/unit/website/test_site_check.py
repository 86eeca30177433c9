"""The checks of the rendered site."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.website.site_check import check_site
from tests.support.cases import read_cases
from tests.support.sites import OTHERS, site

CASES = read_cases("website/site_check.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_site(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    check_site(site(tmp_path, case), problems)
    reported = [str(found) for found in problems]
    about_editions = any("SIT004" in line for line in case["reported"])
    if not about_editions:  # each edition has the same faults
        for folder in OTHERS:
            own = [line for line in reported if line.startswith(f"{folder}/")]
            assert [line.removeprefix(f"{folder}/") for line in own] == case["reported"]
        reported = [line for line in reported if not line.startswith(OTHERS)]
    assert reported == case["reported"]
