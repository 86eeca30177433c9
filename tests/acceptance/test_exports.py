"""The exports of this publication."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document, Segment
from build_tools.exports import termbase
from build_tools.exports.bitext import Header, tmx, tsv
from build_tools.exports.schemas import TERM_SCHEMA
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import match
from build_tools.glossary.records import Term
from build_tools.translation import records as translation
from tests.support.glossaries import document, segment, term
from tests.support.paths import CASES, DATA

CORE = f"{{{termbase.TBX_NAMESPACE}}}"


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


AUX = "(admin|adminGrp|descrip|descripGrp|note|ref|transacGrp|xref)*"


CONTENT = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc encodingDesc? revisionDesc?",
    "fileDesc": "publicationStmt? titleStmt? sourceDesc",
    "titleStmt": "title note*",
    "sourceDesc": "p+",
    "text": "body? back?",
    "body": "conceptEntry+",
    "conceptEntry": f"{AUX} langSec+",
    "langSec": f"{AUX} termSec+",
    "termSec": f"term (termNote|termNoteGrp)* {AUX}",
    "descripGrp": "descrip (admin|adminGrp|descripNote|note|ref|transacGrp|xref)*",
    **dict.fromkeys(("title", "p", "term", "termNote", "descrip", "admin", "note", "ref"), ""),
}
"""What each element holds, in order; "" is text alone. An element not named is not used."""


ATTRIBUTES = {
    "tbx": {"type", "style", XML_LANG},
    "conceptEntry": {"id"},
    "langSec": {XML_LANG},
    "termNote": {"type"},
    "descrip": {"type"},
    "admin": {"type"},
    "ref": {"type", "target"},
}
"""The attributes that each element must have; no other is used."""


LEVELS = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
    ("admin", "customerSubset"): {"conceptEntry", "termSec"},
    ("admin", "projectSubset"): {"conceptEntry", "termSec"},
    ("ref", "crossReference"): {"conceptEntry", "termSec"},
    **{
        ("termNote", name): {"termSec"}
        for name in ("administrativeStatus", "partOfSpeech", "geographicalUsage", "termType")
    },
}
"""The data categories and the levels at which each may stand, groups aside."""


VALUES = {
    "administrativeStatus": {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
        "supersededTerm-admn-sts",
    },
}


def content_pattern(model: str) -> re.Pattern[str]:
    """A pattern for the names of an element's children, each with a space after it."""
    parts = re.findall(r"\w+|[^\w\s]", model)
    return re.compile("".join(f"(?:{part} )" if part.isalpha() else part for part in parts))


def faults(text: str) -> Iterator[str]:
    """What in ``text`` breaks the rules of TBX-Basic."""
    root = etree.fromstring(text.encode("utf-8"))
    if root.tag != f"{CORE}tbx" or (root.get("type"), root.get("style")) != ("TBX-Basic", "dca"):
        yield f"the root is {root.tag} {dict(root.attrib)}"
    ids = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"id {id_} stands twice" for id_, count in ids.items() if count > 1)
    yield from (f"id {id_}" for id_ in ids if not re.fullmatch(r"[A-Za-z_][\w.-]*", id_))
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(CORE)
        if name not in CONTENT:
            yield f"element {name}"
            continue
        children = "".join(f"{str(child.tag).removeprefix(CORE)} " for child in element)
        if not content_pattern(CONTENT[name]).fullmatch(children):
            yield f"{name} holds {children}"
        if (element.text or "").strip() and CONTENT[name]:
            yield f"{name} holds text"
        if not (element.text or "").strip() and not CONTENT[name]:
            yield f"{name} is empty"
        if set(element.attrib) != ATTRIBUTES.get(name, set()):
            yield f"{name} has {sorted(map(str, element.attrib))}"
        yield from category_faults(element, name, ids)


def category_faults(element: etree._Element, name: str, ids: Counter[str | None]) -> Iterator[str]:
    kind = element.get("type")
    language = element.get(XML_LANG)
    if language is not None and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", language):
        yield f"language {language}"
    if name in ("tbx", "conceptEntry", "langSec") or kind is None:
        return
    levels = (str(up.tag).removeprefix(CORE) for up in element.iterancestors())
    level = next(above for above in levels if not above.endswith("Grp"))
    if level not in LEVELS.get((name, kind), ()):
        yield f"{name} {kind} in {level}"
    if kind in VALUES and element.text not in VALUES[kind]:
        yield f"{kind}: {element.text}"
    target = element.get("target")
    if target is not None and target not in ids and not re.match(r"https?://.", target):
        yield f"target {target}"


