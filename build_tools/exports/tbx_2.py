"""The glossary as TBX of version 2 (ISO 30042:2008, ``martif``), which most tools read.

A file has the Chinese of one script and English; each concept has all forms of its term.
"""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from build_tools.exports.tbx import ADMITTED, PREFERRED, entry_id, notes
from build_tools.exports.term_tables import CODES
from build_tools.exports.xml_text import add, xml_file
from build_tools.glossary.records import Term
from build_tools.text.source_types import Script


def to_tbx_2(
    terms: Sequence[Term],
    title: str,
    source: str,
    subjects: Mapping[str, str],
    script: Script,
) -> str:
    """The terms as TBX of version 2; ``title``, ``source`` and ``subjects`` are in English."""
    root = ET.Element("martif", {"type": "TBX", "xml:lang": "en"})
    header = ET.SubElement(root, "martifHeader")
    file = ET.SubElement(header, "fileDesc")
    add(ET.SubElement(file, "titleStmt"), "title", title)
    add(ET.SubElement(file, "sourceDesc"), "p", source)
    add(ET.SubElement(header, "encodingDesc"), "p", "TBXXCSV02.xcs", type="XCSURI")
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in terms:
        _entry(body, term, subjects, script)
    return xml_file(root, " ")


def _entry(body: ET.Element, term: Term, subjects: Mapping[str, str], script: Script) -> None:
    entry = ET.SubElement(body, "termEntry", {"id": entry_id(term.id)})
    subject = subjects.get(term.category, term.category.replace("-", " "))
    add(entry, "descrip", subject, type="subjectField")
    add(entry, "descrip", term.definition, type="definition")
    for note in notes(term):
        add(entry, "note", note)
    chinese = [form.text(script) for form in term.forms]
    english = (term.en, *term.record.en_also)
    for code, names in ((CODES[script], chinese), ("en", english)):
        language = ET.SubElement(entry, "langSet", {"xml:lang": code})
        for index, name in enumerate(dict.fromkeys(names)):
            group = ET.SubElement(language, "tig")
            add(group, "term", name)
            status = ADMITTED if index else PREFERRED
            add(group, "termNote", status, type="administrativeStatus")
