"""``data/publication.yml``: what the publication is, and how its source is built."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, HttpUrl

from build_tools.diagnostics import Code, Problems, nearest
from build_tools.document.model import EDITIONS, Document, Edition, EditionId, Level
from build_tools.records.loading import (
    Bilingual,
    Distinct,
    Fillable,
    Identifier,
    Located,
    Path_,
    Record,
    Text,
    WrittenAs,
    load_one,
)
from build_tools.text.heading_numbers import StyleName

PUB001 = Code(
    "PUB001",
    "There is no part, or two have one identifier or heading, or a later one has no heading.",
    "Give each part an id (not “front”) and heading of its own; only the first may have none.",
)
PUB002 = Code(
    "PUB002",
    "A field that the pages show is empty.",
    "Fill it in, or delete the key where the publication has no such thing.",
    "advice",
)
PUB003 = Code(
    "PUB003",
    "The site's address or repository is still the example.",
    "Give the address at which the site will be read, and the repository that it is made from.",
    "advice",
)
PUB004 = Code(
    "PUB004",
    "The editions do not begin with the simplified one, or one is listed twice.",
    "List hans first, then hant and en as wanted.",
)
HOM001 = Code(
    "HOM001",
    "A key figure's quote does not stand in its segment.",
    "Copy the words from the segment, in simplified script.",
)
HOM002 = Code(
    "HOM002",
    "A key figure's value or change does not stand in its quote.",
    "Copy the words from the quote.",
)

_SHOWN = ("title", "issuer", "place", "speaker", "meeting")
PartId = Annotated[str, WrittenAs("[a-z0-9]+", "lower-case letters and digits, such as 2024")]
"""Lower-case letters and digits: addresses of pages and segments begin with it."""
FrontLevel = Literal["page-title", "title", "meeting", "speaker", "date", "salutation", "opening"]
Area = Literal["conversion", "glossary", "translation", "tracker"]
"""What may be declared unfinished."""
SourceEncoding = Literal["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"]
EXAMPLE_HOST = "example.org"


class Source(Record):
    """The text as received."""

    file: Text
    sha256: Annotated[str, WrittenAs("[0-9a-f]{64}", "64 digits, 0-9 and a-f")]
    script: Literal["hant", "hans"]
    encoding: SourceEncoding = "utf-8"
    line_ends: Literal["lf", "crlf", "cr"] = "lf"
    received_from: Fillable
    ends_early: Bilingual | None = None


class Outline(Record):
    """How headings are marked (:mod:`build_tools.text.heading_numbers`)."""

    section: StyleName = "一、"
    item: StyleName = "1."


class Part(Record):
    """The review of the past, the plan for what comes, or a part that is neither."""

    id: PartId
    role: Literal["review", "plan", "back"]
    heading: str = ""
    """The line that opens it; the first part may do without, and then begins after the front."""
    name: Fillable
    years: str = ""
    """The year or years that it speaks of, for the tracker; its id where it does not say."""
    outline: Outline | None = None
    """Where the part marks its headings otherwise than the publication."""
    closing: str = ""
    """How the first paragraph of the part's closing begins, where it has one."""
    leads: bool = False
    """Whether short opening sentences of a run are headings."""


class Accepted(Record):
    """Words that look damaged and are not."""

    text: Text
    why: Fillable


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
    name: Fillable
    description: Fillable


