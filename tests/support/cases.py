"""Reading case files."""

from pathlib import Path
from typing import Any

import yaml

from tests.support import paths


def read_text(name: str, folder: Path = paths.CASES) -> str:
    """The text of a case file, by its path below ``tests/cases``."""
    return (folder / name).read_text("utf-8")


def read_cases(name: str, folder: Path = paths.CASES) -> Any:
    """What a YAML case file holds."""
    return yaml.load(read_text(name, folder), yaml.CSafeLoader)


def read_rows(name: str, folder: Path = paths.CASES) -> list[list[str]]:
    """The rows of a table with tabs, without its comments."""
    lines = read_text(name, folder).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
