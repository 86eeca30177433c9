"""Figures in Chinese and in English."""

from typing import Any

import pytest

from build_tools.translation.parity import compare
from tests.support.cases import read_cases


@pytest.mark.parametrize(
    "case", read_cases("translation/parity.yml"), ids=lambda c: f"{c['zh']} {c['en'][:30]}"
)
def test_parity(case: dict[str, Any]) -> None:
    parity = compare(case["zh"], case["en"])
    assert [figure.text for figure in parity.missing] == case.get("missing", [])
    assert [amount.text for amount in parity.added] == case.get("added", [])
    assert [figure.text for figure, _ in parity.bounds] == case.get("bounds", [])
    moved = [[figure.text, amount.text] for figure, amount in parity.moved]
    assert moved == case.get("moved", [])
    words = [amount.text for amount in parity.words]
    assert words == case.get("words", words)
