"""The exports: the contract of glossary.json, the table, and the rules of TBX-Basic.

The rules are those of ISO 30042:2019 (the core's grammar) and of the dialect TBX-Basic in the style
DCA (version 1.2.1 of its published schema): which element stands where, which data categories there
are, at which level, and with which values. They are stated here, in tables, because
the published files say nothing about their copying.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from build_tools.diagnostics import Place
from build_tools.document.model import Document
from build_tools.exports import termbase
from build_tools.exports.schemas import TERM_SCHEMA
from build_tools.glossary.matching import Occurrence, match
from build_tools.glossary.records import Form, Term
from tests.support.glossaries import document, segment, term

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


def found(terms: list[Term], text: Document) -> tuple[Occurrence, ...]:
    return match(terms, text.segments).occurrences


def test_glossary_json_keeps_the_contract(terms: list[Term], text: Document) -> None:
    made = termbase.to_json(terms, found(terms, text))
    Draft202012Validator(TERM_SCHEMA).validate(made)
    assert made["terms"][1] == {
        "id": "industry",
        "hans": "规上工业",
        "hant": "規上工業",
        "pinyin": "pīn yīn",
        "en": "industry above <designated> size & more",
        "aliases": [
            "规模以上工业",
            "規模以上工業",
            'industrial enterprises, "large"',
            "above-scale industry",
        ],
        "category": "tests",
        "definition_en": terms[1].definition,
        "definition_zh": "较大的工业企业。",
        "occurrences": ["2", "3"],
    }
    assert made["terms"][0]["definition_zh"] is None


def test_the_table_can_be_read_back(terms: list[Term], text: Document) -> None:
    made = termbase.to_csv(terms, found(terms, text))
    rows = list(csv.DictReader(io.StringIO(made, newline=""), strict=True))
    assert tuple(rows[0]) == termbase.COLUMNS
    row = rows[1]
    assert (row["hant_also"], row["occurrences"], row["segments"]) == ("規模以上工業", "4", "2 | 3")
    assert row["en_also"].split(termbase.SEPARATOR) == list(terms[1].en_also)
    assert made.count("\r\n") == len(rows) + 1


def to_tbx(terms: list[Term], text: Document) -> str:
    return termbase.to_tbx(
        terms, found(terms, text), text, "A title", "A <source>", {"tests": "Tests"}
    )


def test_tbx_keeps_the_rules(terms: list[Term], text: Document) -> None:
    assert list(faults(to_tbx(terms, text))) == []


def test_tbx_without_terms_keeps_the_rules(text: Document) -> None:
    assert list(faults(to_tbx([], text))) == []


def test_tbx_says_what_the_glossary_says(terms: list[Term], text: Document) -> None:
    root = etree.fromstring(to_tbx(terms, text).encode())
    _, entry = root.iter(f"{CORE}conceptEntry")
    said = {
        section.get(XML_LANG): [
            (name.findtext(f"{CORE}term"), name.findtext(f"{CORE}termNote"))
            for name in section.iter(f"{CORE}termSec")
        ]
        for section in entry.iter(f"{CORE}langSec")
    }
    best, good = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
    assert said == {
        "zh-Hans": [("规上工业", best), ("规模以上工业", good)],
        "zh-Hant": [("規上工業", best), ("規模以上工業", good)],
        "en": [
            ("industry above <designated> size & more", best),
            ('industrial enterprises, "large"', good),
            ("above-scale industry", good),
        ],
    }
    contexts = [e.text for e in entry.iter(f"{CORE}descrip") if e.get("type") == "context"]
    assert contexts[:2] == [text.segments[1].hans] * 2
    assert contexts[2:] == [text.segments[1].hant] * 2
    definitions = [e.text for e in entry.iter(f"{CORE}descrip") if e.get("type") == "definition"]
    assert definitions == ["较大的工业企业。", "較大的工業企業。", terms[1].definition]
    references = [e.get("target") for e in root.iter(f"{CORE}ref")]
    assert references == ["term-industry"]


def test_characters_that_xml_forbids_are_left_out() -> None:
    odd = Term("a", "tests", (Form("甲", "甲"),), "jiǎ", "one\x07two\ufffe", "de\x00finition")
    made = termbase.to_tbx([odd], (), Document((segment("1", "甲"),), Place("x")), "T\x1b", "S")
    assert list(faults(made)) == []
    assert "<term>onetwo</term>" in made


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('style="dca"', 'style="dct"', "the root is"),
        ("preferredTerm-admn-sts", "best", "administrativeStatus: best"),
        ('type="definition"', 'type="meaning"', "descrip meaning in langSec"),
        ('target="term-industry"', 'target="term-other"', "target term-other"),
        ('id="term-3-5-industries"', 'id="3-5-industries"', "id 3-5-industries"),
        ("<term>3+5</term>", "", "termSec holds"),
        ('<langSec xml:lang="en">', "<langSec>", "langSec has"),
        ("<p>A &lt;source&gt;</p>", "", "sourceDesc holds"),
        ("<term>3+5</term>", "<term/>", "term is empty"),
        ('xml:lang="zh-Hans"', 'xml:lang="zh_Hans"', "language zh_Hans"),
        ('type="subjectField">', 'type="context">', "descrip context in conceptEntry"),
    ],
)
def test_the_rules_notice(
    terms: list[Term], text: Document, right: str, wrong: str, told: str
) -> None:
    made = to_tbx(terms, text)
    assert right in made
    broken = made.replace(right, wrong, 1)
    assert any(fault.startswith(told) for fault in faults(broken)), list(faults(broken))


# The real glossary
