"""Full-width punctuation in Chinese text."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.edits import changed
from build_tools.restoration.gbk import to_ascii
from build_tools.restoration.punctuation import punctuation
from tests.support.restorations import cases, passages


@pytest.mark.parametrize("case", cases("punctuation"))
def test_text(case: dict[str, Any]) -> None:
    text = case["text"]
    assert changed(text, punctuation(text)) == case.get("full", text)


@pytest.mark.parametrize("passage", passages())
def test_passages_get_their_marks_back(passage: str) -> None:
    ascii_marks = to_ascii(passage)
    assert changed(ascii_marks, punctuation(ascii_marks)) == passage


@given(st.text(alphabet="國際，。(),:;!?a1. \n“”", max_size=40))
def test_only_marks_change_and_only_once(text: str) -> None:
    full = changed(text, punctuation(text))
    assert to_ascii(full) == to_ascii(text)
    assert changed(full, punctuation(full)) == full


def test_long_lines_take_no_long_time() -> None:
    began = time.process_time()
    for text in ("國" + "a" * 20_000 + ":", "國" + "(" * 20_000, "國" + "a." * 10_000 + "@"):
        punctuation(text)
    assert time.process_time() - began < 10
