"""Readings of characters."""

from __future__ import annotations

import pytest

from build_tools.text.pinyin import fold_reading, readings


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("長", {"zhǎng", "cháng"}),
        ("著", {"zhe", "zhuó", "zhù"}),
        ("們", {"men"}),
        ("個", {"gè"}),
        ("綠", {"lǜ", "lù"}),
        ("麼", {"me"}),
        ("裡", {"lǐ"}),
        ("鷂", {"yào"}),
    ],
)
def test_every_reading_is_known(char: str, expected: set[str]) -> None:
    assert expected <= readings(char)


@pytest.mark.parametrize("char", ["a", "1", "，", " ", "\n", "\U0001f600"])
def test_what_has_no_reading(char: str) -> None:
    assert readings(char) == frozenset()


@pytest.mark.parametrize(
    ("written", "folded"),
    [("LǛ", "lǜ"), ("lu\u0308\u0300", "lǜ"), ("dānɡ", "dāng"), ("ɑi", "ai"), ("huì ", "huì")],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold_reading(written) == folded
