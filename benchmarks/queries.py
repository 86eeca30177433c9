"""The queries that the search is measured with: what people type, by class, and what they want."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from build_tools.diagnostics import Problems
from build_tools.records import Record, Text, load_mapping

CASES = Path("tests", "cases", "search-queries.yml")
"""In the project's folder."""


class Query(Record):
    """A query, and the words (simplified or English) whose pages it must find."""

    query: Text
    finds: Annotated[tuple[Text, ...], Field(min_length=1)]


class QueryClass(Record):
    """One way of typing, such as pinyin without spaces."""

    hand: tuple[Query, ...] = ()
    """Written by hand."""
    drawn: tuple[Query, ...] = ()
    """Drawn at random from the publication."""

    @property
    def all(self) -> tuple[Query, ...]:
        return (*self.hand, *self.drawn)


def load(path: Path) -> dict[str, QueryClass]:
    """The queries in the file, by class. Raises ValueError if it cannot be read."""
    problems = Problems()
    found = load_mapping(path, path.name, QueryClass, problems)
    if problems.found:
        raise ValueError("\n".join(map(str, problems)))
    return {name: entry.value for name, entry in found.items()}
