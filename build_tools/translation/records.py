"""``data/translation/``: the English of each segment, and where it departs from the rules.

A page's English is in the file of its name; each record names the Chinese it was made from by a
hash, so that a changed source shows which English is stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import (
    Bilingual,
    Located,
    Record,
    Text,
    WrittenAs,
    load_list,
    load_mapping,
    yaml_files,
)

TRN001 = Code(
    "TRN001",
    "One segment is translated twice.",
    "Keep the record in the file of the segment's page and delete the other.",
    example='"2021.1.0.1" stands twice (see data/translation/2021-1.yml:4:1)',
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
    example='"technical upgrading projects" stands twice (see data/translation-variants.yml:1:3)',
)

FOLDER = "translation"
VARIANTS = "translation-variants.yml"
EXCEPTIONS = "translation-exceptions.yml"
HASH_DIGITS = 12

Hash = Annotated[
    str,
    WrittenAs(
        f"[0-9a-f]{{{HASH_DIGITS}}}", f"{HASH_DIGITS} digits, 0-9 and a-f: the hash of the Chinese"
    ),
]
ExceptionKind = Literal["figure", "added-figure", "bound", "term", "han", "heading", "marks"]
"""Which check an exception is from; each check names itself in its findings."""


def chinese_hash(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of ``text`` (UTF-8)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_DIGITS]


class Entry(Record):
    """The English of a segment."""

    zh: Hash
    """The hash of the simplified Chinese that was translated."""
    en: Text


class Variant(Record):
    """Words of a segment's English that render a term otherwise than the glossary does."""

    segment: Text
    zh: Text
    """The term as it stands in the Chinese."""
    en: Text
    """Exact words of the English."""


class Exempt(Record):
    """Something that a check would refuse in a segment and that is right there."""

    segment: Text
    check: ExceptionKind
    text: Text
    """The exact words that the check names."""
    why: Bilingual


@dataclass(frozen=True)
class Finding:
    """What a check found: ``text`` is what an exception must name to excuse it."""

    code: Code
    check: ExceptionKind
    segment: str
    text: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Departures:
    """Where the translation departs from the rules, and rightly; in the order of the files."""

    variants: tuple[Located[Variant], ...] = ()
    exceptions: tuple[Located[Exempt], ...] = ()


def load(data: Path, problems: Problems) -> dict[str, Located[Entry]]:
    """The English of each segment, by its id, from the files of a data folder in their order."""
    found: dict[str, Located[Entry]] = {}
    for path in yaml_files(data / FOLDER):
        name = f"{FOLDER}/{path.name}"
        for segment, entry in load_mapping(path, name, Entry, problems).items():
            if segment in found:
                told = f'"{segment}" stands twice'
                problems.add(TRN001, entry.place, told, see=found[segment].place)
                continue
            found[segment] = entry
    if not found:
        problems.add(TRN002, Place(FOLDER), "no segment is translated")
    return found


def load_departures(data: Path, problems: Problems) -> Departures:
    """The variants and exceptions of a data folder. Either file may be missing."""
    variants: list[Located[Variant]] = []
    exceptions: list[Located[Exempt]] = []
    if (data / VARIANTS).exists():
        variants = load_list(data / VARIANTS, VARIANTS, Variant, problems)
    if (data / EXCEPTIONS).exists():
        exceptions = load_list(data / EXCEPTIONS, EXCEPTIONS, Exempt, problems)
    keys = [(("variant", v.value.segment, v.value.zh, v.value.en), v.place) for v in variants]
    keys += [(("", e.value.segment, e.value.check, e.value.text), e.place) for e in exceptions]
    first: dict[tuple[str, ...], Place] = {}
    for key, place in keys:
        if key in first:
            problems.add(TRN003, place, f'"{key[-1]}" stands twice', see=first[key])
        first.setdefault(key, place)
    return Departures(tuple(variants), tuple(exceptions))


def english(entries: Mapping[str, Located[Entry]]) -> dict[str, str]:
    """The bare English of each segment, by its id."""
    return {segment: entry.value.en for segment, entry in entries.items()}
