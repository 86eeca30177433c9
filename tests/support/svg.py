"""Drawings as a browser reads them."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def shapes(svg: str, name: str) -> list[ET.Element]:
    """The shapes of a class, in the order of drawing."""
    return [e for e in ET.fromstring(svg).iter() if name in e.get("class", "").split()]


def reported(svg: str) -> tuple[str, str]:
    """The title and the description, found as a browser finds them."""
    root = ET.fromstring(svg)
    ids = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
    return ids[root.get("aria-labelledby")], ids[root.get("aria-describedby")]
