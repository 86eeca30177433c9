"""Pinyin for setting above the text: one syllable a Han character, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.text.pinyin import syllables
from tests.support.cases import read_rows

CASES = read_rows("text/syllables.tsv")


@pytest.mark.parametrize(("text", "reading"), CASES)
def test_reading(text: str, reading: str) -> None:
    assert " ".join(syllables(text)) == reading


def test_better_readings_by_offset() -> None:
    assert syllables("1行2行", {1: "háng"}) == ["háng", "xíng"]


def han(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]", text))


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(min_codepoint=0x33F0, max_codepoint=0x9FFF)))
def test_one_for_each_character(text: str) -> None:
    assert len(syllables(text)) == han(text)
