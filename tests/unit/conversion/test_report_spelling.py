"""The project's own Chinese is spelt as the report spells its words."""

from typing import Any

import pytest

from build_tools.conversion.convert import convert
from build_tools.conversion.records import Conversion
from build_tools.conversion.report_spelling import report_marks, report_spelling
from build_tools.diagnostics import Place, Problems
from build_tools.records import Located
from build_tools.text.offsets import place_of

WHY = {"zh": "因", "en": "so"}


def spell(report: str, words: str, **rules: Any) -> str:
    """``words`` in the spelling of ``report``, a traditional text."""
    record = Conversion.model_validate(
        {"profile": "tw2s", "round_trip": "s2tw"}
        | {kind: [{"why": WHY, **rule} for rule in listed] for kind, listed in rules.items()}
    )
    located = Located(record, Place("conversion.yml"), {})
    converted = convert(
        report, "hant", located, lambda at: place_of(report, at, "report.txt"), Problems()
    )
    return report_spelling(converted, record)(words)


def test_the_words_of_a_rule_are_as_in_the_report() -> None:
    assert spell("工藝家具", "家具和工艺家具") == "傢俱和工藝傢俱"
    assert spell("工藝家具", "家具和工艺家具", kept=[{"source": "家具"}]) == "家具和工藝家具"
    assert spell("走進古里", "古里镇", kept=[{"source": "古里"}]) == "古里鎮"
    rule = {"source": "建筑", "standard": "建築"}
    assert spell("建筑業", "建筑工地", standard=[rule]) == "建築工地"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("占比提高，布局合理", "占全市比重，公布，汙水"),
        ("佔比提高，佈局合理，汙染", "佔全市比重，公佈，汙水"),
        ("占比、佔地", "佔全市比重，公佈，汙水"),
        ("污染", "佔全市比重，公佈，污水"),
    ],
)
def test_of_two_forms_of_a_character_the_one_that_the_report_writes(
    report: str, expected: str
) -> None:
    assert spell(report, "占全市比重，公布，污水") == expected


def test_an_open_word_is_as_in_the_report() -> None:
    assert spell("綱要編製", "编制") == "編製"
    assert spell("綱要編製，機構編制", "编制") == "編制"


def test_words_with_several_characters_are_not_confused() -> None:
    assert spell("發展", "理发，发展") == "理髮，發展"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("打造“常熟”品牌", "選“至‘今’”，“ ”"),
        ("打造「常熟」品牌", "選「至『今』」，“ ”"),
        ("打造「常熟」“品牌”", "選“至‘今’”，“ ”"),
        ("打造品牌", "選“至‘今’”，“ ”"),
    ],
)
def test_the_quotation_marks_are_those_of_the_report(report: str, expected: str) -> None:
    assert spell(report, "选“至‘今’”，“ ”") == expected
    for written in ("選「至『今』」，“ ”", "選“至‘今’”，“ ”"):
        assert report_marks(report)(written) == expected
    assert report_marks(report)("「」、“ ”") == "「」、“ ”"
    assert report_marks(report)("People’s") == "People’s"
