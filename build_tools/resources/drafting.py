"""The words by which a draft of the tracker is cut out of a report: ``drafting.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.records import Identifier, Record, Text, load_one

FILE = "drafting.yml"


class DraftingFile(Record):
    """The file: regular expressions, and the words of each subject."""

    frame_sentences: tuple[Text, ...]
    problems: Text
    calls: Text
    frame_clauses: tuple[Text, ...]
    results: Text
    fields: Text
    deeds: Text
    goes_on: Text
    openings: tuple[Text, ...]
    aims: Text
    explores: Text
    subjects: dict[Identifier, tuple[Text, ...]]


@dataclass(frozen=True)
class DraftingWords:
    """The words, ready to be searched for."""

    frame_sentence: re.Pattern[str]
    problems: re.Pattern[str]
    call: re.Pattern[str]
    frame_clause: re.Pattern[str]
    result: re.Pattern[str]
    field: re.Pattern[str]
    deed: re.Pattern[str]
    goes_on: re.Pattern[str]
    opening: re.Pattern[str]
    """What opens a clause, as often as it stands there."""
    aim: re.Pattern[str]
    explores: re.Pattern[str]
    subjects: dict[str, tuple[str, ...]]


@cache
def words() -> DraftingWords:
    """The generator's words. Raises AssertionError where the file is broken."""
    problems = Problems()
    loaded = load_one(Path(__file__).with_name(FILE), FILE, DraftingFile, problems)
    assert loaded is not None and not problems.found, list(problems)
    value = loaded.value
    longest_first = sorted(value.openings, key=len, reverse=True)
    return DraftingWords(
        frame_sentence=re.compile("|".join(value.frame_sentences)),
        problems=re.compile(value.problems),
        call=re.compile(value.calls),
        frame_clause=re.compile("|".join(value.frame_clauses)),
        result=re.compile(value.results),
        field=re.compile(value.fields),
        deed=re.compile(value.deeds),
        goes_on=re.compile(value.goes_on),
        opening=re.compile(f"^(?:{'|'.join(longest_first)}|\\d{{4}}年)+(?:，|的)?"),
        aim=re.compile(value.aims),
        explores=re.compile(value.explores),
        subjects=value.subjects,
    )
