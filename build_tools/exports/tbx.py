"""The glossary as a termbase: TBX of version 3, and of version 2, which most tools read.

``glossary.tbx`` is of the dialect TBX-Basic (ISO 30042:2019) in the style DCA, in which every
element is of the core and ``type`` names the data category. A file of version 2 (ISO 30042:2008,
``martif``) has the Chinese of one script and English; each concept has all forms of its term.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from build_tools.document.model import Document, Segment
from build_tools.exports.xml_text import add, xml_file
from build_tools.glossary.matching import Occurrence
from build_tools.glossary.records import Term
from build_tools.text.source_types import LANGUAGES, TOOL_LANGUAGES, Script

TBX_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


@dataclass(frozen=True)
class Termbase:
    """What a file of terms holds, and what it says of itself in English."""

    terms: Sequence[Term]
    title: str
    source: str
    """Where the terms come from."""
    subjects: Mapping[str, str]
    """The name of each category."""


def to_tbx(
    termbase: Termbase,
    occurrences: Iterable[Occurrence],
    document: Document,
    scripts: Sequence[Script],
) -> str:
    """The terms as TBX-Basic, with the first sentence that has each Chinese form.

    ``scripts`` are those of its Chinese.
    """
    first: dict[tuple[str, str], Segment] = {}
    for one in occurrences:
        first.setdefault((one.term, one.form.hans), document.by_id[one.span.segment])
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": TBX_NAMESPACE}
    )
    _describe(ET.SubElement(root, "tbxHeader"), termbase)
    text = ET.SubElement(root, "text")
    if termbase.terms:
        body = ET.SubElement(text, "body")
        known = {term.id: term for term in termbase.terms}
        for term in termbase.terms:
            entry = _entry(body, "conceptEntry", term, termbase)
            for other in term.record.see:
                if other in known:
                    target = f"term-{other}"
                    add(entry, "ref", known[other].en, type="crossReference", target=target)
            _add_notes(entry, term)
            for script in scripts:
                _chinese_section(entry, term, script, first)
            _english_section(entry, term)
    return xml_file(root, " ")


def to_tbx_2(termbase: Termbase, script: Script) -> str:
    """The terms as TBX of version 2."""
    root = ET.Element("martif", {"type": "TBX", "xml:lang": "en"})
    header = ET.SubElement(root, "martifHeader")
    _describe(header, termbase)
    add(ET.SubElement(header, "encodingDesc"), "p", "TBXXCSV02.xcs", type="XCSURI")
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in termbase.terms:
        entry = _entry(body, "termEntry", term, termbase)
        add(entry, "descrip", term.definition, type="definition")
        _add_notes(entry, term)
        chinese = [form.text(script) for form in term.forms]
        english = (term.en, *term.record.en_also)
        for code, names in ((TOOL_LANGUAGES[script], chinese), ("en", english)):
            language = ET.SubElement(entry, "langSet", {"xml:lang": code})
            for index, name in enumerate(dict.fromkeys(names)):
                _name(language, name, "tig", is_preferred=index == 0)
    return xml_file(root, " ")


def _describe(header: ET.Element, termbase: Termbase) -> None:
    """Say in a file's header what the termbase is called and where it comes from."""
    file = ET.SubElement(header, "fileDesc")
    add(ET.SubElement(file, "titleStmt"), "title", termbase.title)
    add(ET.SubElement(file, "sourceDesc"), "p", termbase.source)


def _entry(body: ET.Element, tag: str, term: Term, termbase: Termbase) -> ET.Element:
    """The entry of a term, with its subject. An XML name must not begin with a digit."""
    entry = ET.SubElement(body, tag, {"id": f"term-{term.id}"})
    subject = termbase.subjects.get(term.category, term.category.replace("-", " "))
    add(entry, "descrip", subject, type="subjectField")
    return entry


def _chinese_section(
    entry: ET.Element, term: Term, script: Script, first: Mapping[tuple[str, str], Segment]
) -> None:
    section = ET.SubElement(entry, "langSec", {"xml:lang": LANGUAGES[script]})
    definition = term.chinese_definition(script)
    if definition:
        add(section, "descrip", definition, type="definition")
    for index, form in enumerate(term.forms):
        name = _name(section, form.text(script), "termSec", is_preferred=index == 0)
        if segment := first.get((term.id, form.hans)):
            group = ET.SubElement(name, "descripGrp")
            add(group, "descrip", segment.text(script), type="context")
            add(group, "admin", segment.id, type="source")
        if index == 0 and term.reading:
            add(name, "note", f"Pinyin: {term.reading}")


def _english_section(entry: ET.Element, term: Term) -> None:
    record = term.record
    section = ET.SubElement(entry, "langSec", {"xml:lang": "en"})
    add(section, "descrip", term.definition, type="definition")
    for index, english in enumerate(dict.fromkeys(term.english)):
        name = _name(section, english, "termSec", is_preferred=index == 0)
        if index == 0:
            if record.source:
                add(name, "admin", record.source, type="source")
            add(name, "note", f"Origin of the English: {record.origin}")
        elif english in record.en_forms:
            add(name, "termNote", "variant", type="termType")


def term_notes(term: Term) -> Iterator[str]:
    """What no data category of TBX-Basic has a place for."""
    if term.record.uncertain:
        yield "Not certain"
    if term.is_general:
        yield "From the general termbase"
    if term.record.not_in:
        yield f"Not within: {', '.join(term.record.not_in)}"


def _add_notes(entry: ET.Element, term: Term) -> None:
    for note in term_notes(term):
        add(entry, "note", note)


def _name(section: ET.Element, text: str, tag: str, is_preferred: bool) -> ET.Element:
    name = ET.SubElement(section, tag)
    add(name, "term", text)
    status = PREFERRED if is_preferred else ADMITTED
    add(name, "termNote", status, type="administrativeStatus")
    return name
