"""XML files: how they are written, and what no text in them may hold."""

import re
from xml.etree import ElementTree as ET

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element_text(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids."""
    return text if text.isprintable() else _NO_XML.sub("", text)


def add(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    """Add an element with a text."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = element_text(text)
    return element


def xml_file(root: ET.Element, indent: str = "  ") -> str:
    """The file of an element, to be saved as UTF-8.

    No document type is declared: none is delivered with the file, and safe parsers refuse one.
    """
    ET.indent(root, indent)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
