"""A Chinese page written by hand, in the traditional edition."""

import pytest

from build_tools.records import Bilingual
from build_tools.records.editions import ENGLISH, HANS, HANT
from build_tools.resources.interface import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在“选至”中选定", "在“選至”中選定"),
        ("Zotero 等软件", "Zotero 等軟體"),
        ("“软件”一词照录", "“軟件”一詞照錄"),
        ("[校勘记](notes.md)", "[校勘記](notes.md)"),
    ],
)
def test_a_page_has_the_words_of_its_readers(text: str, expected: str) -> None:
    assert Words(HANT).own_chinese(text) == expected
    assert Words(HANS).own_chinese(text) == text


def test_what_editors_explain_has_them_too_and_a_name_has_not() -> None:
    note = Bilingual(zh="口径不同", en="The bases differ")
    assert Words(HANT).prose(note) == "基準不同"
    assert Words(HANT).of(note) == "口徑不同"
    assert Words(HANT).prose(Bilingual(zh="口径不同", en="Bases", hant="口徑有異")) == "口徑有異"
    assert Words(HANS).prose(note) == "口径不同"
    assert Words(ENGLISH).prose(note) == "The bases differ"
    assert Words(HANT).prose(None) == ""
