"""Charts of flows."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from build_tools.presentation.charts.flow import Node, Ribbon, flow
from tests.support.svg import SVG, shapes


def heights(path: ET.Element) -> tuple[float, float]:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return min(numbers[1::2]), max(numbers[1::2])


LEFT = [Node("a", "甲"), Node("b", "乙"), Node("c", "丙")]


RIGHT = [Node("x", "X"), Node("y", "A very long name of a section that must be broken")]


RIBBONS = [Ribbon("a", "x", 3, "ax"), Ribbon("a", "y", 1, "ay"), Ribbon("b", "x", 2, "bx")]


def test_flow_is_to_scale() -> None:
    svg = flow(LEFT, RIGHT, RIBBONS, 400, 11).svg("x", "T", "D")
    nodes = [end - start for start, end in map(heights, shapes(svg, "chart__node"))]
    unit = nodes[0] / 4
    assert nodes == pytest.approx([4 * unit, 2 * unit, 1, 5 * unit, unit], abs=0.3)
    assert [one.text for one in shapes(svg, "chart__label")] == ["4", "2", "0", "5", "1"]
    ribbons = shapes(svg, "chart__ribbon")
    assert [one[0].text for one in ribbons] == ["ax", "ay", "bx"]
    assert all(one[0].tag == f"{SVG}title" for one in ribbons)


def test_flow_nodes_do_not_overlap_and_ribbons_meet_them() -> None:
    svg = flow(LEFT, RIGHT, RIBBONS, 400, 11).svg("x", "T", "D")
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


def test_few_ribbons_are_no_blocks() -> None:
    few = [Ribbon("a", "x", 1, "ax"), Ribbon("b", "y", 1, "by")]
    thick = [
        end - start
        for start, end in map(
            heights, shapes(flow(LEFT, RIGHT, few, 400, 11).svg("x", "T", "D"), "chart__node")
        )
    ]
    assert max(thick) == 12


def test_a_flow_of_nothing_is_drawn() -> None:
    assert shapes(flow(LEFT, RIGHT, [], 400, 11).svg("x", "T", "D"), "chart__ribbon") == []
