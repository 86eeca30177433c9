"""Bars of the few figures of one indicator."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from xml.etree import ElementTree as ET

from build_tools.presentation.charts.svg import (
    ChartRole,
    Sheet,
    polygon,
    rectangle,
    spaced_width,
    wrapped,
)

End = Literal["plain", "floor", "ceiling"]
"""How a bar ends: that of a floor in an arrow, that of a ceiling in a stop."""


@dataclass(frozen=True)
class Bar:
    """One figure of a bar chart, with its text above its bar."""

    role: ChartRole
    label: str
    """Whose figure it is, such as the year."""
    text: str
    """The figure in words."""
    value: Decimal | None
    """None where there is no figure; then no bar is drawn."""
    end: End = "plain"
    upper: Decimal | None = None
    """The other end of a range."""
    is_derived: bool = False
    """Derived, not stated in the report: the bar is an outline."""


def scale_of(bars: Iterable[Bar]) -> tuple[Decimal, Decimal]:
    """The least and the greatest value of a scale that holds the bars and zero."""
    values = [Decimal(0)]
    for bar in bars:
        values += [value for value in (bar.value, bar.upper) if value is not None]
    return min(values), max(values)


BAR_WIDTH = 300
"""The width at which bars are drawn: they fit a phone unscaled."""
_ROW, _THICK, _TIP = 38.0, 9.0, 7.0
_TEXT, _LINE, _GAP = 12, 15, 8
"""The size of all text, the way from line to line, and that between a label and its figure."""
_SEMIBOLD = 1.05
"""How much wider than usual the text is."""


def bars(rows: Sequence[Bar], scale: tuple[Decimal, Decimal] | None = None) -> Sheet:
    """Horizontal bars from zero, each with its text above it.

    Charts that are compared with each other share a ``scale``.
    """
    low, high = (float(end) for end in scale or scale_of(rows))
    left = 1 if low == 0 else _TIP
    unit = (BAR_WIDTH - left - _TIP) / ((high - low) or 1.0)

    def place(value: Decimal) -> float:
        return left + (float(value) - low) * unit

    texts = [_figure_lines(bar) for bar in rows]
    sheet = Sheet(BAR_WIDTH, sum(_ROW + _LINE * (len(text) - 1) for text in texts))
    line = 14.0
    for bar, (beside, *below) in zip(rows, texts, strict=True):
        label = sheet.write((0, line), bar.label, f"chart__label is-{bar.role}", _TEXT, "left")
        name = f"chart__{'none' if bar.value is None else 'value'}"
        if beside:
            # The figure goes on from the label, however wide the reader's font is.
            ET.SubElement(label, "tspan", {"class": name, "dx": str(_GAP)}).text = beside
        for text in below:
            line += _LINE
            sheet.write((0, line), text, name, _TEXT, "left")
        _draw(sheet, bar, place, line + 6)
        line += _ROW
    return sheet


def _figure_lines(bar: Bar) -> tuple[str, ...]:
    """A figure in lines: the first is its label’s, and empty where the figure is too long."""
    ems = BAR_WIDTH / (_TEXT * _SEMIBOLD)
    if spaced_width(bar.label) + _GAP / _TEXT + spaced_width(bar.text) <= ems:
        return (bar.text,)
    return ("", *wrapped(bar.text, ems, spaced_width))


def _draw(sheet: Sheet, bar: Bar, place: Callable[[Decimal], float], top: float) -> None:
    """Draw a bar with the end that its bound asks for."""
    zero = place(Decimal(0))
    sheet.add(rectangle(zero - 1, top - 3, 1, _THICK + 6), "chart__axis")
    if bar.value is None:
        return
    name = f"chart__bar is-{bar.role}" + (" is-derived" if bar.is_derived else "")
    end = place(bar.value)
    sheet.add(rectangle(min(zero, end), top, abs(end - zero), _THICK), name)
    if bar.upper is not None:
        sheet.add(rectangle(end, top, place(bar.upper) - end, _THICK), f"{name} is-derived")
    elif bar.end == "floor":
        point = end + (_TIP if end >= zero else -_TIP)
        tip = polygon((end, top - 2), (point, top + _THICK / 2), (end, top + _THICK + 2))
        sheet.add(tip, f"chart__floor is-{bar.role}")
    elif bar.end == "ceiling":
        stop = rectangle(end - 1, top - 3, 2, _THICK + 6)
        sheet.add(stop, f"chart__ceiling is-{bar.role}")
