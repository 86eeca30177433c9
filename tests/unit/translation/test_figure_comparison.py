"""Figures in Chinese and in English."""

from typing import Any

import pytest

from build_tools.translation.figure_comparison import compare_figures
from tests.support.cases import read_cases


@pytest.mark.parametrize(
    "case", read_cases("translation/figures.yml"), ids=lambda c: f"{c['zh']} {c['en'][:30]}"
)
def test_figures(case: dict[str, Any]) -> None:
    compared = compare_figures(case["zh"], case["en"])
    assert [figure.text for figure in compared.missing] == case.get("missing", [])
    assert [amount.text for amount in compared.added] == case.get("added", [])
    assert [figure.text for figure, _ in compared.bounds] == case.get("bounds", [])
    moved = [[figure.text, amount.text] for figure, amount in compared.moved]
    assert moved == case.get("moved", [])
    assert [list(found) for found in compared.beside] == case.get("beside", [])
    words = [amount.text for amount in compared.words]
    assert words == case.get("words", words)


PAIRS = [
    (kind, same, chinese, english)
    for kind, pairs in read_cases("translation/figure-pairs.yml").items()
    for same in ("same", "other")
    for chinese, english in pairs.get(same, [])
]


@pytest.mark.parametrize(("kind", "same", "chinese", "english"), PAIRS)
def test_pairs(kind: str, same: str, chinese: str, english: str) -> None:
    """Nothing is reported where the figures are the same, and something where they are not."""
    found = compare_figures(chinese, english)
    reported = any((found.missing, found.added, found.bounds, found.moved, found.words))
    assert reported == (same == "other"), found
