"""Definitions that are those of other terms."""

from build_tools.diagnostics import Problems
from build_tools.glossary.definition_fit import check_definitions
from build_tools.glossary.records import Glossary
from tests.support.glossaries import term

TEXTS = (
    ("新增停车泊位", "Parking spaces were added."),
    ("停车泊位供机动车停放", "A parking space is for a motor vehicle."),
    ("机动车道路", "Roads for motor vehicles"),
    ("建成高标准农田", "High-standard farmland was built."),
    ("农田有灌溉设施", "The farmland has irrigation."),
    ("灌溉设施完好", "The irrigation is sound."),
    ("企业更新设备", "The company renews its equipment."),
    ("更新工厂设备", "Renewal of factory equipment"),
)
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
    check_definitions(Glossary(terms), TEXTS, problems)
    return [problem.message for problem in problems.found]


def test_definitions_in_their_places() -> None:
    assert reported({}) == []


def test_exchanged_definitions() -> None:
    """GLO023 names both."""
    one, two = "parking-space", "farmland"
    assert reported({one: DEFINED[two][2], two: DEFINED[one][2]}) == [
        '"parking-space" is defined as "farmland" is',
        '"farmland" is defined as "parking-space" is',
    ]


def test_definitions_exchanged_in_both_languages() -> None:
    """GLO026 names both."""
    one, two = "parking-space", "farmland"
    english = {one: DEFINED[two][2], two: DEFINED[one][2]}
    chinese = {one: DEFINED[two][1], two: DEFINED[one][1]}
    assert reported(english, chinese) == [
        '"parking-space" is defined by the words of "farmland"',
        '"farmland" is defined by the words of "parking-space"',
    ]
