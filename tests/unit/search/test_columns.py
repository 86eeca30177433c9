"""The columns of the search index."""

from dataclasses import replace

import pytest

from build_tools.search import columns
from build_tools.search.entries import Gloss, SearchEntry


@pytest.mark.parametrize(
    ("char", "readings"),
    [
        ("常", {"chang2"}),
        ("绿", {"lv4", "lu4"}),
        ("行", {"hang2", "xing2"}),
        ("的", {"de0", "di4"}),
    ],
)
def test_pinyin_has_every_reading(char: str, readings: set[str]) -> None:
    assert readings <= set(columns.pinyin([char]).split(","))


def test_pinyin_tells_characters_apart() -> None:
    assert columns.pinyin(["虞", "\ue000", "的", "市"]) == "yu2.de0,di1,di2,di4fu2,shi4"


@pytest.mark.parametrize("number", [0, 9, 75, 8191, 8192, 20_000])
def test_numbers_of_any_size_are_packed(number: int) -> None:
    assert "0" in columns.packed([number, 0])
    assert not any("\ud800" <= char <= "\udfff" for char in columns.packed([number]))


def entry_named(anchor: str, english: str = "", heading: str = "", text: str = "文") -> SearchEntry:
    return SearchEntry("a.html", "T", heading, anchor, "sentence", text, english)


def test_a_term_is_new_once() -> None:
    """Where the terms stand, how long they are, and 0 for a new one or a known one's number."""
    giant, park = ("little giant",), ("park",)
    entries = [
        replace(entry_named("1", text="小巨人"), glosses=(Gloss(0, 3, giant),)),
        replace(
            entry_named("2", text="园区的小巨人"), glosses=(Gloss(3, 6, giant), Gloss(0, 2, park))
        ),
    ]
    assert columns.terms(entries)["stands"] == ["12", "003", "323", "001"]


def test_anchors_follow_rules_where_they_can() -> None:
    entries = [
        entry_named("2023.1.9"),
        entry_named("2023.1.10"),
        entry_named("little-giant", "“Little giant”"),
        entry_named(""),
        entry_named(""),
        entry_named("x"),
        entry_named("x"),
    ]
    assert columns.anchors(entries).split("\n") == ["=2023.1.9", "", "-", "=", "=", "=x", "=x"]


def test_headings_are_names_of_texts_where_they_can() -> None:
    entries = [
        entry_named("", text="一、稳。", heading="一、稳"),
        entry_named("", text="一、稳。", heading="一、稳"),
        entry_named("", text="文", heading="文"),
        entry_named("", english="Text.", heading="Text"),
        entry_named("", english="Text.", heading="Text."),
        entry_named("", heading="Other"),
    ]
    assert columns.headings(entries).split("\n") == ["2", "", "0", "3", "1", "=Other"]
