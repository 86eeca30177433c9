"""Reads the files of this folder. A fault in one is a fault of the generator."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from build_tools.diagnostics import Problems
from build_tools.records import Located, Record, load_mapping
from build_tools.system.remembered import recall

T = TypeVar("T", bound=Record)
_FOLDER = Path(__file__).parent


def shipped_records(name: str, model: type[T]) -> dict[str, T]:
    """The records of a file, by their ids. Raises AssertionError where the file is broken."""

    def read() -> dict[str, T]:
        problems = Problems()
        found = bare(load_mapping(_FOLDER, name, model, problems))
        assert not problems.found, list(problems)
        return found

    return recall(("shipped records", name), read)


def shipped_words(name: str) -> Any:
    """What a file holds, every scalar as text."""

    def read() -> Any:
        text = (_FOLDER / name).read_text("utf-8")
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - a safe one

    return recall(("shipped words", name), read)


def bare(records: Mapping[str, Located[T]]) -> dict[str, T]:
    """Records without their places."""
    return {name: record.value for name, record in records.items()}
