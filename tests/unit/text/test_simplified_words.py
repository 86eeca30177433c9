"""Words of a traditional text that OpenCC simplifies wrong: the table, and what it keeps."""

import pytest

from build_tools.text.opencc import converter
from build_tools.text.simplified_words import simplified_words, simplify_words
from tests.support.cases import read_rows


@pytest.mark.parametrize(("text", "expected"), read_rows("text/simplified_words.tsv"))
@pytest.mark.parametrize("profile", ["tw2s", "hk2s"])
def test_words(text: str, expected: str, profile: str) -> None:
    assert simplify_words(text, converter(profile).convert(text))[0] == expected


def test_the_table_is_sorted_and_of_equal_lengths() -> None:
    assert list(simplified_words()) == sorted(simplified_words())
    for words, form in simplified_words().items():
        assert len(words) == len(form), words


def test_each_row_changes_what_opencc_makes_or_keeps_it_from_a_shorter_row() -> None:
    for words, form in simplified_words().items():
        usual = str(converter("tw2s").convert(words))
        shorter = [other for other in simplified_words() if other in words and other != words]
        assert usual != form or shorter, words
