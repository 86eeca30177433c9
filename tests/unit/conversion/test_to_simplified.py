"""Traditional to simplified: the ledger of doubts, and equal lengths."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.conversion.records import Conversion, load_conversion
from build_tools.conversion.rules import CNV004
from build_tools.conversion.to_simplified import from_traditional_source
from build_tools.diagnostics import Problems
from build_tools.records import Located
from build_tools.text.offsets import Locate, placer
from tests.support.cases import read_cases

CASES = read_cases("conversion/to_simplified.yml")
WHY = "    why: {zh: 因, en: because}\n"


def at(text: str) -> Locate:
    """The places of the characters of a text that needed no restoration."""
    return placer(text, "report.txt")


def rules(folder: Path, given: dict[str, Any] | None = None) -> Located[Conversion]:
    """``conversion.yml`` with the rules of a case."""
    text = "profile: tw2s\nround_trip: s2tw\n"
    for kind in ("simplified", "standard", "kept"):
        listed = (given or {}).get(kind, {})
        text += f"{kind}:\n" if listed else ""
        for source in listed:
            text += f"  - source: {source}\n"
            text += f"    {kind}: {listed[source]}\n" if kind != "kept" else ""
            text += WHY
    (folder / "conversion.yml").write_text(text, "utf-8")
    problems = Problems()
    found = load_conversion(folder, problems)
    assert found is not None, list(map(str, problems))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_text(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    found = from_traditional_source(
        case["text"], rules(tmp_path, case.get("rules")), at(case["text"]), problems
    )
    assert [str(problem) for problem in problems] == case["reported"]
    assert (found.restored, found.hans, found.hant) == (case["text"], case["hans"], case["hant"])
    ledger = [f"{d.at} {d.char} {d.kind} {d.words}" for d in found.ledger]
    assert ledger == case["ledger"]


def test_a_profile_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "conversion.yml").write_text("profile: tw2sx\nround_trip: ../s2t\n", "utf-8")
    problems = Problems()
    assert load_conversion(tmp_path, problems) is None
    assert [str(found) for found in problems] == [
        "conversion.yml:1:1: REC007 profile: it must be t2s, tw2s, hk2s, s2t, s2tw or s2hk "
        '(hint: did you mean "tw2s"?)',
        "conversion.yml:2:1: REC007 round_trip: it must be t2s, tw2s, hk2s, s2t, s2tw or s2hk "
        '(hint: did you mean "s2t"?)',
    ]


def test_a_changed_length_is_told_and_the_line_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Longer:
        def convert(self, line: str) -> str:
            return line + "了" if "走" in line else line

    monkeypatch.setattr("build_tools.conversion.rules.converter", lambda profile: Longer())
    problems = Problems()
    found = from_traditional_source("各位\n走", rules(tmp_path), at("各位\n走"), problems)
    assert found.hans == "各位\n走"
    assert {str(p) for p in problems} == {"report.txt:2:1: CNV004 1 characters became 2"}
    assert {p.code for p in problems} == {CNV004}


TRADITIONAL = st.text(
    alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.sampled_from("著於乾臺週後餘徵覆 \n\t，。？a1%")
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)


@pytest.fixture(scope="module")
def without_rules(tmp_path_factory: pytest.TempPathFactory) -> Located[Conversion]:
    return rules(tmp_path_factory.mktemp("rules"))


@given(text=TRADITIONAL)
def test_offsets_never_move(text: str, without_rules: Located[Conversion]) -> None:
    found = from_traditional_source(text, without_rules, at(text), Problems())
    assert found.restored == text
    assert len(found.hans) == len(found.hant) == len(text)
    ends = [at for at, char in enumerate(text) if char == "\n"]
    assert [at for at, char in enumerate(found.hans) if char == "\n"] == ends
