"""All codes of the package."""

import re

from build_tools.diagnostics.all_codes import codes_by_room, every_code


def test_meaning_and_remedy_are_sentences() -> None:
    for code in every_code():
        assert re.fullmatch(r"[A-Z]{3}\d{3}", code.id)
        for text in (code.meaning, code.remedy):
            assert re.fullmatch(r"[A-Z“].*[^.][.?]", text), code.id


def test_the_numbers_of_a_room_have_no_gaps() -> None:
    for room, codes in codes_by_room().items():
        assert [code.id for code in codes] == [f"{room}{n:03}" for n in range(1, len(codes) + 1)]
