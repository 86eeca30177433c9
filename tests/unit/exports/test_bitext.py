"""The exports for translators, against the rules of TMX 1.4b and against whole files."""

import pytest

from build_tools.diagnostics import Place
from build_tools.document.model import Document
from build_tools.exports.bitext import tmx, tsv
from tests.support.documents import segment
from tests.support.tmx_rules import FOLDER, broken_rules

DOCUMENT = Document(
    (
        segment("2022.1", "一、港口&航运", level="section"),
        segment("2022.1.0.1", "新开航线3条。"),
        segment("2022.1.0.2", "尚未翻译。"),
    ),
    Place("source"),
)
ENGLISH = {
    "2022.1": "I. Harbour & shipping",
    "2022.1.0.1": "We opened\n3 new\troutes. ",
    "2022.9": "Unknown",
}
HEADER = "Unofficial translation.", {"x-title": "Harbour report"}


def test_tmx_is_the_sample() -> None:
    assert tmx(DOCUMENT, ENGLISH, *HEADER) == (FOLDER / "sample.tmx").read_text("utf-8")


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
