"""Units, and amounts written in them."""

from decimal import Decimal

import pytest

from build_tools.amounts.chinese import amount_in_english, amounts
from build_tools.amounts.english_numbers import chinese_value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(136700000000, "元", "1367亿元"), (27000, "亩", "2.7万亩"), (782, "家", "782家")],
)
def test_chinese_value(value: int, unit: str, text: str) -> None:
    assert chinese_value(Decimal(value), unit) == text


def test_an_area_too_large_to_be_true_is_rendered() -> None:
    (amount,) = amounts("9" * 40 + "亩")
    assert amount_in_english(amount).endswith("hectares)")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("0.3亩", "0.3 mu (0.02 hectares)"),
        ("1亩", "1 mu (0.067 hectares)"),
        ("20亩", "20 mu (1.3 hectares)"),
        ("2.7万亩", "27,000 mu (1,800 hectares)"),
        ("72周年", "72nd anniversary"),
        ("1周年", "1st anniversary"),
        ("111周年", "111th anniversary"),
    ],
)
def test_what_english_adds(chinese: str, english: str) -> None:
    (amount,) = amounts(chinese)
    assert amount_in_english(amount) == english
