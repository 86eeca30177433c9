"""Words of senses, and what a publication adds to them."""

from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.resources.senses import FILE
from build_tools.translation.meaning import senses
from build_tools.translation.plain_words import Language
from build_tools.translation.senses import general_senses, load_senses
from tests.support.cases import read_cases
from tests.support.documents import segment

CASES = read_cases("translation/senses.yml")

OWN = """\
negation: {zh: [勿], zh_but: [请勿打扰]}
fishing: {zh: [捕捞], en: [fishing], en_also: [catch]}
places for ships: {zh: [摊位], en_also: [berth]}
"""


def test_a_publication_adds_words_and_senses(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(OWN, "utf-8")
    problems = Problems()
    found = load_senses(tmp_path, problems)
    assert list(problems) == []

    def missing(chinese: str, english: str) -> list[str]:
        return [one.text for one in found.missing(chinese, english, "zh", "en")]

    assert missing("切勿捕捞", "Crabs were sold.") == ["勿", "捕捞"]
    assert missing("请勿打扰，不得捕捞", "The catch was not sold.") == []
    assert missing("新增摊位", "Lamps were added.") == ["摊位"]


def test_a_publication_adds_words_that_exclude_each_other(tmp_path: Path) -> None:
    chinese, english = "农民就业", "Students found jobs."
    found = {}
    for own in ("negation: {zh: [勿]}\n", "student: {zh_also: [农民就业]}\n"):
        (tmp_path / FILE).write_text(own, "utf-8")
        senses = load_senses(tmp_path, Problems())
        found[own[:7]] = [one.there for one in senses.opposed(chinese, english)]
    assert found == {"negatio": ["student"], "student": []}


def test_an_entry_that_changes_nothing_is_reported(tmp_path: Path) -> None:
    own = "negatoin: {zh_also: [勿]}\nboats: {zh: [舢板]}\ncare: {zh_also: [看诊]}\n"
    (tmp_path / FILE).write_text(own, "utf-8")
    problems = Problems()
    load_senses(tmp_path, problems)
    assert [problem.message for problem in problems] == [
        'no sense or word "negatoin"',
        'no sense or word "boats"',
        'no sense or word "care"',
    ]
    assert problems.found[0].hint == 'did you mean "negation"?'
    assert problems.found[2].hint.startswith("name one of the group: emergency, inpatient, ")


def test_a_province_is_named_where_the_chinese_leaves_it_out(tmp_path: Path) -> None:
    chinese, english = "完成投资300亿元。", "The province’s investment reached RMB 30 billion."
    found = {
        place: [
            one.text
            for one in load_senses(tmp_path, Problems(), place).missing(
                english, chinese, "en", "zh"
            )
        ]
        for place in ("云川省", "云川市")
    }
    assert found == {"云川省": [], "云川市": ["province"]}


def _of(text: str, other: str, language: Language, other_language: Language) -> list[str]:
    return [one.sense for one in general_senses().missing(text, other, language, other_language)]


def test_one_word_may_have_two_senses() -> None:
    assert _of("发展文旅", "We developed it.", "zh", "en") == ["culture", "tourism"]
    assert _of("发展文旅", "We developed tourism.", "zh", "en") == ["culture"]


def test_a_longer_word_may_say_something_else() -> None:
    assert _of("引进领军人才", "We attracted talent.", "zh", "en") == []
    assert _of("关爱军人", "We attracted talent.", "zh", "en") == ["service personnel"]


def test_a_phrase_may_say_a_plain_sense() -> None:
    assert _of("社会稳定", "Social stability was kept.", "zh", "en") == []
    assert _of("社会稳定", "Social progress was stable.", "zh", "en") == ["social stability"]


def test_a_sense_has_the_english_word_of_its_name() -> None:
    assert _of("Tourism grew.", "产业发展", "en", "zh") == ["tourism"]
    assert _of("Tourism grew.", "文旅发展", "en", "zh") == []


def test_other_words_of_a_sense_may_say_it_in_one_language() -> None:
    assert _of("平台建设", "载体建设", "zh", "zh") == []
    assert _of("平台建设", "学校建设", "zh", "zh") == ["platforms"]
    assert _of("Fees were included.", "They comprise fees.", "en", "en") == []
    assert _of("Fees were included.", "There were fees.", "en", "en") == ["include"]


def test_without_a_file_the_senses_are_the_generators(tmp_path: Path) -> None:
    assert load_senses(tmp_path, Problems()) is general_senses()


def _senses(chinese: str, english: str) -> list[str]:
    known = general_senses()
    found = [*known.missing(chinese, english, "zh", "en")]
    opposed = [one.scale for one in known.opposed(chinese, english)]
    missing = known.missing(english, chinese, "en", "zh")
    return [*(one.sense for one in (*found, *missing)), *opposed]


def test_sentences_that_say_the_same() -> None:
    found = {chinese: _senses(chinese, english) for chinese, english in CASES["same"]}
    assert {chinese: senses for chinese, senses in found.items() if set(senses) - {"future"}} == {}


def test_sentences_that_say_something_else() -> None:
    for chinese, english, sense in CASES["other"]:
        assert sense in _senses(chinese, english), chinese


@pytest.mark.parametrize(("chinese", "english", "sense"), CASES["plan"])
def test_what_a_plan_says_is_no_wish(chinese: str, english: str, sense: str) -> None:
    found = senses(segment("2021.1.1.1", chinese, part="plan"), english, general_senses())
    said = [f"nothing in the Chinese says “{sense}”"] if sense else []
    assert [
        one.message for one in found if one.message.endswith(("could”", "should”", "would”"))
    ] == said
