"""The aligned text for translators: TMX 1.4b, and a table of two columns.

TMX 1.4b (LISA OSCAR, 26 April 2005): every required attribute of the header is filled, and each
segment is one translation unit with its id. One file has Chinese in both scripts and English; tools
that take two languages only get a file for each script. The language codes are registered under RFC
3066, which TMX asks for. No document type is declared, for none is delivered with the file:
validators are given the DTD, readers need none.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.document.model import Document, Segment
from build_tools.exports.xml_text import element_text, xml_file
from build_tools.text.csv import as_tsv
from build_tools.text.plain import one_line
from build_tools.text.source_types import Script

SOURCE_LANGUAGE = "zh-Hans"
Languages = Mapping[Script, str]
"""The language code of each script, that of the source first."""
LANGUAGES: Languages = {"hans": SOURCE_LANGUAGE, "hant": "zh-Hant"}
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


def _aligned(document: Document, english: Mapping[str, str]) -> Iterator[tuple[Segment, str]]:
    for segment in document.segments:
        if segment.id in english:
            yield segment, one_line(english[segment.id])


def _header(header: Header, source: str) -> ET.Element:
    element = ET.Element(
        "header",
        {
            "creationtool": header.tool,
            "creationtoolversion": header.tool_version,
            "segtype": "sentence",
            "o-tmf": "YAML",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
            "o-encoding": "UTF-8",
        },
    )
    ET.SubElement(element, "note").text = element_text(header.note)
    for kind, value in header.properties:
        ET.SubElement(element, "prop", {"type": kind}).text = element_text(value)
    return element


def _unit(segment: Segment, english: str, languages: Languages) -> ET.Element:
    unit = ET.Element("tu", {"tuid": segment.id})
    ET.SubElement(unit, "prop", {"type": "x-part"}).text = segment.part
    ET.SubElement(unit, "prop", {"type": "x-kind"}).text = segment.kind
    texts = [(code, one_line(segment.text(script))) for script, code in languages.items()]
    for code, text in [*texts, ("en", english)]:
        variant = ET.SubElement(unit, "tuv", {_XML_LANG: code})
        ET.SubElement(variant, "seg").text = element_text(text)
    return unit


def tmx(
    document: Document,
    english: Mapping[str, str],
    header: Header,
    languages: Languages = LANGUAGES,
) -> str:
    """The text with its English as TMX 1.4b; a segment without English is left out."""
    root = ET.Element("tmx", {"version": "1.4"})
    root.append(_header(header, next(iter(languages.values()))))
    body = ET.SubElement(root, "body")
    body.extend(_unit(segment, text, languages) for segment, text in _aligned(document, english))
    return xml_file(root)


def tsv(document: Document, english: Mapping[str, str]) -> str:
    """Simplified and English, one segment a line, parted by a tab, under their language codes."""
    rows = [(SOURCE_LANGUAGE, "en")]
    rows += [(one_line(segment.hans), text) for segment, text in _aligned(document, english)]
    return as_tsv(rows)