class Publication(Record):
    """The whole of ``publication.yml``."""

    title: Fillable
    issuer: Fillable
    place: Fillable = Fillable()
    speaker: Fillable = Fillable()
    meeting: Fillable = Fillable()
    date: Annotated[datetime.date | None, BeforeValidator(lambda given: given or None)] = None
    source: Source
    editions: tuple[EditionId, ...] = tuple(edition.id for edition in EDITIONS)
    unfinished: tuple[Area, ...] = ()
    """What is still being made: what is missing there is advice, told in one line."""
    front: tuple[FrontLevel, ...]
    outline: Outline = Outline()
    parts: tuple[Part, ...]
    accepted: Distinct[Accepted] = ()
    key_figures: Distinct[KeyFigure] = ()
    subjects: dict[Identifier, Bilingual] = Field(default_factory=dict)
    """What each file of ``data/glossary/`` is about."""
    site: Site

    def part(self, role: str) -> Part | None:
        """The first part of a role."""
        return next((part for part in self.parts if part.role == role), None)

    def years(self, role: str) -> str:
        """The year or years that the parts of a role speak of; "" where there is none."""
        part = self.part(role)
        return (part.years or part.id) if part else ""

    @property
    def published(self) -> tuple[Edition, ...]:
        """The editions of the site, the default one first."""
        return tuple(edition for edition in EDITIONS if edition.id in self.editions)

    @property
    def has_traditional(self) -> bool:
        """Whether there is a traditional text: the source's own, or one made for an edition."""
        return self.source.script == "hant" or "hant" in self.editions

    @property
    def has_both_sides(self) -> bool:
        """Whether there is a review and a plan, so that one can be held against the other."""
        return self.part("review") is not None and self.part("plan") is not None


def load(data: Path, problems: Problems) -> Located[Publication] | None:
    """``publication.yml`` of a data folder."""
    found = load_one(data / "publication.yml", "publication.yml", Publication, problems)
    if found is None:
        return None
    parts = found.value.parts
    different = len({part.id for part in parts} - {"front"}) == len(parts) > 0
    different = different and len({part.heading for part in parts}) == len(parts)
    if not different or not all(part.heading for part in parts[1:]):
        told = ", ".join(f'{part.role} "{part.id}"' for part in parts) or "none"
        problems.add(PUB001, found.at("parts"), f"the parts are {told}")
        return None
    editions = found.value.editions
    if editions[:1] != ("hans",) or len(set(editions)) < len(editions):
        told = ", ".join(editions) or "none"
        problems.add(PUB004, found.at("editions"), f"the editions are {told}")
        return None
    _advise_empty(found, problems)
    return found


def _advise_empty(found: Located[Publication], problems: Problems) -> None:
    """Name the fields that are still to be filled in."""
    record = found.value
    fields: list[tuple[Path_, Fillable]] = [
        *(((key,), getattr(record, key)) for key in _SHOWN if (key,) in found.places),
        (("source", "received_from"), record.source.received_from),
        *((("parts", index, "name"), part.name) for index, part in enumerate(record.parts)),
        *((("accepted", n, "why"), words.why) for n, words in enumerate(record.accepted)),
        (("site", "name"), record.site.name),
        (("site", "description"), record.site.description),
    ]
    for path, text in fields:
        name = ".".join(map(str, path))
        for language in text.missing():
            place = found.places.get((*path, language), found.at(*path))
            problems.add(PUB002, place, f"{name}.{language} is empty")
    if record.date is None:
        problems.add(PUB002, found.at("date"), "date is empty", "write it as 2020-01-31")
    for key in ("url", "repository"):
        if getattr(record.site, key).host == EXAMPLE_HOST:
            problems.add(PUB003, found.at("site", key), f"site.{key} is an example")


def check_key_figures(
    publication: Located[Publication], document: Document, problems: Problems
) -> None:
    """Report key figures whose quotes are not verbatim."""
    for index, figure in enumerate(publication.value.key_figures):
        segment = document.by_id.get(figure.segment)
        if segment is None:
            hint = nearest(figure.segment, document.by_id)
            place = publication.at("key_figures", index, "segment")
            problems.add(HOM001, place, f'no segment "{figure.segment}"', hint)
        elif figure.quote not in segment.hans:
            place = publication.at("key_figures", index, "quote")
            told = f"“{figure.quote}” is not in {figure.segment}"
            problems.add(HOM001, place, told, f"it reads “{segment.hans}”")
        for key, text in (("value", figure.value), ("change", figure.change)):
            if text is not None and text.zh not in figure.quote:
                place = publication.at("key_figures", index, key, "zh")
                problems.add(HOM002, place, f"“{text.zh}” is not in “{figure.quote}”")


def site_url(publication: Publication) -> str:
    """The site's address: the environment's ``SITE_URL``, else the publication's, with a slash."""
    return (os.environ.get("SITE_URL") or str(publication.site.url)).rstrip("/") + "/"


__all__ = ["Level", "Part", "Publication", "check_key_figures", "load", "site_url"]
