"""``glossary.json`` and ``glossary.csv``."""

import csv
import io

from jsonschema import Draft202012Validator

from build_tools.document.model import Document
from build_tools.exports.glossary import (
    COLUMNS,
    SEPARATOR,
    GlossaryFile,
    glossary_file,
    to_csv,
)
from build_tools.exports.models import schema
from build_tools.glossary.matching import match
from build_tools.glossary.records import Term


def test_json_keeps_the_contract(terms: list[Term], text: Document) -> None:
    made = glossary_file(terms, match(terms, text.segments), traditional=True).model_dump(
        mode="json"
    )
    Draft202012Validator(schema(GlossaryFile, "glossary.json")).validate(made)
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
        "aliases_by_language": {
            "hans": ["规模以上工业"],
            "hant": ["規模以上工業"],
            "en": ['industrial enterprises, "large"'],
        },
        "en_forms": ["above-scale industry"],
        "uncertain": True,
        "origin": "official",
        "source": "National Bureau of Statistics",
        "definition_hant": "較大的工業企業。",
        "see": [],
        "not_in": ["规上工业用电"],
        "places": 4,
        "from": "publication",
    }
    assert made["terms"][0]["definition_zh"] is None
    assert made["terms"][0]["pinyin"] == "", "3+5 has none"


def test_the_table_can_be_read_back(terms: list[Term], text: Document) -> None:
    made = to_csv(glossary_file(terms, match(terms, text.segments), traditional=True))
    rows = list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"), newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    row = rows[1]
    assert (row["hant_also"], row["occurrences"], row["segments"]) == ("規模以上工業", "4", "2 | 3")
    assert row["en_also"].split(SEPARATOR) == list(terms[1].record.en_also)
    assert (row["en_forms"], row["uncertain"]) == ("above-scale industry", "true")
    assert (row["from"], row["not_in"]) == ("publication", "规上工业用电")
    assert made.count("\r\n") == len(rows) + 1


def test_without_a_traditional_text(terms: list[Term], text: Document) -> None:
    made = glossary_file(terms, match(terms, text.segments), traditional=False)
    assert [entry.hant for entry in made.terms] == [None, None]
    assert "規" not in to_csv(made)
