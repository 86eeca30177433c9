"""The numbers of headings."""

import pytest

from build_tools.text.heading_numbers import english_heading_number


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("一、总体", "I. "), ("十、总体", "X. "), ("十九、总体", "XIX. "), ("二十、总体", "XX. "),
     ("12.总体", "12. "), ("一，总体", "I. "), ("㈢总体", "(3) "), ("⑫总体", "(12) "),
     ("3.1　总体", "3.1 "), ("3.1.2总体", "3.1.2 "), ("3 2025年安排", "3. "), ("■一、总体", "I. "),
     ("3.1亿元", ""), ("3.1个百分点", ""), ("3 个月", ""), ("3 月以来，总体", ""),
     ("其一，总体", ""), ("一年来", ""), ("总体", "")],
)  # fmt: skip
def test_heading_number(chinese: str, english: str) -> None:
    assert english_heading_number(chinese) == english
