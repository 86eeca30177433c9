"""The style of the English."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Place
from build_tools.document.model import Segment
from build_tools.translation.style import han, heading, marks, names_in
from tests.support.cases import read_cases


def segment(id: str, hans: str, level: str = "sentence") -> Segment:
    kind = "sentence" if level == "sentence" else "heading"
    unit = id.partition(".")[0]
    return Segment(
        id=id,
        part="review",
        kind=kind,
        level=level,
        unit=unit,
        offset=0,
        paragraph=1,
        restored=hans,
        hant=hans,
        hans=hans,
        place=Place("source"),
    )


OTHER = (segment("o", "鄱阳湖。"), "The harbour by Poyang Lake.")


@pytest.mark.parametrize("case", read_cases("translation/style.yml"), ids=lambda c: c["en"])
def test_style(case: dict) -> None:
    here = segment("a.1", case["zh"], case.get("level", "sentence"))
    names = names_in([OTHER, (here, case["en"])], [])
    found = [*han(here, case["en"]), *heading(here, case["en"], names), *marks(here, case["en"])]
    assert sorted(f"{f.code.id} {f.text}" for f in found) == sorted(case.get("finds", []))


def test_names_come_from_terms_too() -> None:
    assert {"Poyang", "Lake"} <= names_in([], ["Poyang Lake"])
