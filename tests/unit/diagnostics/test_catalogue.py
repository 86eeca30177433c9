"""All codes of the package."""

from __future__ import annotations

import re

import pytest

from build_tools.diagnostics import Code
from build_tools.diagnostics.catalogue import codes_by_room, every_code


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)
def test_meaning_and_remedy_are_sentences(code: Code) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code.id)
    for text in (code.meaning, code.remedy):
        assert re.fullmatch(r"[A-Z“].*[^.][.?]", text), text


def test_the_numbers_of_a_room_have_no_gaps() -> None:
    for room, codes in codes_by_room().items():
        assert [code.id for code in codes] == [f"{room}{n:03}" for n in range(1, len(codes) + 1)]