@pytest.fixture
def terms() -> list[Term]:
    return [
        term(
            "3-5-industries",
            ["3+5"],
            en="3+5",
            en_also=("3+5 industries",),
            see=("industry", "nothing"),
        ),
        term(
            "industry",
            ["规上工业", "规模以上工业"],
            en="industry above <designated> size & more",
            en_also=('industrial enterprises, "large"', "above-scale industry"),
            origin="official",
            source="National Bureau of Statistics",
            definition_zh="较大的工业企业。",
            definition_hant="較大的工業企業。",
        ),
    ]


@pytest.fixture
def text() -> Document:
    return document(
        "聚焦“3+5”产业。", "规上工业企业稳健，规上工业产值增长，规模以上工业。", "规上工业。"
    )


def test_the_real_exports(real) -> None:
    terms = glossary.load(DATA, Problems()).terms
    text = real.document
    occurrences = match(terms, text.segments).occurrences
    made = termbase.to_json(terms, occurrences)
    Draft202012Validator(TERM_SCHEMA).validate(made)
    assert all(entry["occurrences"] for entry in made["terms"])
    for entry in made["terms"]:
        forms = [entry["hans"], *entry["aliases"]]
        for name in entry["occurrences"]:
            assert any(form in text.by_id[name].hans for form in forms), entry["id"]
    tbx = termbase.to_tbx(terms, occurrences, text, "Glossary", "The report")
    assert list(faults(tbx)) == []
    rows = list(csv.reader(io.StringIO(termbase.to_csv(terms, occurrences), newline="")))
    assert len(rows) == len(terms) + 1 == tbx.count("<conceptEntry ") + 1
    assert {len(row) for row in rows} == {len(termbase.COLUMNS)}


FOLDER = CASES / "exports"


LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def segment(id: str, kind: str, hans: str, hant: str) -> Segment:
    return Segment(
        id=id,
        part="review",
        kind=kind,
        level="section" if kind == "heading" else "sentence",
        unit="2022-1",
        offset=0,
        paragraph=1,
        restored=hant,
        hant=hant,
        hans=hans,
        place=Place("source"),
    )


def broken_rules(text: bytes) -> list[str]:
    """The rules of TMX 1.4b that a file breaks: its DTD's, and those that a DTD cannot say."""
    root = etree.fromstring(text)
    dtd = etree.DTD((FOLDER / "tmx14.dtd").open("rb"))
    broken = [] if dtd.validate(root) else [str(dtd.error_log.last_error.message)]
    header = root.find("header")
    languages = [header.get("adminlang", ""), *(tuv.get(LANG, "") for tuv in root.iter("tuv"))]
    if not all(re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", code) for code in languages):
        broken.append("a language code is not of RFC 3066")
    source = header.get("srclang", "").lower()
    for unit in root.iter("tu"):
        codes = [tuv.get(LANG, "").lower() for tuv in unit.iter("tuv")]
        if source != "*all*" and source not in codes:
            broken.append("a unit lacks the source language")
        if len(set(codes)) != len(codes):
            broken.append("a unit has one language twice")
        if re.search(r"\s", unit.get("tuid", "")):
            broken.append("a unit's id has white space")
    if any(not (seg.text or "").strip() for seg in root.iter("seg")):
        broken.append("a segment is empty")
    return broken


def test_real_exports(real) -> None:
    english = translation.english(translation.load(DATA, Problems()))
    text = tmx(real.document, english, Header("tests", "1.0", "Unofficial translation."))
    assert broken_rules(text) == []
    segments = real.document.segments
    units = list(etree.fromstring(text).iter("tu"))
    assert [unit.get("tuid") for unit in units] == [segment.id for segment in segments]
    assert [unit.findtext(f"tuv[@{LANG}='zh-Hans']/seg") for unit in units] == [
        segment.hans for segment in segments
    ]
    rows = tsv(real.document, english).splitlines()
    assert len(rows) == len(segments) + 1
    assert {row.count("\t") for row in rows} == {1}
