"""Pinyin notes go; real parentheses stay."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.edits import changed
from build_tools.restoration.pinyin_notes import (
    annotated,
    end_of_note,
    notes,
    shown_readings,
    steadily_annotated,
)
from tests.support.restorations import all_notes, cases


@pytest.mark.parametrize("case", cases("notes"))
def test_text(case: dict[str, Any]) -> None:
    text = case["text"]
    assert changed(text, notes(text)) == case.get("clean", text)


def test_a_note_on_every_traditional_character_of_gbk() -> None:
    """Whatever the character and however rare, its note is known for one."""
    text = "，".join(f"{char}({reading})" for char, reading in all_notes().items())
    assert changed(text, notes(text)) == "，".join(all_notes())
    assert annotated(text) == all_notes()
    assert len(all_notes()) > 3000


@given(st.text(alphabet="國長 (guózhǎngáA1)?", max_size=30))
def test_only_notes_go(text: str) -> None:
    for edit in notes(text):
        assert (text[edit.start], text[edit.end - 1], edit.new) == ("(", ")", "")
        assert text[edit.start - 1] in "國長"


def test_characters_that_carry_their_note_only_here_and_there() -> None:
    text = "國(guó)" * 9 + "國" + "際(jì)際"
    assert annotated(text) == {"國": "guó", "際": "jì"}
    assert steadily_annotated(text) == {"國": "guó"}


def test_where_a_note_ends() -> None:
    assert end_of_note("國(guó)際", 1) == 6
    assert end_of_note("國(套)際", 1) == 1
    assert end_of_note("國", 1) == 1


def test_readings_with_and_without_their_parenthesis() -> None:
    assert shown_readings("政府?dāng)?shù)字化(huà)") == {"dāng", "shù", "huà"}
