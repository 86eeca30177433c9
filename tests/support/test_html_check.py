"""The checker of HTML, by its cases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cases import read_cases
from tests.support.html_check import problems

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>
<body><main><h1>t</h1>{}</main></body></html>"""


@pytest.mark.parametrize(
    "case",
    read_cases("html/fragments.yml"),
    ids=lambda case: case["html"][:40],
)
def test_fragment(case: dict[str, Any]) -> None:
    found, expected = problems(PAGE.format(case["html"])), case.get("says", [])
    assert len(found) == len(expected), found
    for said, part in zip(found, expected, strict=True):
        assert part in said


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PAGE.format("").replace("<!doctype html>", ""), "DOCTYPE"),
        (PAGE.format("").replace(' lang="en"', ""), "<html>: no lang"),
        (PAGE.format("").replace("<title>t", "<title> "), "<title>: none, or empty"),
        (PAGE.format("").replace('<meta charset="utf-8">', ""), "no <meta charset>"),
        (PAGE.format("<h1>again</h1>"), "<h1>: 2 of them"),
        (PAGE.format("").replace("main>", "div>"), "<main>: 0 of them"),
        ("", "DOCTYPE"),
    ],
)
def test_whole_page(page: str, expected: str) -> None:
    assert any(expected in said for said in problems(page))
