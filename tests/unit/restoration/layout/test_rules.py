"""Rules of layout, on small texts: what each changes, what it leaves, and when it is proposed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Problems
from build_tools.restoration.edits import changed
from build_tools.restoration.layout.rules import LAYOUT, needed
from build_tools.restoration.restore import Instructions, restore
from tests.support.cases import read_cases

CASES = read_cases("restoration/layout.yml")


def name_of(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case['name']}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_rule(case: dict[str, Any]) -> None:
    text = case["text"]
    assert changed(text, LAYOUT[case["rule"]](text)) == case.get("becomes", text)


@pytest.mark.parametrize("case", [c for c in CASES if "becomes" in c], ids=name_of)
def test_a_rule_is_proposed_where_it_changes_something(case: dict[str, Any]) -> None:
    assert case["rule"] in list(needed(case["text"]))


def test_every_rule_has_a_case() -> None:
    assert {case["rule"] for case in CASES} == LAYOUT.keys()


def test_a_part_that_runs_again_to_the_end() -> None:
    lines = [f"{n}、第{n}段的文字，" + "产业发展稳中有进，民生持续改善。" * 6 for n in range(1, 7)]
    whole = "\n".join(["云川市工作报告", *lines, *lines])
    assert changed(whole, LAYOUT["repeated-part"](whole)).split("\n") == [
        "云川市工作报告", *lines, "",
    ]  # fmt: skip
    abridged = [f"{line[:20]}……" for line in lines[1:]]
    text = "\n".join(["云川市工作报告", lines[0], *abridged, *lines])
    assert changed(text, LAYOUT["repeated-part"](text)).split("\n") == ["云川市工作报告", *lines]


def test_a_third_copy_goes_too_and_a_copy_with_other_words_stays() -> None:
    lines = [f"{n}、第{n}段的文字，" + "产业发展稳中有进，民生持续改善。" * 6 for n in range(1, 7)]
    thrice = "\n".join(["云川市工作报告", *lines, *lines, *lines])
    assert changed(thrice, LAYOUT["repeated-part"](thrice)).rstrip().split("\n") == [
        "云川市工作报告", *lines,
    ]  # fmt: skip
    other = [line.replace("第3段", "第三段") for line in [*lines, *lines]]
    text = "\n".join(["云川市工作报告", *lines, *lines, *other])
    assert changed(text, LAYOUT["repeated-part"](text)).count("第3段") == 2
    edited = "\n".join(["云川市工作报告", *lines, *other[:6]])
    assert LAYOUT["repeated-part"](edited) == []


def test_each_change_is_a_repair_with_its_place() -> None:
    text = "云川市２４年工作报告\n---\n各位代表：\n"
    found = restore(text, "a.txt", Problems(), Instructions(layout=("rules", "full-width-digits")))
    assert found.text == "云川市24年工作报告\n各位代表：\n"
    assert found.counts() == {"full-width-digits": 2, "rules": 1}
    assert [str(found.source_place(r.start)) for r in found.repairs] == [
        "a.txt:1:4", "a.txt:1:5", "a.txt:2:1",
    ]  # fmt: skip


@given(st.text(alphabet="一、。各位代表：报告2０％>1.｡ \u3000\n-—…&mdash;（上）", max_size=60))
def test_rules_give_edits_that_apply(text: str) -> None:
    for rule in LAYOUT.values():
        text = changed(text, rule(text))
