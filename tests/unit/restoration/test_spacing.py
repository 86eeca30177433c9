"""Letter-spaced headings and names."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.edits import changed
from build_tools.restoration.spacing import letter_spacing
from tests.support.restorations import cases


@pytest.mark.parametrize("case", cases("letter-spacing"))
def test_text(case: dict[str, Any]) -> None:
    text = case["text"]
    assert changed(text, letter_spacing(text)) == case.get("closed", text)


@given(st.text(alphabet="政府1 \u3000\n，A", max_size=30))
def test_only_blanks_go_and_only_once(text: str) -> None:
    closed = changed(text, letter_spacing(text))
    assert closed.translate({0x20: "", 0x3000: ""}) == text.translate({0x20: "", 0x3000: ""})
    assert closed.count("\n") == text.count("\n")
    assert changed(closed, letter_spacing(closed)) == closed
