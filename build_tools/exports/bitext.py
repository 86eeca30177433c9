"""The aligned text for translators: TMX 1.4b, and a table of two columns.

TMX 1.4b (LISA OSCAR, 26 April 2005): every required attribute of the header is filled, each
segment is one translation unit with its id, and its languages are Chinese in both scripts and
English. The language codes are registered under RFC 3066, which TMX asks for. No document type is
declared, for none is delivered with the file: validators are given the DTD, readers need none.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.document.model import Document, Segment
from build_tools.text.csv import cell
from build_tools.text.source_types import Script

SOURCE_LANGUAGE = "zh-Hans"
LANGUAGES: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Header:
    """The header of a TMX file."""

    tool: str
    tool_version: str
    note: str
    """What the file holds and from where, and whose translation it is."""
    properties: Sequence[tuple[str, str]] = ()
    """Further facts, such as the publication's title and address: kind and value."""


def _line(text: str) -> str:
    """``text`` on one line: neither format can hold a break or a tab within a segment."""
    return " ".join(text.split())


def _aligned(document: Document, english: Mapping[str, str]) -> Iterator[tuple[Segment, str]]:
    for segment in document.segments:
        if segment.id in english:
            yield segment, _line(english[segment.id])


def _header(header: Header) -> ET.Element:
    element = ET.Element(
        "header",
        {
            "creationtool": header.tool,
            "creationtoolversion": header.tool_version,
            "segtype": "sentence",
            "o-tmf": "YAML",
            "adminlang": "en",
            "srclang": SOURCE_LANGUAGE,
            "datatype": "plaintext",
            "o-encoding": "UTF-8",
        },
    )
    ET.SubElement(element, "note").text = header.note
    for kind, value in header.properties:
        ET.SubElement(element, "prop", {"type": kind}).text = value
    return element


def _unit(segment: Segment, english: str, traditional: bool) -> ET.Element:
    unit = ET.Element("tu", {"tuid": segment.id})
    ET.SubElement(unit, "prop", {"type": "x-part"}).text = segment.part
    ET.SubElement(unit, "prop", {"type": "x-kind"}).text = segment.kind
    texts = [(code, _line(segment.text(script))) for script, code in LANGUAGES.items()]
    if not traditional:
        del texts[1:]
    for code, text in [*texts, ("en", english)]:
        variant = ET.SubElement(unit, "tuv", {_XML_LANG: code})
        ET.SubElement(variant, "seg").text = text
    return unit


def tmx(
    document: Document, english: Mapping[str, str], header: Header, traditional: bool = True
) -> bytes:
    """The text with its English as TMX 1.4b, in UTF-8; a segment without English is left out."""
    root = ET.Element("tmx", {"version": "1.4"})
    root.append(_header(header))
    body = ET.SubElement(root, "body")
    body.extend(_unit(segment, text, traditional) for segment, text in _aligned(document, english))
    ET.indent(root)
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\n',
            ET.tostring(root, encoding="unicode").encode("utf-8"),
            b"\n",
        )
    )


def tsv(document: Document, english: Mapping[str, str]) -> str:
    """Simplified and English, one segment a line, parted by a tab, under their language codes."""
    rows = [(SOURCE_LANGUAGE, "en")]
    rows += [(_line(segment.hans), text) for segment, text in _aligned(document, english)]
    return "".join(f"{cell(chinese)}\t{cell(text)}\n" for chinese, text in rows)
