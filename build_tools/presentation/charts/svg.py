"""A drawing as an SVG element inside a page.

Text stays text, in the page's font; every shape has a class, for which ``charts.css`` sets the
colours of light, dark and print; there is no script, no style sheet and nothing from outside. The
same input gives the same bytes. One unit is one CSS pixel where the page shows the drawing at its
full width.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree as ET

from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
ChartRole = Literal["earlier", "before", "after", "outcome"]
"""Which year, or which of two columns, a shape belongs to."""
Point = tuple[float, float]
"""How far from the left, and how far from the top."""

_WIDE = 0.56
"""How wide a Latin letter is on average, in ems; a Han character is one em."""


def polygon(*points: Point) -> str:
    """The outline through ``points``, closed (SVG 2, path data)."""
    return path(("M", points[:1]), *(("L", [point]) for point in points[1:]))


def rectangle(left: float, top: float, width: float, height: float) -> str:
    """The outline of a rectangle; its sides may be negative."""
    right, bottom = left + width, top + height
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def path(*steps: tuple[str, Sequence[Point]]) -> str:
    """A closed outline of ``steps``, each a command of SVG and its points."""
    words = [
        word
        for letter, points in steps
        for word in (letter, *(_tenth(number) for point in points for number in point))
    ]
    return " ".join([*words, "z"])


@dataclass
class Sheet:
    """A drawing of ``width`` by ``height`` units, its origin at the top left."""

    width: float
    height: float
    shapes: list[ET.Element] = field(default_factory=list)
    texts: list[ET.Element] = field(default_factory=list)
    """Above all shapes."""

    def add(self, outline: str, name: str, tip: str = "") -> None:
        """Draw a shape; ``name`` becomes its class, ``tip`` its title."""
        shape = ET.Element("path", {"class": name, "d": outline})
        if tip:
            ET.SubElement(shape, "title").text = tip
        self.shapes.append(shape)

    def write(self, at: Point, text: str, name: str, size: int, align: str) -> ET.Element:
        """Set a line of text with its baseline at ``at``; ``align`` is ``left`` or ``right``."""
        x, y = map(_tenth, at)
        line = ET.Element("text", {"class": name, "x": x, "y": y, "font-size": str(size)})
        if align == "right":
            line.set("text-anchor", "end")
        line.text = text
        self.texts.append(line)
        return line

    def svg(self, id: str, title: str, description: str) -> Markup:
        """The drawing as an ``svg`` element with its text alternative.

        ``description`` must name every value of a chart; ``id`` is new on the page.
        """
        root = ET.Element(
            "svg",
            {
                "xmlns": SVG,
                "class": "chart",
                "viewBox": f"0 0 {self.width:g} {self.height:g}",
                "role": "img",
                "aria-labelledby": f"{id}-title",
                "aria-describedby": f"{id}-desc",
            },
        )
        ET.SubElement(root, "title", {"id": f"{id}-title"}).text = title
        ET.SubElement(root, "desc", {"id": f"{id}-desc"}).text = description
        root.extend([*self.shapes, *self.texts])
        return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by the writer


def _tenth(number: float) -> str:
    """A number to a tenth of a unit."""
    # First to a millionth, so that no error of floating point decides which way a half goes.
    return f"{round(round(number, 6), 1) or 0:g}"


def text_width(text: str) -> float:
    """The approximate width of a text, in ems."""
    return sum(1 if unicodedata.east_asian_width(char) in "WF" else _WIDE for char in text)


def spaced_width(text: str) -> float:
    """The width where the reader adds as much space as a page must bear (WCAG 2.2, 1.4.12).

    >>> round(spaced_width("四字") - text_width("四字"), 2)
    0.24
    """
    return text_width(text) + 0.12 * len(text) + 0.16 * text.count(" ")


def wrapped(text: str, ems: float, width: Callable[[str], float] = text_width) -> tuple[str, ...]:
    """``text`` in lines of at most ``ems``: broken at spaces, and between Han characters.

    No line begins with a mark that must not begin one (clreq, 3.1.1).

    >>> wrapped("稳中求进，以进促稳", 5)
    ('稳中求进，', '以进促稳')
    """
    lines = [""]
    for piece in re.findall(
        r"[\u3400-\u9fff][，、。；：！？”’」』）]*|[^\s\u3400-\u9fff]+|\s+", text
    ):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > ems:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(line.strip() for line in lines)
