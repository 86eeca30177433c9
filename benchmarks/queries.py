"""The queries that the search is measured with: what people type, by class, and what they want."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from build_tools.records import Record, Text

CASES = Path("tests", "acceptance", "cases", "search-queries.yml")
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


def load_queries(path: Path) -> dict[str, QueryClass]:
    """The queries in the file, by class. Raises ValueError if it cannot be read.

    Not by the loader of the data: a query may have characters that no text may have.
    """
    queries = yaml.safe_load(path.read_text("utf-8"))
    return TypeAdapter(dict[str, QueryClass]).validate_python(queries, strict=False)
