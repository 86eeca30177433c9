"""The files of this folder, which the generator brings: a fault in one is the generator's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from build_tools.diagnostics import Problems
from build_tools.records import Located, Record, load_mapping

T = TypeVar("T", bound=Record)
_FOLDER = Path(__file__).parent


def shipped_records(name: str, model: type[T]) -> dict[str, T]:
    """The records of a file, by their ids. Raises AssertionError where the file is broken."""
    problems = Problems()
    found = bare(load_mapping(_FOLDER / name, name, model, problems))
    assert not problems.found, list(problems)
    return found


def shipped_words(name: str) -> Any:
    """What a file holds, every scalar as text."""
    text = (_FOLDER / name).read_text("utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - a safe one


def bare(records: Mapping[str, Located[T]]) -> dict[str, T]:
    """Records without their places."""
    return {name: record.value for name, record in records.items()}
