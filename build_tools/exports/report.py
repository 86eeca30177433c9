"""``report.json``: the text by segments."""

import datetime
from typing import Annotated

from pydantic import Field

from build_tools.document.model import Level, PartRole, SegmentKind
from build_tools.exports.models import Export, File, Texts
from build_tools.publication.resolved import Resolved
from build_tools.text.source_types import Script

Count = Annotated[int, Field(ge=1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class SourceText(Export):
    """The text as received."""

    file: str
    """The path of the file in the publication’s repository."""
    sha256: Sha256
    """Of its bytes."""
    script: Script
    """The script that it is written in."""
    ends_early: Texts | None
    """Where it breaks off; null where it is whole."""


class PublicationFacts(Export):
    """What the publication is; texts are empty where nothing is known."""

    title: Texts
    """The title of the report."""
    issuer: Texts
    """Who issued it."""
    place: Texts
    """The place that it is about."""
    speaker: Texts
    """Who delivered it."""
    meeting: Texts
    """The meeting at which it was delivered."""
    date: datetime.date | None
    """The day on which it was delivered."""
    source: SourceText
    """The text that was received."""


class SourcePlace(Export):
    """A place in the source, counted from 1."""

    line: Count
    """The line."""
    column: Count
    """The character in the line."""


class SegmentText(Export):
    """A heading or a sentence."""

    id: str
    """Its address on the page, which stays: `2023.1.1.3`."""
    part: PartRole
    """The part of the report."""
    kind: SegmentKind
    """What it is."""
    level: Level
    """How high it is in the outline."""
    paragraph: Count
    """The number of its paragraph in the report; sentences of one paragraph have the same."""
    hant: str | None
    """As the traditional edition has it."""
    hans: str
    """In simplified characters."""
    en: str | None
    """In English; null where it is not translated."""
    restored: str
    """As the source has it, without its damage."""
    source: SourcePlace
    """Where it begins in the source."""


class ReportFile(File):
    """The text by segments, in reading order.

    Joined, their `hans`, `hant` or `restored` are the whole text; `restored` is the source's own
    spelling, `hant` the traditional edition's.
    """

    publication: PublicationFacts
    """What the report is."""
    segments: list[SegmentText]
    """Its headings and sentences."""


def report(resolved: Resolved) -> ReportFile:
    """The report of a publication."""
    publication = resolved.publication
    return ReportFile(
        publication=publication,
        segments=[
            SegmentText.of(
                segment,
                hant=segment.hant if publication.has_traditional else None,
                en=resolved.translation.get(segment.id),
                source=segment.place,
            )
            for segment in resolved.document.segments
        ],
    )
