"""A chart as a file of its own, fit to be quoted: with its title, caveats, source and address.

Inside a page the colours come from the page's style sheet. A file has none, so it carries the
light palette itself.
"""

from xml.etree import ElementTree as ET

from build_tools.presentation.charts.svg import SVG, Sheet, text_width, wrapped

_STYLE = """
text, .chart__value { fill: #23282b; }
.title { font-weight: 700; }
.note, .chart__none { fill: #5a6265; }
.chart__value, .chart__label { font-weight: 600; }
.is-earlier { fill: #5a6265; }
.is-outcome { fill: #23282b; }
.is-before { fill: #1f5550; }
.is-after { fill: #9a2f22; }
.chart__bar.is-derived { fill: none; stroke: #9a2f22; stroke-width: 1.5; stroke-dasharray: 4 2; }
.chart__axis { fill: #5a6265; }
"""
_FONTS = {
    "zh-Hans": '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"',
    "zh-Hant": '"Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei"',
    "en": '"Helvetica Neue", Arial, "Liberation Sans", "Libertinus Serif"',
}
"""The fonts of each language, among them one that Typst has: a Chinese one has wide apostrophes."""
_MARGIN, _TITLE, _NOTE = 16.0, 14, 10


def standalone_chart(
    sheet: Sheet, title: str, notes: tuple[str, ...], address: str, lang: str
) -> str:
    """The drawing as an SVG file, with ``title`` above it, ``notes`` and ``address`` below it."""
    width = sheet.width + 2 * _MARGIN
    frame = Sheet(width, 0)
    at = _MARGIN + _TITLE
    for line in wrapped(title, sheet.width / _TITLE):
        frame.write((_MARGIN, at), line, "title", _TITLE, "left")
        at += _TITLE * 1.4
    top = at
    at += sheet.height + _NOTE
    for note in (*notes, address):
        for line in _lines(note, sheet.width / _NOTE):
            at += _NOTE * 1.45
            frame.write((_MARGIN, at), line, "note", _NOTE, "left")
    height = at + _MARGIN
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG,
            "viewBox": f"0 0 {width:g} {height:.1f}",
            "width": f"{width:g}",
            "height": f"{height:.1f}",
            "role": "img",
            "lang": lang,
        },
    )
    ET.SubElement(root, "title").text = title
    ET.SubElement(
        root, "style"
    ).text = f"text {{ font-family: {_FONTS[lang]}, sans-serif; }}{_STYLE}"
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#fbfaf6"})
    root.extend(frame.texts)
    drawing = ET.SubElement(root, "g", {"transform": f"translate({_MARGIN:g} {top:.1f})"})
    drawing.extend([*sheet.shapes, *sheet.texts])
    return ET.tostring(root, encoding="unicode") + "\n"


def _lines(text: str, ems: float) -> list[str]:
    """``text`` wrapped; a word that is wider than a line is cut, an address behind a slash."""
    found = []
    for line in wrapped(text, ems):
        while text_width(line) > ems:
            most = next(n for n in range(len(line), 0, -1) if text_width(line[:n]) <= ems)
            cut = line.rfind("/", 0, most) + 1 or most
            found.append(line[:cut])
            line = line[cut:]  # noqa: PLW2901 - what is left of it
        found.append(line)
    return found
