"""``datapackage.json``: as Frictionless asks, and true of the files."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from build_tools.exports.datapackage import NAME
from build_tools.exports.files import export_files
from tests.support.paths import CASES
from tests.support.publications import Made, full, second, tiny

SCHEMA = json.loads((CASES / "exports/datapackage.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("made", [tiny, full, second], ids=lambda made: made.folder.name)
def test_it_describes_every_file(made: Made) -> None:
    files = export_files(made.resolved())
    package = json.loads(files[NAME])
    Draft7Validator(SCHEMA).validate(package)
    listed = {resource["path"]: resource for resource in package["resources"]}
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert listed.keys() == {name for name in files if "/" not in name} - {NAME} | {"source.txt"}
    for path, resource in listed.items():
        assert resource["mediatype"] != "application/octet-stream", path
        if path == "source.txt":
            continue
        content = files[path].encode()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource["format"] in ("csv", "tsv"):
            _check_table(files[path], resource)


def _check_table(text: str, resource: dict[str, Any]) -> None:
    kinds = {"string": str, "integer": int, "number": float}
    rows = csv.DictReader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""),
        delimiter=resource["dialect"]["delimiter"],
    )
    fields = {field["name"]: kinds[field["type"]] for field in resource["schema"]["fields"]}
    assert list(fields) == rows.fieldnames
    assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])
    for row in rows:
        for name, value in row.items():
            assert value == "" or fields[name](value) is not None
