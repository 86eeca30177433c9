"""The units of a publication beside those of the generator."""

from pathlib import Path

import pytest

from build_tools.amounts.chinese import amount_in_english, amounts, unread_figures
from build_tools.diagnostics import Problems
from build_tools.resources.units import general_units, load_units


def test_a_publication_adds_and_changes_units(tmp_path: Path) -> None:
    (tmp_path / "units.yml").write_text(
        "桩: {kind: counter}\n亩: {kind: measure, en: acres, base: 平方米, factor: 4047}\n", "utf-8"
    )
    problems = Problems()
    units = load_units(tmp_path, problems)
    assert not problems.found
    found = amounts("建成充电设施30桩，造林15亩", units)
    assert [amount_in_english(amount) for amount in found] == ["30", "15 acres"]
    assert [figure.following for figure in unread_figures("建成充电设施30桩")] == ["桩"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("朵: {kind: measure}", "a unit of the kind measure needs the key en"),
        ("朵: {kind: measure, en: heads, base: 斗}", "base: “斗” is not a known unit"),
        ("朵: {kind: measure, en: heads, base: 斤}", "base: “斤” is not a base"),
        ("朵: {kind: measure, en: heads, base: 吨, factor: 0.5}", "it must be a whole number"),
        ("朵: {kind: flower}", "kind: it must be money"),
    ],
)
def test_what_is_wrong_is_reported(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "units.yml").write_text(text, "utf-8")
    problems = Problems()
    units = load_units(tmp_path, problems)
    (problem,) = problems.found
    assert message in problem.message
    assert units["亩"].en == "mu"


def test_units_convert_only_to_bases() -> None:
    for unit in general_units():
        if unit.base:
            assert not general_units()[unit.base].base, unit.zh
        assert bool(unit.en) == (unit.kind not in ("counter", "percent", "divisor", "index"))
