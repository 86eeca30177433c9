"""The model of damage: forwards, and as a proof."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration import gbk
from build_tools.restoration.damage import can_yield, damaged
from tests.support.restorations import GBK, all_notes, cases, damage_some, passages


@pytest.mark.parametrize("case", cases("damage"))
def test_text(case: dict[str, Any]) -> None:
    text, notes = case["text"], case["notes"]
    assert damaged(text, notes, lambda: False) == case["none"]
    assert damaged(text, notes, lambda: True) == case["all"]
    assert can_yield(text, case["none"], notes)
    assert can_yield(text, case["all"], notes)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_page_chose_is_proven(seed: int) -> None:
    for passage in passages():
        assert can_yield(passage, damage_some(passage, all_notes(), seed), all_notes())


@given(
    text=st.text(GBK, max_size=30),
    choices=st.lists(st.booleans(), min_size=200, max_size=200),
)
def test_any_text_is_proven(text: str, choices: list[bool]) -> None:
    try:
        gbk.encode(text)
    except UnicodeEncodeError:
        return
    if gbk.decode(gbk.encode(text)) != text:
        return
    taken = iter(choices)
    assert can_yield(text, damaged(text, all_notes(), lambda: next(taken, False)), all_notes())


@pytest.mark.parametrize(
    ("restored", "shown"),
    [
        ("政府數字化", "政府?dāng)?shù)字花"),
        ("政府改字化", "政府?dāng)?shù)字化"),
        ("政府數字化", "政府字化"),
        ("政府數字化😀", "政府數字化😀"),
        ("", "政"),
        ("政", ""),
    ],
)
def test_what_is_not_proven(restored: str, shown: str) -> None:
    assert not can_yield(restored, shown, {"數": "shù", "當": "dāng"})


def test_a_note_that_must_be_there() -> None:
    assert not can_yield("數", "數", {"數": "shù"})
    assert not can_yield("數數", "數(shù)數", {"數": "shù"})
    assert can_yield("數數", "數(shù)數(shù)", {"數": "shù"})


def test_what_is_cut_off_in_a_lost_frame() -> None:
    """Two notes later the frame is still lost; only the whole line shows its end soundly."""
    notes = {"級": "jí", "壓": "yā"}
    shown = "四級(jí)?yā)降廊涨巴ê?。整治一"
    assert can_yield("四級航道日前通航。整治一", shown, notes, is_cut_off=True)
    assert not can_yield("四級航道日前通航。整治一", shown, notes)
    assert not can_yield("四級航道日前通航。整改一", shown, notes, is_cut_off=True)


def test_a_character_outside_gbk_cannot_be_damaged() -> None:
    with pytest.raises(UnicodeEncodeError):
        damaged("㐀", {}, lambda: True)
