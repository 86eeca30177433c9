"""The exports for translators, against the rules of TMX 1.4b and against whole files."""

import re

import pytest
from lxml import etree

from build_tools.diagnostics import Place
from build_tools.document.model import Document, Segment
from build_tools.exports.bitext import Header, tmx, tsv
from tests.support.paths import CASES

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


DOCUMENT = Document(
    (
        segment("2022.1", "heading", "一、港口&航运", "一、港口&航運"),
        segment("2022.1.0.1", "sentence", "新开航线3条。", "新開航線3條。"),
        segment("2022.1.0.2", "sentence", "尚未翻译。", "尚未翻譯。"),
    ),
    Place("source"),
)
ENGLISH = {
    "2022.1": "I. Harbour & shipping",
    "2022.1.0.1": "We opened\n3 new\troutes. ",
    "2022.9": "Unknown",
}
HEADER = Header(
    tool="tests",
    tool_version="1.0",
    note="Unofficial translation.",
    properties=[("x-title", "Harbour report")],
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


def test_tmx_is_the_sample() -> None:
    assert tmx(DOCUMENT, ENGLISH, HEADER).decode("utf-8") == (FOLDER / "sample.tmx").read_text(
        "utf-8"
    )


def test_tsv_is_the_sample() -> None:
    assert tsv(DOCUMENT, ENGLISH) == (FOLDER / "sample.tsv").read_text("utf-8")


def test_the_sample_breaks_no_rule() -> None:
    assert broken_rules((FOLDER / "sample.tmx").read_bytes()) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<tmx version="1.4">', '<tmx version="2.0">'),
        (' o-tmf="YAML"', ""),
        (' adminlang="en"', ""),
        (' srclang="zh-Hans"', ""),
        ('srclang="zh-Hans"', 'srclang="ja"'),
        (' datatype="plaintext"', ""),
        ('segtype="sentence"', 'segtype="page"'),
        ('xml:lang="en"', 'xml:lang="in English"'),
        (' xml:lang="en"', ""),
        ('xml:lang="zh-Hant"', 'xml:lang="en"'),
        ('tuid="2022.1"', 'tuid="2022 1"'),
        ("We opened 3 new routes.", ""),
        ("<body>", "<body><p>"),
    ],
)
def test_the_rules_notice(right: str, wrong: str) -> None:
    text = (FOLDER / "sample.tmx").read_text("utf-8")
    assert right in text
    changed = text.replace(right, wrong)
    if wrong == "<body><p>":
        changed = changed.replace("</body>", "</p></body>")
    assert broken_rules(changed.encode()) != []
