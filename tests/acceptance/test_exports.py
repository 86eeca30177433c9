"""The exports of this publication."""

import csv
import io
import json

from jsonschema import Draft202012Validator
from lxml import etree

from build_tools.exports import files as exports
from tests.acceptance.conftest import Real
from tests.support.tbx_rules import faults
from tests.support.tmx_rules import XML_LANG, broken_rules


def test_every_file_fits_its_schema(files: dict[str, str]) -> None:
    for name in (name for name, model in exports.FILES.items() if model):
        if name == "manifest.json":  # it lists the files of a site
            continue
        schema = json.loads(files[f"schemas/{name.removesuffix('.json')}.schema.json"])
        Draft202012Validator(schema).validate(json.loads(files[name]))


def test_every_term_stands_where_it_is_said_to_stand(files: dict[str, str], real: Real) -> None:
    for entry in json.loads(files["glossary.json"])["terms"]:
        forms = [entry["hans"], *entry["aliases"]]
        assert entry["occurrences"], entry["id"]
        for name in entry["occurrences"]:
            assert any(form in real.document.by_id[name].hans for form in forms), entry["id"]


def test_the_term_base_keeps_the_rules(files: dict[str, str], real: Real) -> None:
    assert list(faults(files["glossary.tbx"])) == []
    rows = list(csv.reader(io.StringIO(files["glossary.csv"], newline="")))
    count = len(real.resolved.glossary.terms)
    assert len(rows) == count + 1 == files["glossary.tbx"].count("<conceptEntry ") + 1


def test_the_translation_memory_has_every_segment(files: dict[str, str], real: Real) -> None:
    text = files["translation.tmx"].encode()
    assert broken_rules(text) == []
    segments = real.document.segments
    units = list(etree.fromstring(text).iter("tu"))
    assert [unit.get("tuid") for unit in units] == [segment.id for segment in segments]
    assert [unit.findtext(f"tuv[@{XML_LANG}='zh-Hans']/seg") for unit in units] == [
        segment.hans for segment in segments
    ]
    rows = files["translation.tsv"].splitlines()
    assert len(rows) == len(segments) + 1
    assert {row.count("\t") for row in rows} == {1}
