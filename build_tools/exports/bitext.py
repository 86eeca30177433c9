"""The aligned text for translators: TMX 1.4b, and a table of two columns.

TMX 1.4b (LISA OSCAR, 26 April 2005): every required attribute of the header is filled, and each
segment is one translation unit with its id. One file has Chinese in both scripts and English; tools
that take two languages only get a file for each script. The language codes are registered under RFC
3066, which TMX asks for. No document type is declared, for none is delivered with the file:
validators are given the DTD, readers need none.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from build_tools.document.model import Document, Segment
from build_tools.exports.xml_text import add, xml_file
from build_tools.text.csv import as_tsv
from build_tools.text.plain import one_line
from build_tools.text.source_types import LANGUAGES, Script

VERSION = "1"
"""The version of the exports' form; raised when a field changes its meaning."""
Languages = Mapping[Script, str]
"""The language code of each script, that of the source first."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _aligned(document: Document, english: Mapping[str, str]) -> Iterator[tuple[Segment, str]]:
    for segment in document.segments:
        if segment.id in english:
            yield segment, one_line(english[segment.id])


def _unit(segment: Segment, english: str, languages: Languages) -> ET.Element:
    unit = ET.Element("tu", {"tuid": segment.id})
    add(unit, "prop", segment.part, type="x-part")
    add(unit, "prop", segment.kind, type="x-kind")
    texts = [(code, one_line(segment.text(script))) for script, code in languages.items()]
    for code, text in [*texts, ("en", english)]:
        add(ET.SubElement(unit, "tuv", {_XML_LANG: code}), "seg", text)
    return unit


def tmx(
    document: Document,
    english: Mapping[str, str],
    note: str,
    properties: Mapping[str, str],
    languages: Languages = LANGUAGES,
) -> str:
    """The text with its English as TMX 1.4b; a segment without English is left out.

    ``note`` says what the file holds and whose translation it is; ``properties`` are further facts,
    such as the publication's title and address.
    """
    root = ET.Element("tmx", {"version": "1.4"})
    header = ET.SubElement(
        root,
        "header",
        {
            "creationtool": "build_tools",
            "creationtoolversion": VERSION,
            "segtype": "sentence",
            "o-tmf": "YAML",
            "adminlang": "en",
            "srclang": next(iter(languages.values())),
            "datatype": "plaintext",
            "o-encoding": "UTF-8",
        },
    )
    add(header, "note", note)
    for kind, value in properties.items():
        add(header, "prop", value, type=kind)
    body = ET.SubElement(root, "body")
    body.extend(_unit(segment, text, languages) for segment, text in _aligned(document, english))
    return xml_file(root)


def tsv(document: Document, english: Mapping[str, str]) -> str:
    """Simplified and English, one segment a line, parted by a tab, under their language codes.

    A segment without English has an empty cell, for a translator to fill. There is no id, which a
    spreadsheet would take for a number (2022.10); the Chinese says which segment it is. It begins
    with a byte order mark, without which Excel takes the Chinese for the code page of Windows.
    """
    rows = [(LANGUAGES["hans"], "en")]
    for segment in document.segments:
        rows.append((one_line(segment.hans), one_line(english.get(segment.id, ""))))
    return "\ufeff" + as_tsv(rows)
