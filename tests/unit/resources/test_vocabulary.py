"""The closed lists of the tracker, and what a publication adds to them."""

from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.resources import vocabulary
from build_tools.resources.vocabulary import general_vocabulary
from build_tools.text.word_conversion import to_traditional

OWN = """\
subject:
  choices:
    fishing:
      name: {zh: 渔业, en: Fishing}
      meaning: {zh: 捕捞和养殖, en: Boats and ponds}
    economy:
      name: {zh: 总体, en: Whole}
      meaning: {zh: 全市总量, en: The whole city}
"""


def test_every_word_has_a_meaning_that_is_more_than_its_name() -> None:
    lists = general_vocabulary()
    assert set(lists) == {
        *("subject", "relation", "reason", "strength", "link_strength", "origin", "verdict"),
    }
    for name, listed in lists.items():
        assert listed.choices, name
        for word, choice in listed.choices.items():
            assert choice.meaning.en.casefold() != choice.name.en.casefold(), word


def test_traditional_words_are_given_only_where_opencc_has_others() -> None:
    for listed in general_vocabulary().values():
        for choice in listed.choices.values():
            for text in (choice.name, choice.meaning):
                assert text.hant != to_traditional(text.zh)
                assert not set("「」") & set(text.hant), "these are put where the report has them"


def test_a_publication_adds_and_changes_words(tmp_path: Path) -> None:
    (tmp_path / vocabulary.FILE).write_text(OWN, "utf-8")
    problems = Problems()
    lists = vocabulary.with_own_lists(vocabulary.load_own_lists(tmp_path, problems))
    assert list(problems) == []
    assert lists["subject"].label == general_vocabulary()["subject"].label
    words = lists["subject"].choices
    assert words["fishing"].name.en == "Fishing"
    assert words["economy"].meaning.en == "The whole city"
    assert set(words) == {*general_vocabulary()["subject"].choices, "fishing"}


def test_without_a_file_the_lists_are_the_generators(tmp_path: Path) -> None:
    assert (
        vocabulary.with_own_lists(vocabulary.load_own_lists(tmp_path, Problems()))
        == general_vocabulary()
    )
