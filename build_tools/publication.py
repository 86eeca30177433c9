"""``data/publication.yml``: what the publication is, and how its source is built."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, HttpUrl, StringConstraints

from build_tools.diagnostics import Code, Problems
from build_tools.model import Level
from build_tools.records import Bilingual, Identifier, Located, Record, Text, load_one

PUB001 = Code(
    "PUB001",
    "Two parts have one identifier or heading, or not exactly one is the review and one the plan.",
    "Give two parts, different in id (not “front”) and heading, one a review and one a plan.",
)

PartId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+$")]
"""Lower-case letters and digits: addresses of pages and segments begin with it."""
FrontLevel = Literal["page-title", "title", "meeting", "speaker", "salutation", "opening"]


class Source(Record):
    """The text as received."""

    file: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    script: Literal["hant", "hans"]
    received_from: Bilingual
    ends_early: Bilingual | None = None


class Part(Record):
    """The review of the past year, or the plan for the next."""

    id: PartId
    role: Literal["review", "plan"]
    heading: Text
    name: Bilingual
    closing: str = ""
    """How the first paragraph of the part's closing begins, where it has one."""
    leads: bool = False
    """Whether short opening sentences of a run are headings."""


class Accepted(Record):
    """Words that look damaged and are not."""

    text: Text
    why: Bilingual


class KeyFigure(Record):
    """A figure for the home page, with the words of the report that give it."""

    segment: Text
    quote: Text
    label: Bilingual
    value: Bilingual
    change: Bilingual | None = None


class Site(Record):
    """The published site."""

    url: HttpUrl
    repository: HttpUrl
    name: Bilingual
    description: Bilingual


class Publication(Record):
    """The whole of ``publication.yml``."""

    title: Bilingual
    issuer: Bilingual
    place: Bilingual
    speaker: Bilingual
    meeting: Bilingual
    date: datetime.date
    source: Source
    front: Annotated[tuple[FrontLevel, ...], Field(min_length=1)]
    parts: tuple[Part, ...]
    accepted: tuple[Accepted, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    subjects: dict[Identifier, Bilingual] = Field(default_factory=dict)
    """What each file of ``data/glossary/`` is about."""
    site: Site

    def part(self, role: str) -> Part:
        return next(part for part in self.parts if part.role == role)


def load(data: Path, problems: Problems) -> Located[Publication] | None:
    """``publication.yml`` of a data folder."""
    found = load_one(data / "publication.yml", "publication.yml", Publication, problems)
    if found is None:
        return None
    parts = found.value.parts
    different = len({part.id for part in parts} - {"front"}) == 2
    different = different and len({part.heading for part in parts}) == 2
    if sorted(part.role for part in parts) != ["plan", "review"] or not different:
        told = ", ".join(f'{part.role} "{part.id}"' for part in parts)
        problems.add(PUB001, found.at("parts"), f"the parts are {told}")
        return None
    return found


__all__ = ["Level", "Part", "Publication", "load"]
