"""The beam: tokens of a damaged line, what each may have been, and which readings are kept."""

from functools import cache

import pytest

from build_tools.restoration.beam import (
    Decoder,
    Hypothesis,
    prune,
)
from build_tools.restoration.language import Cursor, LanguageModel
from build_tools.restoration.tokens import tokens_of

START = Hypothesis("", (), (), Cursor())


@cache
def decoder() -> Decoder:
    return Decoder(LanguageModel("政府數字化轉型，社保卡。"), {"數": "shù", "當": "dāng"})


def read(line: str) -> list[Hypothesis]:
    """The readings of a whole damaged line, the likeliest first."""
    states, tokens = [START], tokens_of(line)
    for index in range(len(tokens)):
        states = prune(decoder().step(states, tokens, index))
    return states


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("府?dāng)數", [("char", "府"), ("lost", "dāng"), ("char", "數")]),
        ("數(shù)字", [("char", "數"), ("note", "shù"), ("char", "字")]),
        ("(套)?", [("char", "("), ("char", "套"), ("char", ")"), ("char", "?")]),
        ("?" * 7, [("char", "?" * 7)]),
        ("??", [("char", "?"), ("char", "?")]),
        ("", []),
    ],
)
def test_tokens(line: str, tokens: list[tuple[str, str]]) -> None:
    found = tokens_of(line)
    assert [(token.kind, token.text) for token in found] == tokens
    assert all(line[one.start : one.end].strip("?()") in one.text for one in found)
    assert [one.end for one in found[:-1]] == [other.start for other in found[1:]]


def test_sound_text_is_read_as_it_is() -> None:
    (state,) = read("政府，社保")
    assert (state.out, state.pending, state.settled) == ("政府，社保", (), 5)
    assert state.score == pytest.approx(decoder().language.score("政府，社保"))


def test_a_lost_note_leaves_the_frame_off_by_a_byte() -> None:
    off = [state for state in read("府?dāng)") if state.pending]
    assert off
    # The note fixes both bytes of its character: the one left over is its second.
    for state in off:
        (char, reading) = state.notes[-1]
        assert (reading, state.pending) == ("dāng", (char.encode("gb18030")[1],))
    assert "當" in {state.notes[-1][0] for state in off}


def test_a_broken_passage_has_the_right_reading_among_the_first() -> None:
    found = [state.out for state in read("政府?dāng)?shù)字") if not state.pending]
    assert found[0] == "政府數字"


def test_a_character_that_the_page_never_writes_is_dear() -> None:
    usual = decoder().emit(START, "國", (), ()).score - decoder().language.score("國")
    odd = decoder().emit(START, "国", (), ()).score - decoder().language.score("国")
    assert usual == pytest.approx(0)
    assert odd < -10
