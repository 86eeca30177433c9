"""``glossary.tbx``: the glossary as a termbase.

TBX is ISO 30042:2019; the file is of the dialect TBX-Basic, version 3, in the style DCA, in which
every element is of the core and ``type`` names the data category.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from build_tools.document.model import Document
from build_tools.exports.xml_text import add, xml_file
from build_tools.glossary.matching import Occurrence
from build_tools.glossary.records import Term
from build_tools.text.source_types import LANGUAGES, Script

TBX_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


def to_tbx(
    terms: Sequence[Term],
    occurrences: Iterable[Occurrence],
    document: Document,
    title: str,
    source: str,
    subjects: Mapping[str, str],
    scripts: Sequence[Script],
) -> str:
    """The terms as TBX-Basic, with the first sentence that has each Chinese form.

    ``title`` names the termbase and ``source`` says where it comes from, both in English;
    ``subjects`` are the English names of the categories, ``scripts`` those of its Chinese.
    """
    contexts: dict[tuple[str, str], str] = {}
    for occurrence in occurrences:
        contexts.setdefault((occurrence.term, occurrence.form.hans), occurrence.span.segment)
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": TBX_NAMESPACE}
    )
    file = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    add(ET.SubElement(file, "titleStmt"), "title", title)
    add(ET.SubElement(file, "sourceDesc"), "p", source)
    text = ET.SubElement(root, "text")
    if terms:
        body = ET.SubElement(text, "body")
        known = {term.id: term for term in terms}
        for term in terms:
            subject = subjects.get(term.category, term.category.replace("-", " "))
            _concept(body, term, subject, known, contexts, document, scripts)
    return xml_file(root, " ")


def entry_id(term: str) -> str:
    """An XML name: it must not begin with a figure, as a term's id may."""
    return f"term-{term}"


def _concept(
    body: ET.Element,
    term: Term,
    subject: str,
    known: Mapping[str, Term],
    contexts: Mapping[tuple[str, str], str],
    document: Document,
    scripts: Sequence[Script],
) -> None:
    record = term.record
    entry = ET.SubElement(body, "conceptEntry", {"id": entry_id(term.id)})
    add(entry, "descrip", subject, type="subjectField")
    for other in term.record.see:
        if other in known:
            target = entry_id(other)
            add(entry, "ref", known[other].en, type="crossReference", target=target)
    for note in notes(term):
        add(entry, "note", note)
    for script in scripts:
        section = ET.SubElement(entry, "langSec", {"xml:lang": LANGUAGES[script]})
        definition = term.chinese_definition(script)
        if definition:
            add(section, "descrip", definition, type="definition")
        for index, form in enumerate(term.forms):
            name = _name(section, form.text(script), is_preferred=index == 0)
            if (segment := contexts.get((term.id, form.hans))) is not None:
                group = ET.SubElement(name, "descripGrp")
                add(group, "descrip", document.by_id[segment].text(script), type="context")
                add(group, "admin", segment, type="source")
            if index == 0:
                add(name, "note", f"Pinyin: {term.pinyin}")
    section = ET.SubElement(entry, "langSec", {"xml:lang": "en"})
    add(section, "descrip", term.definition, type="definition")
    for index, english in enumerate(dict.fromkeys(term.english)):
        name = _name(section, english, is_preferred=index == 0)
        if index == 0:
            if record.source:
                add(name, "admin", record.source, type="source")
            add(name, "note", f"Origin of the English: {record.origin}")
        elif english in record.en_forms:
            add(name, "termNote", "variant", type="termType")


def notes(term: Term) -> Iterator[str]:
    """What no data category of TBX-Basic has a place for."""
    if term.record.uncertain:
        yield "Not certain"
    if term.is_general:
        yield "From the general termbase"
    if term.record.not_in:
        yield f"Not within: {', '.join(term.record.not_in)}"


def _name(section: ET.Element, text: str, is_preferred: bool) -> ET.Element:
    name = ET.SubElement(section, "termSec")
    add(name, "term", text)
    status = PREFERRED if is_preferred else ADMITTED
    add(name, "termNote", status, type="administrativeStatus")
    return name
