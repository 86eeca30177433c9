"""What the headings of parts tell: every shape that was met in real reports."""

from typing import Any

import pytest

from build_tools.document.part_roles import periods, role_of, years_of
from tests.support.cases import read_cases

CASES = read_cases("document/part_headings.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["heading"] for case in CASES])
def test_role_and_years(case: dict[str, Any]) -> None:
    assert role_of(case["heading"]) == case["role"]
    if case["role"] in ("review", "plan"):
        years = years_of(case["heading"], case["role"], case.get("reviewed", 2020))
        assert list(years) == case["years"]


def test_without_a_date_nothing_is_guessed() -> None:
    assert years_of("过去五年工作回顾", "review", None) == ()
    assert years_of("今年重点工作", "plan", None) == ()
    assert years_of("“十四五”时期目标", "plan", None) == (2021, 2025)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第十五次会议", []),
        ("新增十五个项目", []),
        ("“十五”时期", [(2001, 2005)]),
        ("十五期间", [(2001, 2005)]),
        ("“十一五”和“十二五”", [(2006, 2010), (2011, 2015)]),
    ],
)
def test_fifteen_is_no_period(text: str, found: list[tuple[int, int]]) -> None:
    assert periods(text) == found
