"""Amounts in English prose."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.amounts.english import EnglishAmount, english_amounts
from build_tools.amounts.english_numbers import english_value, plain_number
from build_tools.resources.units import Unit, general_units
from tests.support.cases import read_rows

CASES = read_rows("amounts/english.tsv")


def reported(amount: EnglishAmount) -> str:
    bound = "" if amount.bound == "exact" else amount.bound
    return " ".join(filter(None, (plain_number(amount.value).replace(",", ""), amount.unit, bound)))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_case(text: str, expected: str) -> None:
    assert (" | ".join(map(reported, english_amounts(text))) or "-") == expected


PIECES = st.sampled_from(
    ["RMB ", "US$", "1", "23", "4,567", ".5", " million", "%", " mu", " and ", ", ", "–", "first",
     " two", "May ", "Phase II", " or more", "over ", "G", "a hundred", "-", "年", " "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_digit_is_in_exactly_one_amount(text: str) -> None:
    found = english_amounts(text)
    covered = [at for amount in found for at in range(amount.start, amount.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, char in enumerate(text) if char.isdecimal()} <= set(covered)
    assert all(text[amount.start : amount.end] == amount.text for amount in found)


@given(
    st.decimals(min_value=1, max_value=10**12, places=0).map(Decimal.normalize)
    | st.decimals(min_value=1, max_value=999, places=2),
    st.sampled_from(
        [unit for unit in general_units() if unit.kind in ("money", "percent", "measure")]
    ),
)
def test_reads_back_what_the_site_writes(value: Decimal, unit: Unit) -> None:
    """The English that ``units`` writes for an amount is read as that amount."""
    read = english_amounts(english_value(value, unit))[0]
    assert read.value == value
    assert read.unit == (unit.en or unit.zh)
