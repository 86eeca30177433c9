"""Charts of bars."""

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from build_tools.presentation.charts.bars import BAR_WIDTH, Bar, bars, scale_of
from build_tools.presentation.charts.svg import spaced_width, text_width
from tests.support.cases import read_cases
from tests.support.svg import SVG, reported, shapes

CASES = read_cases("presentation/charts.yml")


def bar(role: Any, value: str | None, **more: Any) -> Bar:
    return Bar(role, "甲", "乙", Decimal(value) if value is not None else None, **more)


def extent(path: ET.Element) -> tuple[float, float]:
    """How far a shape reaches from left to right."""
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return min(numbers[::2]), max(numbers[::2])


@pytest.mark.parametrize("case", CASES["bars"], ids=lambda case: case["name"])
def test_bars(case: dict[str, Any]) -> None:
    given = [
        bar(
            role,
            one["value"],
            end=one.get("end", "plain"),
            upper=Decimal(one["upper"]) if "upper" in one else None,
            is_derived=one.get("derived", False),
        )
        for role, one in zip(("before", "after"), case["bars"], strict=False)
    ]
    svg = bars(given).svg("x", "T", "D")
    drawn = shapes(svg, "chart__bar")
    lengths = [round(end - start) for start, end in map(extent, drawn)]
    longest = max(lengths, default=0)
    assert [round(length / longest * 100) for length in lengths] == case["lengths"]
    for kind in ("floor", "ceiling"):
        assert len(shapes(svg, f"chart__{kind}")) == case.get(kind, 0)
    assert len([one for one in drawn if "is-derived" in one.get("class", "")]) == case.get(
        "outlines", 0
    )


def test_a_bar_below_zero_ends_where_zero_is() -> None:
    fall, rise = shapes(
        bars([bar("before", "-2"), bar("after", "3")]).svg("x", "T", "D"), "chart__bar"
    )
    assert extent(fall)[1] == extent(rise)[0]


def test_bars_of_one_scale_can_be_compared() -> None:
    one, other = [bar("before", "2")], [bar("before", "8")]
    scale = scale_of([*one, *other])
    lengths = []
    for row in (one, other):
        start, end = extent(shapes(bars(row, scale).svg("x", "T", "D"), "chart__bar")[0])
        lengths.append(end - start)
    assert lengths[1] == pytest.approx(4 * lengths[0], abs=0.3)


def test_nothing_leaves_the_chart() -> None:
    text = "at least 27,000 mu (1,800 hectares) (derived)"
    long = Bar("after", "2024", text, Decimal(5), "floor")
    svg = bars([long, bar("before", "-5", end="floor")]).svg("x", "T", "D")
    for shape in ET.fromstring(svg).iter(f"{SVG}path"):
        left, right = extent(shape)
        assert left >= 0
        assert right <= BAR_WIDTH
    for value in shapes(svg, "chart__value"):
        assert 12 * text_width(value.text or "") <= BAR_WIDTH


def test_marks_of_other_notations_are_text() -> None:
    words = "US$5 & $x^2$ <b>元</b>"
    svg = bars([Bar("before", "2023", words, Decimal(5))]).svg("x", words, words)
    assert shapes(svg, "chart__value")[0].text == words
    assert reported(svg) == (words, words)


def test_text_has_one_size_and_goes_to_the_next_line_where_it_is_long() -> None:
    figure = "at least RMB 63 billion (projected target)"
    short, long = bar("before", "62.5"), Bar("after", "2024 plan", figure, Decimal(63))
    svg = bars([short, long]).svg("x", "T", "D")
    assert set(re.findall(r'font-size="(\d+)"', svg)) == {"12"}
    beside, *below = shapes(svg, "chart__value")
    assert (beside.tag, *{line.tag for line in below}) == (f"{SVG}tspan", f"{SVG}text")
    assert " ".join(line.text or "" for line in below) == figure
    assert bars([short, long]).height == bars([short, short]).height + 15 * len(below)


def test_a_line_has_room_for_the_space_that_a_reader_adds() -> None:
    """Of WCAG 2.2, 1.4.12: 0.12 em after a character, and 0.16 em more after a word."""
    for text in (
        "RMB 136.7 billion",
        "at least RMB 136.7 billion",
        "初步核算一千三百六十七亿元，同比增长百分之五",
    ):
        svg = bars([Bar("after", "2024 plan", text, Decimal(1))]).svg("x", "T", "D")
        for line in shapes(svg, "chart__value"):
            before = "2024 plan " if line.tag.endswith("tspan") else ""
            assert spaced_width(before + (line.text or "")) * 12 * 1.05 <= BAR_WIDTH
