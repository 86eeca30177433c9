"""Words that one language has and the other has not."""

import pytest

from build_tools.translation.meaning import senses
from build_tools.translation.senses import general_senses
from tests.support.cases import read_cases
from tests.support.documents import segment

CHANGES = read_cases("translation/changes.yml")


def _changes(chinese: str, english: str) -> list[str]:
    found = senses(segment("2021.1.1.1", chinese), english, general_senses())
    return [finding.text for finding in found if finding.text.lower().startswith(("by ", "to "))]


@pytest.mark.parametrize(("chinese", "english"), CHANGES["same"])
def test_the_same_change(chinese: str, english: str) -> None:
    assert _changes(chinese, english) == []


@pytest.mark.parametrize(("chinese", "english", "text"), CHANGES["other"])
def test_another_change(chinese: str, english: str, text: str) -> None:
    assert _changes(chinese, english) == [text]
