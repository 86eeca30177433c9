"""The parser of amounts: every amount of the report, case by case, and what is none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.amounts.chinese import amounts, english, unread
from build_tools.amounts.units import chinese_value
from build_tools.resources.units import general
from build_tools.text.numerals import numeral

CASES = Path(__file__).parent / "cases"
CLAUSES = yaml.safe_load((CASES / "quantities.yml").read_text("utf-8"))
REPORT = yaml.safe_load((CASES / "amounts.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CLAUSES, ids=[case["clause"] for case in CLAUSES])
def test_clause(case: dict[str, Any]) -> None:
    found = amounts(case["clause"])
    wanted = case.get("amounts", [])
    assert [[a.text, a.value, a.unit, a.bound, a.basis, english(a)] for a in found] == [
        [text, Decimal(str(value)), *rest[:4]] for text, value, *rest in wanted
    ]
    for amount, (*_, more) in zip(
        found, (w if len(w) > 6 else [*w, {}] for w in wanted), strict=True
    ):
        for name, value in more.items():
            read = getattr(amount, name)
            assert (list(read) if isinstance(read, tuple) else read) == (
                Decimal(str(value)) if name in ("upper", "base") else value
            ), (amount.text, name)
    assert [figure.number for figure in unread(case["clause"])] == case.get("unread", [])


@pytest.fixture(scope="module")
def found_in_report(real: Any) -> list[tuple[dict[str, Any], list[Any]]]:
    """Each quote of the case file with the amounts that the parser finds in it."""
    rows = []
    for case in REPORT:
        text = real.document.by_id[case["segment"]].hans
        assert text.count(case["quote"]) == 1, case["quote"]
        start = text.index(case["quote"])
        end = start + len(case["quote"])
        rows.append((case, [a for a in amounts(text) if start <= a.start and a.end <= end]))
    return rows


def test_every_amount_of_the_report(
    found_in_report: list[tuple[dict[str, Any], list[Any]]],
) -> None:
    keys = ("text", "unit", "bound", "basis")
    for case, found in found_in_report:
        wanted = [(*(a[key] for key in keys), Decimal(str(a["value"]))) for a in case["amounts"]]
        got = [(*(getattr(a, key) for key in keys), a.value) for a in found]
        assert got == wanted, case["quote"]


def test_the_case_file_holds_every_amount(
    real: Any, found_in_report: list[tuple[dict[str, Any], list[Any]]]
) -> None:
    held = {(case["segment"], a.start) for case, found in found_in_report for a in found}
    for role in ("review", "plan"):
        for segment in real.document.sentences(role):
            for amount in amounts(segment.hans):
                assert (segment.id, amount.start) in held, f"{segment.id}: {amount.text}"
            assert not unread(segment.hans), segment.id


def test_the_words_measured_are_mostly_found(
    found_in_report: list[tuple[dict[str, Any], list[Any]]],
) -> None:
    """Roughly is enough: the words help an editor and choose nothing by themselves."""
    hits = total = 0
    for case, found in found_in_report:
        for wanted, amount in zip(case["amounts"], found, strict=True):
            total += 1
            words = amount.measures
            hits += bool(words) and (words in wanted["indicator"] or wanted["indicator"] in words)
    assert hits / total > 0.7


NUMBERS = st.decimals(min_value="0.01", max_value="99999", places=2, allow_nan=False)
COUNTED = sorted(
    u.zh for u in general() if u.kind not in ("run", "time", "divisor") and not u.large
)


@given(
    number=NUMBERS,
    scale=st.sampled_from(["", "万", "亿"]),
    unit=st.sampled_from(COUNTED),
    before=st.sampled_from(["", "超", "近", "不少于"]),
)
def test_what_is_written_is_read(number: Decimal, scale: str, unit: str, before: str) -> None:
    text = f"全年完成{before}{number}{scale}{unit}，成效明显。"
    (found,) = amounts(text)
    assert found.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert found.unit == unit
    assert text[found.start : found.end] == found.text == f"{before}{number}{scale}{unit}"
    assert english(found)


@given(
    st.text(
        alphabet="第前连续0123456789.%亿万千个家元美年增长累计超近“”，、+-:/三五十百分之点零数几余多成翻番半由从到降至",
        max_size=40,
    )
)
def test_no_text_breaks_the_parser(text: str) -> None:
    found = amounts(text)
    for amount in found:
        assert text[amount.start : amount.end] == amount.text
        assert english(amount)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for figure in unread(text):
        assert not any(a.start < figure.end and figure.start < a.end for a in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十六", 16),
        ("两千三百", 2300),
        ("一百二十万", 1200000),
        ("亿", 10**8),
        ("1,185", 1185),
        ("4.15", Decimal("4.15")),
    ],
)
def test_numeral(text: str, value: int | Decimal) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(136700000000, "元", "1367亿元"), (27000, "亩", "2.7万亩"), (782, "家", "782家")],
)
def test_chinese_value(value: int, unit: str, text: str) -> None:
    assert chinese_value(Decimal(value), unit) == text


def test_an_area_too_large_to_be_true_is_rendered() -> None:
    (amount,) = amounts("9" * 40 + "亩")
    assert english(amount).endswith("hectares)")
