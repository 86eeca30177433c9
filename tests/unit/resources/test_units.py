"""The units, and what a publication adds to them."""

from build_tools.resources.units import general_units


def test_every_unit_has_english_or_names_the_thing_counted() -> None:
    for unit in general_units():
        if unit.kind not in ("counter", "percent", "index"):
            assert unit.en or unit.per, unit.zh
        assert not unit.base or unit.base in general_units(), unit.zh
