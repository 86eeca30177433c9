"""A drawing as SVG that stands inline in a page.

matplotlib draws, and its output is then reduced to what a page needs: text stays text, in the
page's own font; every shape has a class and no colour of its own (``charts.css`` gives it one for
light, dark and print); no script, no style sheet, nothing from outside. The same input gives the
same bytes. One unit is one CSS pixel where the drawing is as wide on the page as it was drawn.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree as ET

import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

SVG = "http://www.w3.org/2000/svg"
Role = Literal["before", "after"]
"""Which of two years, or two columns, a shape belongs to."""

_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_WIDE = 0.56
"""How wide a Latin letter is on average, in ems; a Han character is one em."""


@dataclass
class Sheet:
    """A drawing of ``width`` by ``height`` units, its origin at the top left."""

    width: float
    height: float
    figure: Figure = field(init=False)
    place: Affine2D = field(init=False)
    tips: dict[str, str] = field(default_factory=dict)
    """The titles of single shapes, by the name that they were drawn with."""

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72)
        self.figure.patch.set_visible(False)
        self.place = Affine2D().scale(1, -1).translate(0, self.height)

    def add(self, patch: Patch, name: str, tip: str = "") -> None:
        """Draw a shape; ``name`` becomes its class, ``tip`` its title."""
        gid = f"{name}|{len(self.tips)}" if tip else name
        if tip:
            self.tips[gid] = tip
        patch.set(gid=gid, transform=self.place)
        self.figure.add_artist(patch)

    def write(self, at: tuple[float, float], text: str, name: str, size: int, align: str) -> None:
        """Set a line of text with its baseline at ``at``."""
        line = Text(*at, text, gid=name, fontsize=size, ha=align, va="baseline", parse_math=False)
        line.set_transform(self.place)
        self.figure.add_artist(line)

    def svg(self, id: str, title: str, description: str) -> Markup:
        """The drawing as an ``svg`` element with its text alternative."""
        out = io.StringIO()
        settings = matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "charts"})
        with settings, warnings.catch_warnings():
            # matplotlib's own font lacks Han characters; the page's font sets the text.
            warnings.filterwarnings("ignore", "Glyph .* missing")
            self.figure.savefig(out, format="svg", metadata=_NO_METADATA)
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
        for name, shape in _shapes(ET.fromstring(out.getvalue()), ""):  # noqa: S314 - our own
            element = _plain(shape, name.partition("|")[0])
            if name in self.tips:
                ET.SubElement(element, "title").text = self.tips[name]
            root.append(element)
        return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by the writer


def _shapes(element: ET.Element, name: str) -> Iterator[tuple[str, ET.Element]]:
    """Every path and text with the name that it was drawn with, in the order of drawing."""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag in ("path", "text"):
            yield name, child
        elif tag == "g":
            yield from _shapes(child, child.get("id", name))


def _plain(shape: ET.Element, name: str) -> ET.Element:
    """A shape with its class and its place only, to a tenth of a unit."""
    if shape.tag.endswith("path"):
        steps = [_tenth(step) for step in shape.get("d", "").split()]
        return ET.Element("path", {"class": name, "d": " ".join(steps)})
    kept = {"class": name, "x": _tenth(shape.get("x", "0")), "y": _tenth(shape.get("y", "0"))}
    style = shape.get("style", "")
    if size := re.search(r"([\d.]+)px", style):
        kept["font-size"] = size[1]
    if anchor := re.search(r"text-anchor: (middle|end)", style):
        kept["text-anchor"] = anchor[1]
    element = ET.Element("text", kept)
    element.text = shape.text
    return element


def _tenth(step: str) -> str:
    """A number of an outline, rounded; a letter of it as it is."""
    return step if step.isalpha() else f"{round(float(step), 1):g}"


def text_width(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1 if unicodedata.east_asian_width(char) in "WF" else _WIDE for char in text)


def wrapped(text: str, ems: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``ems``: broken at spaces, and between Han characters.

    No line begins with a mark that must not stand there (clreq, 3.1.1).
    """
    lines = [""]
    for piece in re.findall(
        r"[\u3400-\u9fff][，、。；：！？”’」』）]*|[^\s\u3400-\u9fff]+|\s+", text
    ):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > ems:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(line.strip() for line in lines)
