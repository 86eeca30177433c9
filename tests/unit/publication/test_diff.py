"""Every field of every record is compared, whatever pages or exports make of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from build_tools.publication import diff
from build_tools.publication.data_files import DATA_FILES, DataFile
from build_tools.publication.diff import changed_values


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a field's type names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def record(model: type[BaseModel], text: str) -> dict[str, Any]:
    """A record with every field that the model has, each of them ``text``."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        inner = next(models_in(field.annotation), None)
        kind = str(field.annotation)
        if inner is None:
            found[name] = [text] if kind.startswith("tuple") else text
        else:
            value = record(inner, text)
            found[name] = (
                [value] if "tuple[" in kind else {"a": value} if "dict[" in kind else value
            )
    return found


def paths(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and isinstance(value[0], dict):
        yield from paths(value[0], f"{path}.1")
    else:
        yield path


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda file: file.name)
def test_no_field_is_missed(file: DataFile, tmp_path: Path) -> None:
    values = []
    name = file.pattern.replace("*", "any")
    for text in ("old", "new"):
        made = record(file.drafts or file.model, text)
        if "id" in made:
            made["id"] = "1"
        whole = {"one": made, "list": [made], "mapping": {"1": made}}[file.form]
        path = tmp_path / text / name
        path.parent.mkdir(parents=True)
        path.write_text(yaml.safe_dump(whole), "utf-8")
        values.append(diff.data_values(tmp_path / text))
    expected = {path if file.form == "one" else f"1.{path}" for path in paths(made)} - {"1.id"}
    found = [
        {**row, "path": ".".join("1" if part in {"old", "new"} else part for part in parts)}
        for row in changed_values(*values)
        if (parts := row["path"].split("."))
    ]
    assert {row["path"] for row in found} == expected
    assert {row["file"] for row in found} == {name}


def test_a_new_record_moves_no_other() -> None:
    link = {"achievement": "gdp", "commitment": "gdp-growth", "relation": "continues"}
    other = {**link, "commitment": "farmland"}
    found = changed_values({"links.yml": [link]}, {"links.yml": [link, other]})
    assert {row["path"].split(".")[0] for row in found} == {"gdp 2"}
