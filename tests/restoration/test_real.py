"""The real source: every repair accounted for, and the damage repeated on what was restored."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.restoration.damage import damaged
from build_tools.restoration.restore import is_proven, restore
from tests.conftest import Real

HERE = Path(__file__).parent.parent
GOLDEN = HERE / "golden" / "restored.txt"
CASES = yaml.safe_load((HERE / "cases" / "restoration" / "clean.yml").read_text("utf-8"))


def test_the_restored_text_is_the_golden_one(real: Real, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--save-golden"):
        GOLDEN.write_text(real.restoration.text, "utf-8")
    assert real.restoration.text == GOLDEN.read_text("utf-8")


def test_every_repair_is_counted(real: Real) -> None:
    assert real.restoration.counts() == {
        "erratum": 11,
        "full-width-punctuation": 628,
        "letter-spacing": 6,
        "pinyin-note": 1530,
    }


def test_every_erratum_is_proven_and_a_false_one_is_not(real: Real) -> None:
    errata = [r for r in real.restoration.repairs if r.rule == "erratum"]
    assert [repair.proven for repair in errata] == [True] * 11
    known = real.restoration.notes
    for repair in errata:
        wrong = repair.after[:-2] + "錯" + repair.after[-1]
        assert not is_proven(wrong, repair.before, known), wrong


def test_damaging_the_restored_lines_yields_the_source(real: Real) -> None:
    """Without any blind match the model makes each sound line of the source, to the character."""
    source = real.restoration.source.split("\n")
    restored = real.restoration.text.split("\n")
    notes = real.restoration.notes
    compared = 0
    for was, now in zip(source, restored, strict=True):
        if "?" in was or " " in was:
            continue
        assert damaged(now, notes, lambda: False) == was
        compared += 1
    assert compared > 60


def test_repairs_replay(real: Real) -> None:
    """The recorded repairs, applied to the source, are the restoration."""
    text, at = [], 0
    source = real.restoration.source
    errata = [r for r in real.restoration.repairs if r.rule == "erratum"]
    inside = [(r.start, r.end) for r in errata]
    for repair in real.restoration.repairs:
        nested = any(a <= repair.start and repair.end <= b for a, b in inside)
        if repair.rule != "erratum" and nested:
            continue
        text += [source[at : repair.start], repair.after]
        at = repair.end
    assert "".join([*text, source[at:]]) == real.restoration.text


def test_each_character_knows_where_it_came_from(real: Real) -> None:
    origin = real.restoration.traced.origin
    assert len(origin) == len(real.restoration.text)
    assert list(origin) == sorted(origin)
    assert origin[-1] < len(real.restoration.source)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_mechanical_rules(case: dict[str, object]) -> None:
    problems = Problems()
    found = restore(f"{case['damaged']}\n", "case", problems, solve=True)
    assert found.text == f"{case['restored']}\n"
    assert sorted({d.code.id for d in problems}) == case.get("errors", [])
