"""Units, and amounts written in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_tools.amounts.chinese import amounts, english
from build_tools.amounts.units import UNITS, chinese_value, nearest_unit


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(136700000000, "元", "1367亿元"), (27000, "亩", "2.7万亩"), (782, "家", "782家")],
)
def test_chinese_value(value: int, unit: str, text: str) -> None:
    assert chinese_value(Decimal(value), unit) == text


def test_an_area_too_large_to_be_true_is_rendered() -> None:
    (amount,) = amounts("9" * 40 + "亩")
    assert english(amount).endswith("hectares)")


def test_every_unit_has_english_or_is_a_counter() -> None:
    for unit in UNITS.values():
        assert bool(unit.english) == (unit.kind not in ("counter", "percent")), unit.zh


def test_nearest_unit() -> None:
    assert nearest_unit("平方公理") == "平方公里"
    assert nearest_unit("桩") == ""
