"""Simplified to traditional: phrases and rules decide, other characters are reported once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.conversion.convert import convert
from build_tools.conversion.ledger import Converted
from build_tools.conversion.records import Conversion
from build_tools.conversion.to_traditional import from_simplified_source
from build_tools.diagnostics import Place, Problems
from build_tools.records import Located
from build_tools.text.offsets import place_of
from build_tools.text.opencc import one_to_many_traditional, simplify_char, traditionalize_char
from build_tools.text.source_types import Script
from tests.support.cases import read_cases

CASES = read_cases("conversion/to_traditional.yml")
KINDS = ("traditional", "standard", "kept")


def converted(text: str, rules: dict[str, Any] | None = None) -> tuple[Converted, list[str]]:
    """The text in both scripts by the rules of a case, and what is reported."""
    listed = {
        kind: [
            {"source": words, "why": {"zh": "因", "en": "so"}}
            | ({kind: (rules or {})[kind][words]} if kind != "kept" else {})
            for words in (rules or {}).get(kind, [])
        ]
        for kind in KINDS
    }
    record = Conversion.model_validate({"profile": "s2tw", "round_trip": "tw2s", **listed})
    problems = Problems()
    found = from_simplified_source(
        text,
        Located(record, Place("conversion.yml"), {}),
        lambda at: place_of(text, at, "source.txt"),
        problems,
    )
    return found, list(map(str, problems))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_text(case: dict[str, Any]) -> None:
    found, reported = converted(case["text"], case.get("rules"))
    assert reported == [
        f"source.txt:{place}: CNV006 advice: {rest}"
        for place, _, rest in (line.partition(": ") for line in case["reported"])
    ]
    assert (found.hant, found.hans) == (case["hant"], case.get("hans", case["text"]))
    assert [f"{d.at} {d.char} {d.kind} {d.words}" for d in found.ledger] == case["ledger"]


@given(
    text=st.text(
        alphabet=st.sampled_from("后发里面台复系只干制准云松\n，。a1%國")
        | st.characters(exclude_categories=["Cs"]),
        max_size=30,
    )
)
def test_offsets_never_move(text: str) -> None:
    found, _ = converted(text)
    assert len(found.hans) == len(found.hant) == len(text)
    ends = [at for at, char in enumerate(text) if char == "\n"]
    assert [at for at, char in enumerate(found.hant) if char == "\n"] == ends


@pytest.mark.parametrize(
    ("profile", "back", "script", "right"),
    [
        ("s2tw", "tw2s", "hans", True),
        ("tw2s", "s2tw", "hant", True),
        ("tw2s", "s2tw", "hans", False),
        ("s2tw", "s2tw", "hans", False),
    ],
)
def test_the_profile_must_fit_the_source(
    profile: str, back: str, script: Script, right: bool
) -> None:
    record = Conversion.model_validate({"profile": profile, "round_trip": back})
    problems = Problems()
    given = Located(record, Place("conversion.yml"), {})
    found = convert(
        {"hans": "发展", "hant": "發展"}[script],
        script,
        given,
        lambda at: Place("source.txt", 1, at + 1),
        problems,
    )
    assert ((found.hans, found.hant) == ("发展", "發展")) is right
    assert [found.code.id for found in problems] == ([] if right else ["CNV005"])


def test_the_table_is_sorted_and_of_characters_that_become_one() -> None:
    table = one_to_many_traditional()
    assert list(table) == sorted(table)
    for char, choices in table.items():
        assert len(set(choices)) == len(choices) > 1, char
        assert traditionalize_char(char) != char or char in choices
        alike = {simplify_char(choice) for choice in choices}
        assert char in alike, f"{char} is none of {choices} simplified"
        # 乾 and 徵 stay in some words, and have a simplified form of their own there.
        assert alike <= {char, *choices}, char
