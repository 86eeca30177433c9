"""Chinese and Arabic numerals."""

import pytest

from build_tools.text.numerals import ordinal_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(char, at) for at, char in enumerate("一二三四五六七八九十", 1)],
        ("十一", 11),
        ("二十", 20),
        ("九十九", 99),
        ("12", 12),
        ("一一", None),
        ("一二", None),
        ("十十", None),
        ("一十", None),
        ("二三十", None),
        ("", None),
    ],
)
def test_ordinal_numeral(text: str, value: int | None) -> None:
    assert ordinal_numeral(text) == value
