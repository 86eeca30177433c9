"""Whether a text is damaged, and what follows for the signs of damage in it."""

from typing import Any

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.records import Bilingual, Located
from build_tools.records.line_decisions import LineDecision
from build_tools.restoration.evidence import evidence
from build_tools.restoration.restore import Instructions, restore
from tests.support.cases import read_cases

SIGNS = "我们勠力同心，龘字、技m改项目、好？，好。"


@pytest.mark.parametrize("case", read_cases("restoration/evidence.yml"), ids=lambda c: c["name"])
def test_evidence(case: dict[str, Any]) -> None:
    assert bool(list(evidence(case["text"]))) == case["damaged"]


def test_signs_are_errors_only_in_a_damaged_text() -> None:
    sound, broken = Problems(), Problems()
    restore(SIGNS, "a.txt", sound)
    restore(f"{SIGNS}\n國(guó)際貿(mào)易", "a.txt", broken)
    codes = ["RST003", "RST006", "RST007"]
    assert sorted({p.code.id for p in sound}) == codes
    assert sound.errors == []
    assert sorted({p.code.id for p in broken.errors}) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("治理劣V类水体，配置X光机，推进乡村e镇，联合N家企业。", []),
        ("推动电商小镇、i设计小镇，政m府。", ["RST006"]),
        ("治理劣V类水体。\n國(guó)際貿(mào)易", ["RST006"]),
    ],
)
def test_capitals_and_e_are_signs_only_in_a_damaged_text(text: str, codes: list[str]) -> None:
    problems = Problems()
    restore(text, "a.txt", problems)
    assert [problem.code.id for problem in problems] == codes


def test_one_line_of_advice_for_each_character() -> None:
    problems = Problems()
    restore("蹚出新路。\n勇蹚深水。", "a.txt", problems)
    (found,) = problems
    assert str(found).startswith("a.txt:1:1: RST007 advice: “蹚” (U+8E5A)")
    assert "and 1 more place (hint: if the text is right, accept" in str(found)


def test_accepted_words_are_not_advised() -> None:
    problems = Problems()
    restore(SIGNS, "a.txt", problems, Instructions(accepted={SIGNS: Place("publication.yml")}))
    assert list(problems) == []


def decided(line: str, be: str) -> Located[LineDecision]:
    decision = LineDecision.model_validate(
        {"line": line, "be": be, "why": Bilingual(zh="因", en="reason")}
    )
    return Located(decision, Place("outline.yml", 1, 3), {})


def test_lines_are_dropped_and_joined_as_an_editor_decides() -> None:
    text = "報告\n掃一掃關注我們\n經濟增\n\n  長5%。\n完。"
    problems = Problems()
    decisions = [decided("扫一扫", "drop"), decided("长5%", "join"), decided("完", "text")]
    found = restore(text, "a.txt", problems, Instructions(decisions=decisions))
    assert found.text == "報告\n經濟增長5%。\n完。"
    assert list(problems) == []
    assert [(r.rule, r.decision.value.why.en) for r in found.repairs if r.decision] == [
        ("drop", "reason"), ("join", "reason"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [("扫码", "no line begins with “扫码”"), ("各位", "2 lines begin with “各位”")],
)
def test_a_decision_must_fit_one_line(line: str, message: str) -> None:
    problems = Problems()
    text = "各位代表：\n各位代表！好。"
    found = restore(text, "a.txt", problems, Instructions(decisions=[decided(line, "drop")]))
    assert found.text == text
    assert [str(p) for p in problems] == [f"outline.yml:1:3: DOC007 {message}"]
