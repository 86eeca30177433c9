"""Words that one language has and the other has not."""

import pytest

from build_tools.translation.checks import figure_findings
from build_tools.translation.figure_comparison import compare_figures
from build_tools.translation.meaning import chinese_names, number_words, senses
from build_tools.translation.pinyin_names import small_words
from build_tools.translation.senses import general_senses
from tests.support.cases import read_cases
from tests.support.documents import segment

CHANGES = read_cases("translation/changes.yml")
FREE = read_cases("translation/free.yml")


def _changes(chinese: str, english: str) -> list[str]:
    found = senses(segment("2021.1.1.1", chinese), english, general_senses())
    return [finding.text for finding in found if finding.text.lower().startswith(("by ", "to "))]


@pytest.mark.parametrize(("chinese", "english"), CHANGES["same"])
def test_the_same_change(chinese: str, english: str) -> None:
    assert _changes(chinese, english) == []


@pytest.mark.parametrize(("chinese", "english", "text"), CHANGES["other"])
def test_another_change(chinese: str, english: str, text: str) -> None:
    assert _changes(chinese, english) == [text]


def _found(chinese: str, english: str) -> list[str]:
    known, here = general_senses(), segment("2021.1.1.1", chinese, part="back")
    words = small_words([english]) | known.english_words
    compared = compare_figures(chinese, english)
    found = [
        *senses(here, english, known),
        *chinese_names(here, english, (), words, known),
        *figure_findings(here, compared, ""),
        *number_words(here, compared),
    ]
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("chinese", "english"), [row for kind in FREE.values() for row in kind["same"]]
)
def test_a_free_translation(chinese: str, english: str) -> None:
    assert _found(chinese, english) == []


@pytest.mark.parametrize(
    ("chinese", "english", "text"), [row for kind in FREE.values() for row in kind["other"]]
)
def test_another_meaning(chinese: str, english: str, text: str) -> None:
    assert any(text in message for message in _found(chinese, english))
