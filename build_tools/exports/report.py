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
    sha256: Sha256
    script: Script
    ends_early: Texts | None


class PublicationFacts(Export):
    """What the publication is; texts are empty where nothing is known."""

    title: Texts
    issuer: Texts
    place: Texts
    speaker: Texts
    meeting: Texts
    date: datetime.date | None
    source: SourceText


class SourcePlace(Export):
    """A place in the source, counted from 1."""

    line: Count
    column: Count


class SegmentText(Export):
    """A heading or a sentence."""

    id: str
    part: PartRole
    kind: SegmentKind
    level: Level
    paragraph: Count
    hant: str | None
    hans: str
    en: str | None
    restored: str
    source: SourcePlace


class ReportFile(File):
    """The text by segments, in reading order.

    Joined, their `hans`, `hant` or `restored` are the whole text; `restored` is the source's own
    spelling, `hant` the traditional edition's.
    """

    publication: PublicationFacts
    segments: list[SegmentText]


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
