"""A flow chart (Sankey): how much leads from each node of one column to each of another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.presentation.charts.svg import ChartRole, Sheet, path, rectangle, wrapped


@dataclass(frozen=True)
class Node:
    """A place in one of the two columns of a flow chart."""

    id: str
    label: str
    """Wrapped where the column is too narrow for it."""


@dataclass(frozen=True)
class Ribbon:
    """What leads from a node of the left column to one of the right."""

    source: str
    target: str
    size: int
    text: str
    """Shown where a pointer rests on it."""


_NODE, _GAP, _LEADING = 8.0, 12.0, 1.25
_MARGIN, _HEIGHT = 0.36, 0.85
"""Shares of the width: of a column's labels, and of all ribbons on top of one another."""
_THICKEST = 0.03
"""The share of the width that one of few is at most: a single one is a ribbon, and no block."""


@dataclass(frozen=True)
class _Column:
    """The positions of the nodes of one side."""

    role: ChartRole
    x: float
    tops: Mapping[str, float]
    totals: Mapping[str, int]
    labels: Mapping[str, tuple[str, ...]]


def flow(
    left: Sequence[Node], right: Sequence[Node], ribbons: Sequence[Ribbon], width: int, size: int
) -> Sheet:
    """A flow chart (Sankey): ribbons between two columns, as thick as what flows.

    ``size`` is that of the labels. A node without a ribbon is drawn with 0.
    """
    unit = width * min(_HEIGHT / (sum(ribbon.size for ribbon in ribbons) or 1), _THICKEST)
    margin = width * _MARGIN
    totals = Counter[str](), Counter[str]()
    for ribbon in ribbons:
        totals[0][ribbon.source] += ribbon.size
        totals[1][ribbon.target] += ribbon.size
    labels = [
        {node.id: wrapped(node.label, margin / size - 2.6) for node in nodes}
        for nodes in (left, right)
    ]
    slots = [
        {key: max(count[key] * unit, size * _LEADING * len(lines)) for key, lines in names.items()}
        for count, names in zip(totals, labels, strict=True)
    ]
    height = max(sum(side.values()) + _GAP * (len(side) - 1) for side in slots)
    sides: tuple[tuple[ChartRole, float], ...] = (
        ("before", margin),
        ("after", width - margin - _NODE),
    )
    columns = [
        _Column(role, x, _stacked(side, count, unit, height), count, names)
        for (role, x), side, count, names in zip(sides, slots, totals, labels, strict=True)
    ]
    sheet = Sheet(width, height)
    _ribbons(sheet, columns, ribbons, unit)
    for column in columns:
        for key, top in column.tops.items():
            thick = max(column.totals[key] * unit, 1)
            sheet.add(rectangle(column.x, top, _NODE, thick), f"chart__node is-{column.role}")
            _label(sheet, column, key, top + thick / 2, size)
    return sheet


def _stacked(
    slots: Mapping[str, float], totals: Mapping[str, int], unit: float, height: float
) -> dict[str, float]:
    """The top of each node: in the middle of its slot, the slots spread over the height."""
    gap = (height - sum(slots.values())) / max(len(slots) - 1, 1)
    tops, at = {}, 0.0
    for key, slot in slots.items():
        tops[key] = at + (slot - totals[key] * unit) / 2
        at += slot + gap
    return tops


def _ribbons(
    sheet: Sheet, columns: Sequence[_Column], ribbons: Sequence[Ribbon], unit: float
) -> None:
    """Draw the ribbons, which leave and reach each node in the order of the other column."""
    order = {key: index for column in columns for index, key in enumerate(column.tops)}
    ends: list[dict[Ribbon, float]] = []
    for column, here, there in zip(
        columns, ("source", "target"), ("target", "source"), strict=True
    ):
        free, found = dict(column.tops), {}
        for ribbon in sorted(ribbons, key=lambda ribbon: order[getattr(ribbon, there)]):
            found[ribbon] = free[getattr(ribbon, here)]
            free[getattr(ribbon, here)] += ribbon.size * unit
        ends.append(found)
    x0, x1 = columns[0].x + _NODE, columns[1].x
    bend = (x0 + x1) / 2
    for ribbon in ribbons:
        y0, y1, thick = ends[0][ribbon], ends[1][ribbon], ribbon.size * unit
        outline = path(
            ("M", [(x0, y0)]),
            ("C", [(bend, y0), (bend, y1), (x1, y1)]),
            ("L", [(x1, y1 + thick)]),
            ("C", [(bend, y1 + thick), (bend, y0 + thick), (x0, y0 + thick)]),
        )
        sheet.add(outline, "chart__ribbon", ribbon.text)


def _label(sheet: Sheet, column: _Column, key: str, middle: float, size: int) -> None:
    """Write a node's total next to it, and its name beyond the total."""
    lines, leading = column.labels[key], size * _LEADING
    before = column.role == "before"
    align, away = ("right", -1) if before else ("left", 1)
    edge = column.x if before else column.x + _NODE
    first = middle - leading * len(lines) / 2 + leading * 0.78
    total = (edge + away * 4, middle + size * 0.36)
    sheet.write(total, str(column.totals[key]), f"chart__label is-{column.role}", size, align)
    for index, line in enumerate(lines):
        at = (edge + away * (5 + 1.7 * size), first + index * leading)
        sheet.write(at, line, "chart__name", size, align)
