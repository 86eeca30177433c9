"""Whether the two languages of a text say the same."""

from build_tools.diagnostics import Place, Problems
from build_tools.resources.units import general_units
from build_tools.translation.bilingual import Field, Lexicon, check_text, differences
from build_tools.translation.senses import general_senses, with_places
from tests.support.cases import read_cases

CASES = read_cases("translation/texts.yml")
LEXICON = Lexicon(
    with_places(general_senses(), frozenset({("常熟", "Changshu")})),
    general_units(),
    (),
    {},
    "Changshu",
)


def _messages(chinese: str, english: str) -> list[str]:
    problems = Problems()
    fields = Field(Place("zh.yml"), "zh"), Field(Place("en.yml"), "en")
    check_text(chinese, english, fields, problems, LEXICON)
    return [problem.message.partition(": ")[2] for problem in problems.found]


def test_texts_that_say_the_same() -> None:
    found = {chinese: _messages(chinese, english) for chinese, english in CASES["same"]}
    assert {chinese: messages for chinese, messages in found.items() if messages} == {}


def test_texts_that_say_something_else() -> None:
    for chinese, english, message in CASES["other"]:
        assert message in _messages(chinese, english), chinese


def test_a_name_that_a_text_is_about_is_no_part_of_its_last_word() -> None:
    about = "“3+5”", "3+5"
    assert list(differences("发展服务业。", "We developed services", LEXICON, about)) == []
    assert len(list(differences("发展服务业。", "We developed shops", LEXICON, about))) == 2
