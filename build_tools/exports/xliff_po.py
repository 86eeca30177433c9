"""The translation as work for a translator's tool: XLIFF 1.2, XLIFF 2.1 and gettext's PO.

Unlike the memories of :mod:`build_tools.exports.bitext` these hold every segment, also those
without English, each with its id, so that ``import`` can read them back. XLIFF is a standard of
OASIS (1 February 2008, and 13 February 2018); PO is the format of GNU gettext.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import polib

from build_tools.document.model import Document, Segment
from build_tools.exports.xml_text import add, element_text, xml_file
from build_tools.text.plain import one_line

SOURCE, TARGET = "zh-CN", "en"
XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of 2.1 too."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Message:
    """A segment, its English ("" for none), and why that is uncertain ("" where it is not)."""

    segment: Segment
    english: str
    doubt: str

    @property
    def chinese(self) -> str:
        return one_line(self.segment.hans)


def _units(
    segments: Sequence[Segment], english: Mapping[str, str], doubts: Mapping[str, str]
) -> Iterator[Message]:
    for segment in segments:
        yield Message(segment, one_line(english.get(segment.id, "")), doubts.get(segment.id, ""))


def xliff(document: Document, english: Mapping[str, str], doubts: Mapping[str, str]) -> str:
    """XLIFF 1.2, with a ``file`` for each page of the text."""
    root = ET.Element("xliff", {"version": "1.2", "xmlns": XLIFF_1})
    for page, segments in document.by_unit.items():
        file = ET.SubElement(
            root,
            "file",
            {
                "original": page,
                "source-language": SOURCE,
                "target-language": TARGET,
                "datatype": "plaintext",
            },
        )
        body = ET.SubElement(file, "body")
        for unit in _units(segments, english, doubts):
            element = ET.SubElement(
                body, "trans-unit", {"id": unit.segment.id, "resname": unit.segment.id}
            )
            if unit.english and not unit.doubt:
                element.set("approved", "yes")
            element.set(_SPACE, "preserve")
            add(element, "source", unit.chinese)
            state = "needs-review-translation" if unit.doubt else "translated"
            add(
                element,
                "target",
                unit.english,
                state=state if unit.english else "needs-translation",
            )
            if unit.doubt:
                add(element, "note", unit.doubt)
    return xml_file(root, " ")


def xliff_2(document: Document, english: Mapping[str, str], doubts: Mapping[str, str]) -> str:
    """XLIFF 2.1, with a ``file`` for each page of the text."""
    root = ET.Element(
        "xliff", {"version": "2.1", "srcLang": SOURCE, "trgLang": TARGET, "xmlns": XLIFF_2}
    )
    for page, segments in document.by_unit.items():
        file = ET.SubElement(root, "file", {"id": page, "original": page})
        for unit in _units(segments, english, doubts):
            element = ET.SubElement(file, "unit", {"id": unit.segment.id})
            element.set(_SPACE, "preserve")
            if unit.doubt:
                add(ET.SubElement(element, "notes"), "note", unit.doubt)
            state = "translated" if unit.english and not unit.doubt else "initial"
            segment = ET.SubElement(element, "segment", {"state": state})
            add(segment, "source", unit.chinese)
            if unit.english:
                add(segment, "target", unit.english)
    return xml_file(root, " ")


def po(
    document: Document, english: Mapping[str, str], doubts: Mapping[str, str], title: str
) -> str:
    """A PO file: the context of a message is its id, its comments the sentences around it."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": element_text(one_line(title)),
        "Language": TARGET,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for page, segments in document.by_unit.items():
        units = list(_units(segments, english, doubts))
        for before, unit, after in zip([None, *units], units, [*units[1:], None], strict=False):
            around = {"before": before, "after": after}
            comments = [f"{name}: {other.chinese}" for name, other in around.items() if other]
            comments += [f"uncertain: {unit.doubt}"] if unit.doubt else []
            catalogue.append(
                polib.POEntry(
                    msgctxt=unit.segment.id,
                    msgid=unit.chinese,
                    msgstr=unit.english,
                    comment="\n".join(comments),
                    occurrences=[(f"data/translation/{page}.yml", "")],
                    flags=["fuzzy"] if unit.doubt and unit.english else [],
                )
            )
    return f"{catalogue}\n"
