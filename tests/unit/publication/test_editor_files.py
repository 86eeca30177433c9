"""Schemas with the ids of a publication, the line that names one, and an editor's own settings."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.cli import main
from build_tools.publication.editor_files import (
    SETTINGS,
    modeline,
    schema_files,
    settings,
    with_modeline,
)
from build_tools.resources.vocabulary import general_vocabulary
from tests.support.publications import full

IDS = {"achievement": ["roads"], "commitment": ["roads-2022"], "segment": ["2021.1"]}


def schema(name: str) -> Any:
    return json.loads(schema_files(general_vocabulary(), IDS)[f"schemas/{name}.schema.json"])


def test_ids_are_proposed_and_others_are_accepted() -> None:
    made = schema("tracker-links")
    link = {"achievement": "roads", "commitment": "not-yet-written", "relation": "continues"}
    validator = Draft202012Validator(made)
    assert validator.is_valid([link])
    assert not validator.is_valid([{**link, "commitment": "Not an id"}])
    assert not validator.is_valid([{**link, "relation": "goes-with"}])
    fields = made["items"]["properties"]
    assert fields["achievement"]["anyOf"][0] == {"enum": ["roads"]}
    assert fields["achievement"]["description"] == "The id of the achievement."


def test_the_keys_of_a_translation_are_proposed() -> None:
    made = schema("translation")
    assert list(made["properties"]) == ["2021.1"]
    validator = Draft202012Validator(made)
    assert validator.is_valid({"2021.1": {"zh": "路", "en": "Roads"}, "2021.2": {"zh": 1, "en": 2}})
    assert not validator.is_valid({"2021.2": {"zh": "路"}})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Terms.\n- id: a\n", "{line}\n# Terms.\n- id: a\n"),
        ("- id: a\r\n", "{line}\r\n- id: a\r\n"),
        ("\ufeff- id: a\n", "\ufeff{line}\n- id: a\n"),
        ("# yaml-language-server: $schema=old.json\n- id: a\n", "{line}\n- id: a\n"),
        ("# yaml-language-server: $schema=old.json\r\n- id: a\r\n", "{line}\r\n- id: a\r\n"),
    ],
)
def test_a_line_names_the_schema(before: str, after: str) -> None:
    name = "glossary/economy.yml"
    expected = after.replace("{line}", modeline(name))
    assert with_modeline(before, name) == expected
    assert with_modeline(expected, name) == expected
    assert with_modeline(before, "glossary/deeper/economy.yml") == before


def test_settings_of_an_editor_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    own = {"yaml.schemas": {"https://example.org/a.json": "a.yml", "./schemas/gone.json": "data/b"}}
    file.write_text(json.dumps({"editor.tabSize": 2, **own}))
    made = json.loads(settings(file) or "")
    assert made["editor.tabSize"] == 2
    assert made["yaml.schemas"]["https://example.org/a.json"] == "a.yml"
    assert "./schemas/gone.json" not in made["yaml.schemas"]
    file.write_text("// mine\n{}")
    assert settings(file) is None


def test_the_command_writes_once_and_leaves_the_data_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(full.data, tmp_path / "data")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SETTINGS).write_text("// mine\n{}")
    assert main(["--root", str(tmp_path), "schemas"]) == 0
    assert f"{SETTINGS} is left as it is" in capsys.readouterr().out
    for before in full.data.rglob("*.yml"):
        name = before.relative_to(full.data).as_posix()
        after = (tmp_path / "data" / name).read_text("utf-8")
        assert after == f"{modeline(name)}\n{before.read_text('utf-8')}"
    assert main(["--root", str(tmp_path), "schemas"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "files written: 0"
