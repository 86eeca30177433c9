"""The glossary for machines: ``glossary.json``, a table (CSV) and a termbase (TBX-Basic).

TBX is ISO 30042:2019; the file is of the dialect TBX-Basic, version 3, in the style DCA, in which
every element is of the core and ``type`` names the data category.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from build_tools.document.model import Document
from build_tools.glossary.matching import Occurrence, by_term
from build_tools.glossary.records import Term
from build_tools.text.csv import as_csv
from build_tools.text.source_types import Script

TBX_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
SEPARATOR = " | "
"""Between the values of one cell of the table."""
COLUMNS = (
    "id",
    "category",
    "hans",
    "hant",
    "pinyin",
    "en",
    "hans_also",
    "hant_also",
    "en_also",
    "origin",
    "source",
    "definition_en",
    "definition_zh",
    "see",
    "occurrences",
    "segments",
)
_LANGUAGES: tuple[tuple[Script, str], ...] = (("hans", "zh-Hans"), ("hant", "zh-Hant"))
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _segments(found: Iterable[Occurrence]) -> list[str]:
    return list(dict.fromkeys(occurrence.span.segment for occurrence in found))


def to_json(
    terms: Iterable[Term], occurrences: Iterable[Occurrence], traditional: bool = True
) -> dict[str, Any]:
    """``glossary.json`` as plain values; ``schemas.TERM_SCHEMA`` describes it.

    ``traditional`` says, here and below, whether the publication has a traditional text.
    """
    found = by_term(occurrences)
    return {
        "terms": [
            {
                "id": term.id,
                "hans": term.hans,
                "hant": term.hant if traditional else None,
                "pinyin": term.pinyin,
                "en": term.en,
                "aliases": _aliases(term, traditional),
                "category": term.category,
                "definition_en": term.definition,
                "definition_zh": term.definition_zh or None,
                "occurrences": _segments(found.get(term.id, ())),
            }
            for term in terms
        ]
    }


def _aliases(term: Term, traditional: bool) -> list[str]:
    hans = [form.hans for form in term.forms[1:]]
    hant = [form.hant for form in term.forms[1:] if traditional]
    own = {term.hans, term.hant, term.en}
    return [name for name in dict.fromkeys([*hans, *hant, *term.en_also]) if name not in own]


def to_csv(
    terms: Iterable[Term], occurrences: Iterable[Occurrence], traditional: bool = True
) -> str:
    """The terms as a table: a row of ``COLUMNS``, then one row a term.

    A cell of several values has ``SEPARATOR`` between them.
    """
    found = by_term(occurrences)
    rows: list[Sequence[str]] = [COLUMNS]
    for term in terms:
        places = found.get(term.id, ())
        row = {
            "id": term.id,
            "category": term.category,
            "hans": term.hans,
            "hant": term.hant if traditional else "",
            "pinyin": term.pinyin,
            "en": term.en,
            "hans_also": SEPARATOR.join(form.hans for form in term.forms[1:]),
            "hant_also": SEPARATOR.join(form.hant for form in term.forms[1:] if traditional),
            "en_also": SEPARATOR.join(term.en_also),
            "origin": term.origin,
            "source": term.source,
            "definition_en": term.definition,
            "definition_zh": term.definition_zh,
            "see": SEPARATOR.join(term.see),
            "occurrences": str(len(places)),
            "segments": SEPARATOR.join(_segments(places)),
        }
        rows.append([row[column] for column in COLUMNS])
    return as_csv(rows)


def to_tbx(
    terms: Sequence[Term],
    occurrences: Iterable[Occurrence],
    document: Document,
    title: str,
    source: str,
    subjects: Mapping[str, str] | None = None,
    traditional: bool = True,
) -> str:
    """The terms as TBX-Basic, with the first sentence in which each Chinese form stands.

    ``title`` names the termbase and ``source`` says where it comes from, both in English;
    ``subjects`` are the English names of the categories.
    """
    contexts: dict[tuple[str, str], str] = {}
    for occurrence in occurrences:
        contexts.setdefault((occurrence.term, occurrence.form.hans), occurrence.span.segment)
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": TBX_NAMESPACE}
    )
    file = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    _add(ET.SubElement(file, "titleStmt"), "title", title)
    _add(ET.SubElement(file, "sourceDesc"), "p", source)
    text = ET.SubElement(root, "text")
    if terms:
        body = ET.SubElement(text, "body")
        known = {term.id: term for term in terms}
        for term in terms:
            subject = (subjects or {}).get(term.category, term.category.replace("-", " "))
            languages = _LANGUAGES if traditional else _LANGUAGES[:1]
            _concept(body, term, subject, known, contexts, document, languages)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = _NO_XML.sub("", text)
    return element


def _entry_id(term: str) -> str:
    """An XML name: it must not begin with a figure, as a term's id may."""
    return f"term-{term}"


def _concept(
    body: ET.Element,
    term: Term,
    subject: str,
    known: Mapping[str, Term],
    contexts: Mapping[tuple[str, str], str],
    document: Document,
    languages: Sequence[tuple[Script, str]],
) -> None:
    entry = ET.SubElement(body, "conceptEntry", {"id": _entry_id(term.id)})
    _add(entry, "descrip", subject, type="subjectField")
    for other in term.see:
        if other in known:
            target = _entry_id(other)
            _add(entry, "ref", known[other].en, type="crossReference", target=target)
    for script, language in languages:
        section = ET.SubElement(entry, "langSec", {"xml:lang": language})
        definition = term.definition_zh if script == "hans" else term.definition_hant
        if definition:
            _add(section, "descrip", definition, type="definition")
        for index, form in enumerate(term.forms):
            chinese = form.hans if script == "hans" else form.hant
            name = _name(section, chinese, is_preferred=index == 0)
            if (segment := contexts.get((term.id, form.hans))) is not None:
                group = ET.SubElement(name, "descripGrp")
                _add(group, "descrip", document.by_id[segment].text(script), type="context")
                _add(group, "admin", segment, type="source")
            if index == 0:
                _add(name, "note", f"Pinyin: {term.pinyin}")
    section = ET.SubElement(entry, "langSec", {"xml:lang": "en"})
    _add(section, "descrip", term.definition, type="definition")
    for index, english in enumerate(dict.fromkeys((term.en, *term.en_also))):
        name = _name(section, english, is_preferred=index == 0)
        if index == 0:
            if term.source:
                _add(name, "admin", term.source, type="source")
            _add(name, "note", f"Origin of the English: {term.origin}")


def _name(section: ET.Element, text: str, is_preferred: bool) -> ET.Element:
    name = ET.SubElement(section, "termSec")
    _add(name, "term", text)
    status = _PREFERRED if is_preferred else _ADMITTED
    _add(name, "termNote", status, type="administrativeStatus")
    return name
