"""``data/translation/``: the English of each segment, and where it departs from the rules.

A page's English is in the file of its name. Each record has the Chinese that was translated and
its English, so that a changed source shows which English is stale, and what changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import ValidationInfo, model_validator

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import (
    Bilingual,
    Located,
    Record,
    SegmentId,
    Text,
    load_list,
    load_mapping,
    yaml_files,
)
from build_tools.records.text_file import bring_back
from build_tools.records.types import require_languages

TRN001 = Code(
    "TRN001",
    "One segment is translated twice.",
    "Keep the record in the file of the segment's page and delete the other.",
    needs=("translation/*.yml",),
    example='"2021.1.0.1" appears twice (see data/translation/2021-1.yml:4:1)',
)
TRN002 = Code(
    "TRN002",
    "There is no translation at all.",
    "Add the English, one file a page, in data/translation/.",
    needs=("translation/*.yml",),
    absent="translation",
    example="no segment is translated",
)
TRN003 = Code(
    "TRN003",
    "One departure is listed twice.",
    "Delete one of the two records.",
    example='"technical upgrading projects" appears twice (see data/translation-variants.yml:1:3)',
)

FOLDER = "translation"
VARIANTS = "translation-variants.yml"
EXCEPTIONS = "translation-exceptions.yml"

ExceptionKind = Literal[
    "figure", "added-figure", "bound", "term", "han", "heading", "marks", "sense", "name",
    "number-word",
    "order",
]  # fmt: skip
"""Which check an exception is from; each check names itself in its findings."""
FindingKey = tuple[str, ExceptionKind, str]
"""Segment, check and words: what an exception must name to excuse a finding."""


class SegmentTranslation(Record):
    """The English of a segment."""

    zh: Text
    """The simplified Chinese that was translated, whole."""
    en: Text
    """Its English."""
    uncertain: Text | None = None
    """Why the English, which was aligned by machine, may not be that of this segment."""

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        require_languages(self.zh, self.en, info)
        return self


class Variant(Record):
    """Words of a segment's English that render a term otherwise than the glossary does."""

    segment: SegmentId
    """The id of the sentence."""
    zh: Text
    """The term as the Chinese has it."""
    en: Text
    """Exact words of the English."""


class ListedException(Record):
    """Something that a check would refuse in a segment and that is right there."""

    segment: SegmentId
    """The id of the sentence."""
    check: ExceptionKind
    """The check that would refuse the words."""
    text: Text
    """The exact words that the check names."""
    why: Bilingual
    """Why they are right."""

    @property
    def key(self) -> FindingKey:
        return (self.segment, self.check, self.text)


@dataclass(frozen=True)
class Finding:
    """What a check found, and the words (``text``) at which it found it."""

    code: Code
    check: ExceptionKind
    segment: str
    text: str
    message: str
    hint: str = ""
    is_advice: bool = False
    """Whether it does not stop the build, whatever its code says."""

    @property
    def key(self) -> FindingKey:
        return (self.segment, self.check, self.text)


@dataclass(frozen=True)
class Departures:
    """Where the translation departs from the rules, and rightly; in the order of the files."""

    variants: tuple[Located[Variant], ...] = ()
    exceptions: tuple[Located[ListedException], ...] = ()


def load_translation(data: Path, problems: Problems) -> dict[str, Located[SegmentTranslation]]:
    """The English of each segment, by its id, from the files of a data folder in their order."""
    found: dict[str, Located[SegmentTranslation]] = {}
    for path in yaml_files(data / FOLDER):
        name = f"{FOLDER}/{path.name}"
        for segment, record in load_mapping(data, name, SegmentTranslation, problems).items():
            if segment in found:
                message = f'"{segment}" appears twice'
                problems.add(TRN001, record.place, message, see=found[segment].place)
                continue
            found[segment] = record
    if not found:
        hint = "" if (data / FOLDER).is_dir() else bring_back(FOLDER)
        problems.add(TRN002, Place(FOLDER), "no segment is translated", hint)
    return found


def load_departures(data: Path, problems: Problems) -> Departures:
    """The variants and exceptions of a data folder. Either file may be missing."""
    variants = load_list(data, VARIANTS, Variant, problems, is_optional=True)
    exceptions = load_list(data, EXCEPTIONS, ListedException, problems, is_optional=True)
    keys = [(("variant", v.value.segment, v.value.zh, v.value.en), v.place) for v in variants]
    keys += [(("exception", *e.value.key), e.place) for e in exceptions]
    first: dict[tuple[str, ...], Place] = {}
    for key, place in keys:
        if key in first:
            problems.add(TRN003, place, f'"{key[-1]}" appears twice', see=first[key])
        first.setdefault(key, place)
    return Departures(tuple(variants), tuple(exceptions))


def english_texts(translations: Mapping[str, Located[SegmentTranslation]]) -> dict[str, str]:
    """The bare English of each segment, by its id."""
    return {segment: record.value.en for segment, record in translations.items()}


def uncertain(translations: Mapping[str, Located[SegmentTranslation]]) -> dict[str, str]:
    """Why the English of a segment is uncertain, by its id."""
    return {
        segment: doubt
        for segment, record in translations.items()
        if (doubt := record.value.uncertain) is not None
    }
