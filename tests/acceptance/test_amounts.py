"""Every amount of this report, as a person read it."""

from decimal import Decimal
from typing import Any

import pytest

from build_tools.amounts.chinese import Amount, amounts, unread_figures
from tests.acceptance.conftest import Real
from tests.support.cases import read_cases
from tests.support.paths import ACCEPTANCE

QUOTES = read_cases("cases/amounts.yml", ACCEPTANCE)
Read = list[tuple[dict[str, Any], list[Amount]]]


@pytest.fixture(scope="module")
def read(real: Real) -> Read:
    """Each quote of the case file with the amounts that the parser finds in it."""
    rows = []
    for case in QUOTES:
        text = real.document.by_id[case["segment"]].hans
        assert text.count(case["quote"]) == 1, case["quote"]
        start = text.index(case["quote"])
        end = start + len(case["quote"])
        rows.append((case, [a for a in amounts(text) if start <= a.start and a.end <= end]))
    return rows


def test_every_amount_is_read_right(read: Read) -> None:
    keys = ("text", "unit", "bound", "basis")
    for case, found in read:
        wanted = [(*(a[key] for key in keys), Decimal(str(a["value"]))) for a in case["amounts"]]
        got = [(*(getattr(a, key) for key in keys), a.value) for a in found]
        assert got == wanted, case["quote"]


def test_the_case_file_holds_every_amount(real: Real, read: Read) -> None:
    held = {(case["segment"], a.start) for case, found in read for a in found}
    for segment in real.document.sentences():
        if segment.part in ("review", "plan"):
            for amount in amounts(segment.hans):
                assert (segment.id, amount.start) in held, f"{segment.id}: {amount.text}"
            assert not unread_figures(segment.hans), segment.id


def test_the_words_measured_are_mostly_found(read: Read) -> None:
    """Roughly is enough: the words help an editor and decide nothing by themselves."""
    hits = total = 0
    for case, found in read:
        for wanted, amount in zip(case["amounts"], found, strict=True):
            total += 1
            words = amount.measures
            hits += bool(words) and (words in wanted["indicator"] or wanted["indicator"] in words)
    assert hits / total > 0.7
