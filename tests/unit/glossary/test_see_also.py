"""Terms that name unrelated ones under 'see'."""

from build_tools.diagnostics import Problems
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary, Term
from build_tools.glossary.see_also import check_see
from tests.support.glossaries import term

NUMERALS = "一二三四五六七八九十"
OTHERS = [f"{one}{two}建设" for one in NUMERALS for two in NUMERALS]
"""So many terms that 建设 shows nothing."""


def reported(*terms: Term) -> list[str]:
    others = [term(f"other-{i}", [zh], definition_zh=zh) for i, zh in enumerate(OTHERS)]
    problems = Problems()
    check_see(Glossary((*terms, *others)), Matching((), (), ()), problems)
    return [problem.message for problem in problems.found]


def test_a_common_word_joins_nothing() -> None:
    port = term("port", ["港口建设"], definition_zh="货船停靠处。", see=("school",))
    school = term("school", ["学校建设"], definition_zh="上课的房屋。")
    assert reported(port, school) == ['"port" and "school" share nothing']


def test_a_rare_word_joins_two_terms() -> None:
    port = term("port", ["港口建设"], definition_zh="货船停靠处。", see=("pier",))
    pier = term("pier", ["码头"], definition_zh="供货船停靠。")
    assert reported(port, pier) == []


def test_a_name_in_a_definition_joins_two_terms() -> None:
    port = term("port", ["港口建设"], definition_zh="也称码头。", see=("pier",))
    pier = term("pier", ["码头"], definition_zh="泊位。")
    assert reported(port, pier) == []
