"""The byte code of templates is made once, and anew where a template has changed."""

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from build_tools.system import byte_code
from build_tools.system.byte_code import ByteCode


class _OnlyKept(Environment):
    def compile(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("the byte code was not kept")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(byte_code, "PACKAGE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "room" / "__pycache__").mkdir(parents=True)
    return tmp_path / "room" / "__pycache__"


def _shown(source: str, kind: type[Environment] = Environment) -> str:
    templates = DictLoader({"page.j2": source})
    made = kind(loader=templates, bytecode_cache=ByteCode("room", "template"))
    return made.get_template("page.j2").render(name="one")


def test_byte_code_is_kept_for_each_state_of_a_template(folder: Path) -> None:
    assert _shown("a {{ name }}") == "a one"
    assert _shown("a {{ name }}", _OnlyKept) == "a one"
    assert _shown("b {{ name }}") == "b one"
    assert [path.suffix for path in folder.iterdir()] == [".template"]


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _shown("a {{ name }}") == "a one"
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_stops_nothing(folder: Path) -> None:
    folder.rmdir()
    assert _shown("a {{ name }}") == "a one"
