"""The term base: the rules of TBX-Basic.

The rules are those of ISO 30042:2019 (the core's grammar) and of the dialect TBX-Basic in the style
DCA (version 1.2.1 of its published schema): which element stands where, which data categories there
are, at which level, and with which values. They are stated here, in tables, because
the published files say nothing about their copying.
"""

import pytest
from lxml import etree

from build_tools.diagnostics import Place
from build_tools.document.model import Document
from build_tools.exports import tbx
from build_tools.glossary.matching import match
from build_tools.glossary.records import Term
from tests.support.documents import segment
from tests.support.glossaries import term
from tests.support.tbx_rules import CORE, XML_LANG, faults


def to_tbx(terms: list[Term], text: Document) -> str:
    base = tbx.Termbase(terms, "A title", "A <source>", {"tests": "Tests"})
    return tbx.to_tbx(base, match(terms, text.segments).occurrences, text, ("hans", "hant"))


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
    (english,) = (e for e in entry.iter(f"{CORE}langSec") if e.get(XML_LANG) == "en")
    notes = [[e.text for e in name.iter(f"{CORE}note")] for name in english.iter(f"{CORE}termSec")]
    assert notes == [["Origin of the English: official"], [], []]
    references = [e.get("target") for e in root.iter(f"{CORE}ref")]
    assert references == ["term-industry"]


def test_characters_that_xml_forbids_are_left_out() -> None:
    odd = term("a", ["甲"], en="one\x07two\ufffe", definition="de\x00finition")
    base = tbx.Termbase([odd], "T\x1b", "S", {})
    made = tbx.to_tbx(base, (), Document((segment("1", "甲"),), Place("x")), ["hans"])
    assert list(faults(made)) == []
    assert "<term>onetwo</term>" in made


@pytest.mark.parametrize(
    ("right", "wrong", "reported"),
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
    terms: list[Term], text: Document, right: str, wrong: str, reported: str
) -> None:
    made = to_tbx(terms, text)
    assert right in made
    broken = made.replace(right, wrong, 1)
    assert any(fault.startswith(reported) for fault in faults(broken)), list(faults(broken))
