"""The files for machines: as their schemas say, and the whole text."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import validator_for

from build_tools.exports import files as exports
from build_tools.exports.files import export_files
from build_tools.exports.models import schema
from build_tools.publication.resolved import Resolved
from tests.support.publications import tiny


@pytest.fixture
def resolved() -> Resolved:
    return tiny.resolved()


def whole(text: str) -> str:
    return "".join(line for line in text.split("\n") if line.strip())


def test_every_file_fits_its_schema(resolved: Resolved) -> None:
    files = export_files(resolved)
    made_later = {"manifest.json", "source.txt"}
    assert {name for name in files if "/" not in name} == set(exports.FILES) - made_later
    for name, path in exports.schema_paths().items():
        if not path:
            continue
        wanted = json.loads(files[path])
        assert validator_for(wanted, default=None) is Draft202012Validator
        Draft202012Validator.check_schema(wanted)
        if name in files:
            Draft202012Validator(wanted).validate(json.loads(files[name]))


def test_joined_the_segments_are_the_whole_text(resolved: Resolved) -> None:
    found = json.loads(export_files(resolved)["report.json"])["segments"]
    for form in ("hans", "hant", "restored"):
        assert "".join(segment[form] for segment in found) == whole(
            getattr(resolved.converted, form)
        )
    assert all(
        len(segment["hans"]) == len(segment["hant"]) == len(segment["restored"])
        for segment in found
    )


def test_report_names_every_segment_once(resolved: Resolved) -> None:
    found = json.loads(export_files(resolved)["report.json"])["segments"]
    ids = [segment["id"] for segment in found]
    assert len(set(ids)) == len(ids)
    assert [segment["en"] for segment in found].count(None) == 0
    order = [(segment["source"]["line"], segment["source"]["column"]) for segment in found]
    assert order == sorted(order)
    parts = list(dict.fromkeys(segment["part"] for segment in found))
    assert parts == ["front", "review", "plan"]


def test_restoration_counts_every_repair(resolved: Resolved) -> None:
    rows = json.loads(export_files(resolved)["restoration.json"])["repairs"]
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["rule"]] = counts.get(row["rule"], 0) + row["count"]
    assert counts == resolved.restoration.counts()
    lines = resolved.restoration.source.split("\n")
    for row in rows:
        start = row["column"] - 1
        assert lines[row["line"] - 1][start : start + len(row["before"])] == row["before"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("report", {"publication": {}, "segments": []}),
        ("report", {"segments": []}),
        ("restoration", {"repairs": [{"rule": "erratum"}]}),
        ("restoration", {"repairs": [], "more": 1}),
        ("manifest", {"files": {"index.html": "abc"}}),
        ("tracker", {"achievements": [], "commitments": []}),
    ],
)
def test_the_schemas_refuse(name: str, value: Any) -> None:
    model = exports.FILES[f"{name}.json"]
    assert model
    with pytest.raises(ValidationError):
        Draft202012Validator(schema(model, name)).validate(value)


@pytest.mark.parametrize("name", [name for name, model in exports.FILES.items() if model])
def test_the_schema_of_a_file_says_what_each_field_is(name: str) -> None:
    model = exports.FILES[name]
    assert model
    made = schema(model, name)
    for title, defined in {name: made, **made.get("$defs", {})}.items():
        assert "enum" in defined or defined["description"].endswith("."), title
        for field, described in defined.get("properties", {}).items():
            assert described.get("description", "").endswith("."), f"{title}.{field}"
            assert "``" not in described["description"], f"{title}.{field}: Markdown has one"
