"""What editors of YAML read: up to date, named by every data file, and at one with the data."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.publication.data_files import DATA_FILES, data_file
from build_tools.publication.editor_files import (
    SETTINGS,
    modeline,
    schema_files,
    schema_path,
    settings,
)
from build_tools.resources.vocabulary import general_vocabulary
from tests.repository.test_project import verbs
from tests.support.paths import DATA, ROOT

KINDS = ("segment", "term", "achievement", "commitment", "entry", "indicator")
FILES = sorted(DATA.rglob("*.yml"))
AGAIN = "run `python -m build_tools schemas`"


def without_ids(schema: Any) -> Any:
    """A schema without the ids that it proposes: an editor's new record must break no test."""
    if isinstance(schema, list):
        return [without_ids(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: without_ids(value) for key, value in schema.items()}
    first = next(iter(kept.get("anyOf", ())), None)
    if isinstance(first, dict) and set(first) == {"enum"}:
        first["enum"] = []
    if kept.get("title") == "data/translation/*.yml":
        kept["properties"] = {}
    return kept


def test_the_schemas_are_up_to_date() -> None:
    made = schema_files(general_vocabulary(), {kind: ["one"] for kind in KINDS})
    there = {path: (ROOT / path) for path in made}
    assert [path for path, file in there.items() if not file.is_file()] == [], AGAIN
    for path, text in made.items():
        found = json.loads(there[path].read_text("utf-8"))
        assert without_ids(found) == without_ids(json.loads(text)), f"{path}: {AGAIN}"


def test_visual_studio_code_knows_every_schema() -> None:
    text = (ROOT / SETTINGS).read_text("utf-8")
    assert settings(ROOT / SETTINGS) == text, AGAIN
    mapped = json.loads(text)["yaml.schemas"]
    assert mapped == {f"./{schema_path(f.name)}": f"data/{f.pattern}" for f in DATA_FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_names_its_schema_and_fits_it(path: Any) -> None:
    text = path.read_text("utf-8")
    name = path.relative_to(DATA).as_posix()
    line = text.partition("\n")[0]
    assert line == modeline(name), AGAIN
    schema = (path.parent / line.partition("$schema=")[2]).resolve()
    file = data_file(name)
    assert file is not None
    assert schema == ROOT / schema_path(file.name)
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(as_editors_read(text))] == []


def as_editors_read(text: str) -> Any:
    """The values of a file as YAML 1.2 has them: numbers and truth values, but no dates."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    return yaml.load(text, Loader)


def test_the_hooks_run_commands_that_exist() -> None:
    file = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repository in file["repos"] for hook in repository["hooks"]]
    assert {hook["entry"].partition("-m build_tools ")[2] for hook in hooks} == {"schemas", "check"}
    assert {"schemas", "check"} <= verbs()
    assert all(repository["repo"] == "local" for repository in file["repos"])
