"""Simplified to traditional word by word: what decides, and what stays open."""

from collections.abc import Iterator
from importlib import resources

import pytest

from build_tools.text.opencc import (
    converter,
    one_to_many_traditional,
    simplify_char,
    traditionalize_char,
)
from build_tools.text.word_conversion import convert_by_words, rows
from tests.support.cases import read_rows


@pytest.mark.parametrize(("text", "expected"), read_rows("text/word_conversion.tsv"))
def test_words(text: str, expected: str) -> None:
    found, undecided = convert_by_words(text, "s2tw")
    assert "".join(c + "?" * (at in undecided) for at, c in enumerate(found)) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("s2t", "羣衆裏着"), ("s2tw", "群眾裡著"), ("s2hk", "羣眾裏着")],
)
def test_the_forms_of_a_region(profile: str, expected: str) -> None:
    assert convert_by_words("群众里着", profile)[0] == expected


def test_an_open_place_has_its_alternatives() -> None:
    assert convert_by_words("周塘", "s2tw") == ("周塘", {0: "周週"})


def test_the_table_is_sorted_and_of_forms_of_the_same_characters() -> None:
    file = resources.files("build_tools.text").joinpath("traditional_words.tsv")
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = [line.split("\t")[0] for line in lines]
    assert words == sorted(set(words))
    for source, row in rows().items():
        assert len(source) == len(row.form), source
        for simplified, form in zip(source, row.form, strict=True):
            forms = one_to_many_traditional().get(simplified, "")
            assert simplify_char(form) == simplified or form in forms, (source, form)


def test_the_table_has_opencc_own_forms() -> None:
    """Forms of a region would be lost or kept by chance where another region is asked for."""
    for source, row in rows().items():
        assert converter("t2tw").convert(row.form) == converter("t2tw").convert(
            converter("tw2t").convert(converter("t2tw").convert(row.form))
        ), source


def closing_rows() -> Iterator[tuple[str, str, str]]:
    """Each row of one character without a question mark: the character, its form, the reason."""
    file = resources.files("build_tools.text").joinpath("traditional_words.tsv")
    for line in file.read_text("utf-8").splitlines():
        char, form, reason = (*line.split("\t"), "", "")[:3]
        if len(char) == 1 and not form.endswith("?"):
            yield char, form, reason


SAME_CHARACTER = {"鉴": "鑑 and 鑒 are one", "合": "閤 is written 合 or 闔 today"}


@pytest.mark.parametrize(("char", "form", "reason"), list(closing_rows()))
def test_a_character_is_closed_only_where_words_have_its_other_forms(
    char: str, form: str, reason: str
) -> None:
    assert form in one_to_many_traditional()[char]
    assert reason or char in SAME_CHARACTER, "other words may have another form: leave it open"
    for word in reason.split():
        found, undecided = convert_by_words(word, "s2t")
        at = word.index(char)
        assert found[at] != form, (word, found)
        assert at not in undecided, word


def test_an_open_character_has_another_form_than_the_one_without_a_row() -> None:
    for char, row in rows().items():
        if len(char) == 1 and row.is_open:
            assert row.form != traditionalize_char(char), "the row says nothing"
