"""The closed lists of the tracker: the generator's, and what a publication adds to them."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

from build_tools.diagnostics import Problems, nearest
from build_tools.records import Bilingual, Distinct, Identifier, Located, Record, Text, load_mapping
from build_tools.records.record_faults import REC005
from build_tools.resources.shipped import bare, shipped_records

FILE = "vocabulary.yml"


class Choice(Record):
    """A word of a closed list: its name, and what it means."""

    name: Bilingual
    """What readers see."""
    meaning: Bilingual
    """What it means."""
    words: Distinct[Text] = ()
    """Chinese words of which the record must have one, and a commitment's strength its sentence up
    to the end of the quote; none where nothing need show it."""
    sure: Distinct[Text] = ()
    """Chinese words with which a quote has this choice, and no other one of the list."""
    figures: bool = False
    """Whether a figure of the record shows it as well."""
    items: bool = False
    """Whether it goes with a place in the text: most records of an item have it, or none."""


class ChoiceList(Record):
    """A closed list: what it is called, and its words in the order in which they are shown."""

    label: Bilingual | None = None
    """What the list is called."""
    choices: dict[Identifier, Choice]
    """The words by their ids, in the order in which they are shown."""

    def only(self, used: Collection[str]) -> Self:
        """The list with those of its words that are used."""
        kept = {key: choice for key, choice in self.choices.items() if key in used}
        return self.model_copy(update={"choices": kept})


@dataclass(frozen=True)
class Listed:
    """Marks a field of a record whose values are words of a list of the vocabulary."""

    list: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "x-list": self.list}


Vocabulary = dict[str, ChoiceList]
"""The lists by name, such as ``subject`` and ``relation``."""


@cache
def general_vocabulary() -> Vocabulary:
    """The generator's own lists. Raises AssertionError where the file is broken."""
    return shipped_records(FILE, ChoiceList)


def load_own_lists(data: Path, problems: Problems) -> dict[str, Located[ChoiceList]]:
    """The lists of ``data/vocabulary.yml``, where there are any."""
    exists = os.path.lexists(data / FILE)
    own = load_mapping(data, FILE, ChoiceList, problems) if exists else {}
    for name, record in own.items():
        if name not in general_vocabulary():
            problems.add(
                REC005, record.place, f'unknown key "{name}"', nearest(name, general_vocabulary())
            )
    return own


def with_own_lists(own: dict[str, Located[ChoiceList]]) -> Vocabulary:
    """The generator's lists with those of a publication, which win word for word."""
    return general_vocabulary() | {
        name: ChoiceList(
            label=added.label
            or (known.label if (known := general_vocabulary().get(name)) else None),
            choices=(known.choices if known else {}) | _with_words(added, known),
        )
        for name, added in bare(own).items()
    }


def _with_words(added: ChoiceList, known: ChoiceList | None) -> dict[str, Choice]:
    """The choices of a publication, with the generator's words where they give none."""
    return {
        name: choice
        if known is None or not (own := known.choices.get(name))
        else choice.model_copy(
            update={"words": choice.words or own.words, "sure": choice.sure or own.sure}
        )
        for name, choice in added.choices.items()
    }
