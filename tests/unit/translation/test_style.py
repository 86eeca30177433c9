"""The style of the English."""

from typing import Any

import pytest

from build_tools.translation.style import capitalised_words, check_heading, han, marks
from tests.support.cases import read_cases
from tests.support.documents import segment

OTHER = (segment("o", "鄱阳湖。"), "The harbour by Poyang Lake.")


@pytest.mark.parametrize("case", read_cases("translation/style.yml"), ids=lambda c: c["en"])
def test_style(case: dict[str, Any]) -> None:
    here = segment("a.1", case["zh"], level=case.get("level", "sentence"))
    names = capitalised_words([OTHER, (here, case["en"])], [])
    found = [
        *han(here, case["en"]),
        *check_heading(here, case["en"], names),
        *marks(here, case["en"]),
    ]
    assert sorted(f"{f.code.id} {f.text}" for f in found) == sorted(case.get("finds", []))


def test_names_come_from_terms_too() -> None:
    assert {"Poyang", "Lake"} <= capitalised_words([], ["Poyang Lake"])
