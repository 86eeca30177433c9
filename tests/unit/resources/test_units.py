"""The units, and what a publication adds to them."""

from build_tools.resources.units import general


def test_every_unit_has_english_or_names_the_thing_counted() -> None:
    for unit in general():
        if unit.kind not in ("counter", "percent", "index"):
            assert unit.en or unit.per, unit.zh
        assert not unit.base or unit.base in general(), unit.zh
