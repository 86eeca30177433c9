"""Definitions that are those of other terms."""

from build_tools.diagnostics import Problems
from build_tools.glossary.definition_fit import check_definitions
from build_tools.glossary.records import Glossary
from tests.support.glossaries import term

DEFINED = {
    "parking-space": (
        "停车泊位",
        "停放机动车的泊位。",
        "A space in which a motor vehicle is parked.",
    ),
    "farmland": ("高标准农田", "有灌溉设施的农田。", "Farmland that has irrigation."),
    "renewal": ("技改", "工厂更新设备。", "The renewal of the equipment of a factory."),
}


def reported(english: dict[str, str], chinese: dict[str, str] | None = None) -> list[str]:
    """What is reported of the terms with other definitions."""
    chinese = chinese or {}
    terms = tuple(
        term(
            name,
            [zh],
            en=name.replace("-", " "),
            definition=english.get(name, en),
            definition_zh=chinese.get(name, definition),
        )
        for name, (zh, definition, en) in DEFINED.items()
    )
    problems = Problems()
    check_definitions(Glossary(terms), problems)
    return [problem.message for problem in problems.found]


def test_definitions_in_their_places() -> None:
    assert reported({}) == []


def test_definitions_exchanged_in_both_languages() -> None:
    """GLO025 names both."""
    one, two = "parking-space", "farmland"
    english = {one: DEFINED[two][2], two: DEFINED[one][2]}
    chinese = {one: DEFINED[two][1], two: DEFINED[one][1]}
    assert reported(english, chinese) == [
        '"parking-space" is defined by the words of "farmland"',
        '"farmland" is defined by the words of "parking-space"',
    ]
