"""The parser of amounts, case by case, and what is not an amount."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.amounts.chinese import amount_in_english, amounts, unread_figures
from build_tools.resources.units import general_units
from tests.support.cases import read_cases

CLAUSES = read_cases("amounts/chinese.yml")


def plain(value: object) -> object:
    """A field of an amount as a case has it."""
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CLAUSES, ids=[case["clause"] for case in CLAUSES])
def test_clause(case: dict[str, Any]) -> None:
    found = amounts(case["clause"])
    rows = case.get("amounts", [])
    assert [[a.text, a.value, a.unit, a.bound, a.basis, amount_in_english(a)] for a in found] == [
        [text, Decimal(str(value)), *rest[:4]] for text, value, *rest in rows
    ]
    for amount, row in zip(found, rows, strict=True):
        for name, value in (row[6] if len(row) > 6 else {}).items():
            assert plain(getattr(amount, name)) == value, (amount.text, name)
    assert [figure.number for figure in unread_figures(case["clause"])] == case.get("unread", [])


NUMBERS = st.decimals(min_value="0.01", max_value="99999", places=2, allow_nan=False)
COUNTED = sorted(
    unit.zh
    for unit in general_units()
    if unit.kind in ("money", "percent", "counter") and unit.zh not in "金银铜大"
)


@given(
    number=NUMBERS,
    scale=st.sampled_from(["", "万", "亿"]),
    unit=st.sampled_from(COUNTED),
    before=st.sampled_from(["", "超", "近", "不少于"]),
)
def test_what_is_written_is_read(number: Decimal, scale: str, unit: str, before: str) -> None:
    text = f"全年完成{before}{number}{scale}{unit}，成效明显。"
    (found,) = amounts(text)
    assert found.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert found.unit == unit
    assert text[found.start : found.end] == found.text == f"{before}{number}{scale}{unit}"
    assert amount_in_english(found)


@given(
    st.text(
        alphabet="第前连续0123456789.%亿万千个家元美年增长新增累计超近“”，、+三五十百分之个点",
        max_size=40,
    )
)
def test_no_text_breaks_the_parser(text: str) -> None:
    found = amounts(text)
    for amount in found:
        assert text[amount.start : amount.end] == amount.text
        assert amount_in_english(amount)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for figure in unread_figures(text):
        assert not any(a.start < figure.end and figure.start < a.end for a in found)
