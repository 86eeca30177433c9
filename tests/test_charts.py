"""Charts: every figure drawn and told, the same bytes each time, no colour, script or address."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from build_tools.document.model import EDITIONS, Edition
from build_tools.presentation.charts.bars import BAR_WIDTH, Bar, bars, scale_of
from build_tools.presentation.charts.flow import Node, Ribbon, flow
from build_tools.presentation.charts.svg import text_width, wrapped
from build_tools.presentation.pages import indicators
from build_tools.presentation.pages.section_flow import short_title
from build_tools.tracker.comparison_text import implied_words
from build_tools.tracker.indicators import flows, growth_targets, rows
from tests.conftest import ROOT

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "charts.yml").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


def bar(role: Any, value: str | None, **more: Any) -> Bar:
    return Bar(role, "甲", "乙", Decimal(value) if value is not None else None, **more)


def extent(path: ET.Element) -> tuple[float, float]:
    """How far a shape reaches from left to right."""
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return min(numbers[::2]), max(numbers[::2])


def heights(path: ET.Element) -> tuple[float, float]:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return min(numbers[1::2]), max(numbers[1::2])


def shapes(svg: str, name: str) -> list[ET.Element]:
    """The shapes of a class, in the order of drawing."""
    return [e for e in ET.fromstring(svg) if name in e.get("class", "").split()]


def told(svg: str) -> tuple[str, str]:
    """The title and the description, found as a browser finds them."""
    root = ET.fromstring(svg)
    ids = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
    return ids[root.get("aria-labelledby")], ids[root.get("aria-describedby")]


# Bars


@pytest.mark.parametrize("case", CASES["bars"], ids=lambda case: case["name"])
def test_bars(case: dict[str, Any]) -> None:
    given = [
        bar(
            role,
            one["value"],
            end=one.get("end", "exact"),
            upper=Decimal(one["upper"]) if "upper" in one else None,
            is_derived=one.get("derived", False),
        )
        for role, one in zip(("before", "after"), case["bars"], strict=False)
    ]
    svg = bars(given, "x", "T", "D")
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
    fall, rise = shapes(bars([bar("before", "-2"), bar("after", "3")], "x", "T", "D"), "chart__bar")
    assert extent(fall)[1] == extent(rise)[0]


def test_bars_of_one_scale_can_be_compared() -> None:
    one, other = [bar("before", "2")], [bar("before", "8")]
    scale = scale_of([*one, *other])
    lengths = []
    for row in (one, other):
        start, end = extent(shapes(bars(row, "x", "T", "D", scale), "chart__bar")[0])
        lengths.append(end - start)
    assert lengths[1] == pytest.approx(4 * lengths[0], abs=0.3)


def test_nothing_leaves_the_chart() -> None:
    text = "at least 27,000 mu (1,800 hectares) (derived)"
    long = Bar("after", "2024", text, Decimal(5), "floor")
    svg = bars([long, bar("before", "-5", end="floor")], "x", "T", "D")
    for shape in ET.fromstring(svg).iter(f"{SVG}path"):
        left, right = extent(shape)
        assert left >= 0
        assert right <= BAR_WIDTH
    value = shapes(svg, "chart__value")[0]
    size, start = float(value.get("font-size", "0")), float(value.get("x", "0"))
    assert start + size * text_width(text) <= BAR_WIDTH


def test_marks_of_other_notations_are_text() -> None:
    words = "US$5 & $x^2$ <b>元</b>"
    svg = bars([Bar("before", "2023", words, Decimal(5))], "x", words, words)
    assert shapes(svg, "chart__value")[0].text == words
    assert told(svg) == (words, words)


# Flows

LEFT = [Node("a", "甲"), Node("b", "乙"), Node("c", "丙")]
RIGHT = [Node("x", "X"), Node("y", "A very long name of a section that must be broken")]
RIBBONS = [Ribbon("a", "x", 3, "ax"), Ribbon("a", "y", 1, "ay"), Ribbon("b", "x", 2, "bx")]


def test_flow_is_to_scale() -> None:
    svg = flow(LEFT, RIGHT, RIBBONS, "x", "T", "D", width=400, size=11)
    nodes = [end - start for start, end in map(heights, shapes(svg, "chart__node"))]
    unit = nodes[0] / 4
    assert nodes == pytest.approx([4 * unit, 2 * unit, 1, 5 * unit, unit], abs=0.3)
    assert [one.text for one in shapes(svg, "chart__label")] == ["4", "2", "0", "5", "1"]
    ribbons = shapes(svg, "chart__ribbon")
    assert [one[0].text for one in ribbons] == ["ax", "ay", "bx"]
    assert all(one[0].tag == f"{SVG}title" for one in ribbons)


def test_flow_nodes_do_not_overlap_and_ribbons_meet_them() -> None:
    svg = flow(LEFT, RIGHT, RIBBONS, "x", "T", "D", width=400, size=11)
    nodes = shapes(svg, "chart__node")
    for column in (nodes[:3], nodes[3:]):
        for above, below in pairwise(map(heights, column)):
            assert above[1] < below[0]
    tops = dict(zip("abcxy", map(heights, nodes), strict=True))
    for ribbon, shape in zip(RIBBONS, shapes(svg, "chart__ribbon"), strict=True):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", shape.get("d", ""))]
        start, end = numbers[1], numbers[7]
        assert tops[ribbon.source][0] - 0.2 <= start < tops[ribbon.source][1]
        assert tops[ribbon.target][0] - 0.2 <= end < tops[ribbon.target][1]


def test_a_flow_of_nothing_is_drawn() -> None:
    assert shapes(flow(LEFT, RIGHT, [], "x", "T", "D", width=400, size=11), "chart__ribbon") == []


@pytest.mark.parametrize("case", CASES["wrapped"], ids=lambda case: case["text"])
def test_wrapped(case: dict[str, Any]) -> None:
    assert list(wrapped(case["text"], case["ems"])) == case["lines"]


@pytest.mark.parametrize("case", CASES["titles"], ids=lambda case: case["title"])
def test_short_title(case: dict[str, str]) -> None:
    assert short_title(case["title"]) == case["short"]


# The page


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.id)
def shown(request: Any, real: Any) -> tuple[Edition, str, list[str]]:
    """An edition, its indicators page and the charts on it."""
    body = indicators.page(real.resolved, request.param).body
    return request.param, body, re.findall(r"<svg .*?</svg>", body)


def charts(found: list[str], prefix: str) -> list[str]:
    return [svg for svg in found if f'aria-labelledby="{prefix}-' in svg]


def test_every_pair_and_every_target_is_drawn(
    shown: tuple[Edition, str, list[str]], real: Any
) -> None:
    _, _, found = shown
    tracker = real.resolved.tracker
    pairs = charts(found, "pair")
    assert len(pairs) == len(rows(tracker)) > 0
    for svg in pairs:
        assert len(shapes(svg, "chart__bar")) == 2
    derived = [svg for svg in pairs if "is-derived" in svg]
    assert len(derived) == sum(row.derived for row in rows(tracker))
    assert len(charts(found, "growth")) == len(growth_targets(tracker))
    for svg in charts(found, "flow"):
        made = flows(tracker, real.document)
        assert len(shapes(svg, "chart__ribbon")) == len(made)
        assert sum(int(one.text or 0) for one in shapes(svg, "chart__label")) == 2 * sum(
            flow.links for flow in made
        )


def test_the_text_alternative_names_every_value(shown: tuple[Edition, str, list[str]]) -> None:
    edition, body, found = shown
    words = indicators.Words(edition)
    for svg in found:
        title, description = told(svg)
        assert title
        for value in shapes(svg, "chart__value"):
            text = value.text or ""
            stated = next(
                (
                    text.removesuffix(end)
                    for end in (words("derived_value", value=""),)
                    if text.endswith(end)
                ),
                text,
            )
            assert stated in description
        for ribbon in shapes(svg, "chart__ribbon"):
            assert ribbon[0].text in description
        for label in shapes(svg, "chart__label"):
            if not svg.count("chart__ribbon"):
                assert (label.text or "") in description
    assert body.count("<svg") == len(found)


def test_charts_are_plain(shown: tuple[Edition, str, list[str]]) -> None:
    _, _, found = shown
    for svg in found:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|style=|url\(|href|<script|<style|<defs", svg)
        assert svg.count("http") == 1  # the name space
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            *("svg", "title", "desc", "path", "text")
        }
        kept = {name for element in root.iter() for name in element.attrib}
        assert not kept & {"fill", "stroke", "font-family", "onclick"}
    ids = Counter(re.findall(r' id="([^"]+)"', "".join(found)))
    assert max(ids.values()) == 1


def test_the_same_page_each_time(shown: tuple[Edition, str, list[str]], real: Any) -> None:
    edition, body, _ = shown
    assert indicators.page(real.resolved, edition).body == body


def test_every_class_of_a_chart_has_a_style(shown: tuple[Edition, str, list[str]]) -> None:
    css = (ROOT / "build_tools/website/assets/css/charts.css").read_text("utf-8")
    _, _, found = shown
    named = {name for svg in found for name in re.findall(r"chart__\w+", svg)}
    plain = {"chart__name"}  # in the ink of every text
    assert {name for name in named - plain if f".{name}" not in css} == set()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", css)


def test_the_table_has_every_figure_and_both_sentences(
    shown: tuple[Edition, str, list[str]], real: Any
) -> None:
    edition, body, _ = shown
    table = re.search(r'<table class="plain indicators".*?</table>', body, re.S)
    assert table
    lines = re.findall(r"<tr role=\"row\"><th role=\"rowheader\".*?</tr>", table[0])
    found = rows(real.resolved.tracker)
    assert len(lines) == len(found)
    for line, row in zip(lines, found, strict=True):
        for segment in row.segments:
            assert f'#{segment}"' in line
        assert f"tracker/index.html#a-{row.follow_up.achievement}" in line
        assert ('class="derived"' in line) == (row.implied is not None)
        if row.implied and edition.id == "en":
            assert implied_words(row.implied).en in line
        if edition.id == "hant":
            amount = row.comparison.before
            hant = real.document.by_id[row.segments[0]].hant[amount.start : amount.end]
            assert f">{hant}</a>" in line


def test_download(shown: tuple[Edition, str, list[str]]) -> None:
    edition, body, _ = shown
    link = "../data/indicators.csv" if edition.folder else "data/indicators.csv"
    assert f'href="{link}"' in body
