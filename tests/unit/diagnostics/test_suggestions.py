"""Hints that name the nearest right word."""

import pytest

from build_tools.diagnostics import (
    nearest,
    nearest_words,
)


@pytest.mark.parametrize(
    ("words", "text", "hint"),
    [
        ("国内生产总值", "实现地区生产总值", "the text has “地区生产总值”"),
        ("生产总额", "一\n生产总值\n二", "the text has “生产总值”"),
        ("国内生产总值", "建成高标准农田", ""),
        ("农田", "建成农业", ""),
        (
            "technological upgrading",
            "A technical upgrading",
            "the text has “A technical upgrading”",
        ),
        ("technological upgrading", "A technical change", ""),
        ("upgrading project", "old upgrading products", "the text has “upgrading product”"),
        ("", "text", ""),
    ],
)
def test_nearest_words(words: str, text: str, hint: str) -> None:
    assert nearest_words(words, text) == hint


@pytest.mark.parametrize(
    ("word", "hint"),
    [("workers-2", 'did you mean "workers"?'), ("zzz", ""), ("worker", 'did you mean "workers"?')],
)
def test_nearest(word: str, hint: str) -> None:
    assert nearest(word, {"workers", "robots"}) == hint


def test_a_hint_never_names_the_word_itself() -> None:
    assert nearest("glossary", ["glossary"]) == ""
    assert nearest("glossary", ["glossary", "glosary"]) == 'did you mean "glosary"?'
