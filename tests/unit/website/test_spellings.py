"""Nothing that runs, loads, sends or leads away gets into a page by any spelling."""

from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.website.site_check import check_site
from tests.support.cases import read_cases
from tests.support.sites import site

CASES = read_cases("website/spellings.yml")
PAIRS = [(line, code) for code, lines in CASES.items() for line in lines]


@pytest.mark.parametrize(("line", "code"), PAIRS, ids=[line for line, _ in PAIRS])
def test_a_line_of_a_page(line: str, code: str, tmp_path: Path) -> None:
    page = f"<!doctype html><html><head><title>x</title></head><body>\n{line}\n</body></html>"
    problems = Problems()
    check_site(
        site(tmp_path, {"files": {"index.html": page, "page.html": "", "notes.txt": ""}}), problems
    )
    codes = {found.code.id for found in problems if found.place.file == "index.html"}
    assert code in codes if code != "harmless" else not codes, list(map(str, problems))
