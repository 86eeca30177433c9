"""The numbers of headings."""

import pytest

from build_tools.text.heading_numbers import english_heading_number


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("一、总体", "I. "), ("十、总体", "X. "), ("十九、总体", "XIX. "), ("二十、总体", "XX. "),
     ("12.总体", "12. "), ("一，总体", "I. "), ("㈢总体", "(3) "), ("⑫总体", "(12) "),
     ("其一，总体", ""), ("一年来", ""), ("总体", "")],
)  # fmt: skip
def test_heading_number(chinese: str, english: str) -> None:
    assert english_heading_number(chinese) == english
