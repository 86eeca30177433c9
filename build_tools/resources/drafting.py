"""The words by which a draft of the tracker is cut out of a report: ``drafting.yml``."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from build_tools.diagnostics import Problems
from build_tools.records import Identifier, Record, Text, load_one

FILE = "drafting.yml"


def _opening(words: Sequence[str]) -> str:
    """What opens a clause, however many of the words it has there."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"^(?:{'|'.join(longest_first)}|[到至]?\\d{{4}}年(?:年?[底末])?)+(?:，|的)?"


Pattern = re.Pattern[str]
AnyOf = Annotated[Pattern, BeforeValidator("|".join)]


class DraftingWords(Record):
    """The file: regular expressions, and the words of each subject."""

    frame_sentences: AnyOf
    difficulties: Pattern
    calls: Pattern
    frame_clauses: AnyOf
    admits: Pattern
    results: Pattern
    fields: Pattern
    deeds: Pattern
    goes_on: Pattern
    openings: Annotated[Pattern, BeforeValidator(_opening)]
    aims: Pattern
    explores: Pattern
    apart: tuple[Pattern, ...]
    subjects: dict[Identifier, tuple[Text, ...]]


@cache
def words() -> DraftingWords:
    """The generator's words. Raises AssertionError where the file is broken."""
    problems = Problems()
    loaded = load_one(Path(__file__).parent, FILE, DraftingWords, problems)
    assert loaded is not None and not problems.found, list(problems)
    return loaded.value
