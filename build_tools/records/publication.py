"""``data/publication.yml``: what the publication is, and how its source is built.

:mod:`build_tools.records.publication_loading` loads and checks it.
"""

import os
from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.diagnostics import Area
from build_tools.records.addresses import FolderUrl, PublicUrl, RepositoryUrl
from build_tools.records.editions import EDITIONS, Edition, EditionId
from build_tools.records.types import (
    Bilingual,
    Distinct,
    Fillable,
    Identifier,
    OptionalDay,
    Record,
    SegmentId,
    Text,
    WrittenAs,
)
from build_tools.text.heading_numbers import StyleName
from build_tools.text.source_types import LANGUAGES, Encoding, Layout, LineEnds, Script

PartId = Annotated[str, WrittenAs("[a-z0-9]+", "lower-case letters and digits, such as 2024")]
"""Lower-case letters and digits: addresses of pages and segments begin with it."""
Role = Literal["review", "plan", "other"]
FrontLevel = Literal["page-title", "title", "meeting", "speaker", "date", "salutation", "opening"]


class SourceText(Record):
    """The text as received."""

    file: Text
    """Its file below `data/`."""
    sha256: Annotated[str, WrittenAs("[0-9a-f]{64}", "64 digits, 0-9 and a-f")]
    """The SHA-256 of the file; the build refuses any other bytes."""
    script: Script
    """The script in which it is written."""
    encoding: Encoding = "utf-8"
    """How its bytes are read."""
    line_ends: LineEnds = "lf"
    """How its lines end."""
    layout: Distinct[Layout] = ()
    """What the page did to the layout of the text, to be undone by the rule of that name."""
    received_from: Fillable
    """Where the text was found, and in what state."""
    ends_early: Bilingual | None = None
    """Where it breaks off, and what is missing."""

    @property
    def lang(self) -> str:
        """For ``lang`` attributes."""
        return LANGUAGES[self.script]


class Outline(Record):
    """How headings are marked (:mod:`build_tools.text.heading_numbers`)."""

    section: StyleName = "一、"
    """What the first heading of a section begins with."""
    item: StyleName = "1."
    """What the first heading of an item begins with."""


class Part(Record):
    """The review of the past, the plan for what comes, or a part that is neither."""

    id: PartId
    """Addresses of its pages and sentences begin with it: lower-case letters and digits."""
    role: Role
    """What it does."""
    heading: str = ""
    """The words that open it, as in the text; the first part may do without, and then begins after
    the front."""
    name: Fillable
    """What readers see as its title."""
    years: Annotated[tuple[int, ...], Field(max_length=2)] = ()
    """The year of which it speaks, or the first and the last; none where the text says none."""
    outline: Outline | None = None
    """Where the part marks its headings otherwise than the publication."""
    closing: str = ""
    """How the paragraph begins, after the last section, that opens the part's closing remarks."""
    leads: bool = False
    """Whether short opening sentences of a run are headings."""


def years_text(years: Sequence[int]) -> str:
    """Years as they are shown.

    >>> years_text((2024,)), years_text((2018, 2022)), years_text(())
    ('2024', '2018–2022', '')
    """
    return "–".join(map(str, dict.fromkeys(years)))


class Accepted(Record):
    """Words that look damaged and are not."""

    text: Text
    """The words, as in the source."""
    why: Fillable
    """Why they are right."""


class KeyFigure(Record):
    """A figure for the home page, with the words of the report that give it."""

    segment: SegmentId
    """The id of the sentence."""
    quote: Text
    """The words of the sentence that give the figure."""
    label: Bilingual
    """What is measured, with its year."""
    value: Bilingual
    """The figure, as in the quote."""
    change: Bilingual | None = None
    """Its change, as in the quote."""


class Licence(Record):
    """Under which terms the publisher's own part may be used."""

    name: Text
    """Its usual name, such as CC BY 4.0."""
    url: PublicUrl
    """The address of its text."""


class Site(Record):
    """The published site."""

    url: FolderUrl
    """The address at which it is read."""
    repository: RepositoryUrl | None = None
    """Where its data can be read and corrected. Without it no page asks for corrections there."""
    forge: Literal["github", "gitlab", "gitea", "gitee"] | None = None
    """What the repository's server runs, where its address does not say so."""
    branch: Text = "main"
    """The branch from which the site is made."""
    maintainer: Fillable = Fillable()
    """Who publishes it; the foot of each page and the citations of entries name them."""
    contact: Annotated[
        str,
        WrittenAs(
            "|https?://[^@\\s/]+(?:/\\S*)?|[^@\\s:/]+@[^@\\s:/]+",
            "an address that begins with https://, without a user, or one of mail",
        ),
    ] = ""
    """Where readers reach them: an address of the web or of mail."""
    licence: Licence | None = None
    """Under which terms the translation, the glossary and the tracker may be used."""
    name: Fillable
    """Its short name."""
    description: Fillable
    """What it offers, in one sentence."""


class TranslationStatus(Record):
    """Whose translation the English is, as the pages say it."""

    status: Literal["project", "official", "mixed", "none"] = "project"
    """``mixed``: an official translation, completed by this project; ``none``: there is none."""
    translator: Fillable = Fillable()
    """Who made it."""
    source: Fillable = Fillable()
    """Where the official translation was published."""


class GeneralTerms(Record):
    """Which terms of the general termbase the glossary has beside the publication's."""

    use: bool = True
    """Whether the general terms that occur in the text are explained."""
    without: Distinct[Identifier] = ()
    """The ids of general terms that are left out."""


class Generator(Record):
    """Where the generator comes from that builds the publication."""

    repository: RepositoryUrl | None = None
    """Its repository; if it is on GitHub, its workflows check and publish the site."""
    install: Annotated[
        Text,
        WrittenAs(
            r"(?:[^{}\s]|(?<=\S) (?=\S)|\{(?:name|version|repository|commit)\})+",
            "a requirement on one line as pip reads it, with {name}, {version}, {repository} or "
            "{commit} where these belong",
        ),
    ] = "{name} @ git+{repository}@{commit}"
    """What pip installs: from its repository, or `{name}=={version}` from a package index, or a
    wheel: `./wheels/generator-{version}-py3-none-any.whl`. `upgrade` writes it with its values into
    `requirements.txt`."""

    @model_validator(mode="after")
    def _has_repository(self) -> Self:
        if self.repository is None and "{repository}" in self.install:
            raise PydanticCustomError("repository", "install needs a repository, and none is given")
        return self


class Publication(Record):
    """The whole of ``publication.yml``."""

    form: int = 1
    """The form of the data; `upgrade` moves it."""

    title: Fillable
    """The title of the report."""
    issuer: Fillable
    """Who issued it."""
    place: Fillable = Fillable()
    """The place of which it speaks."""
    speaker: Fillable = Fillable()
    """Who delivered it: post and name."""
    meeting: Fillable = Fillable()
    """The meeting at which it was delivered."""
    date: OptionalDay = None
    """The day on which it was delivered: 2024-01-08."""
    source: SourceText
    """The text as received."""
    editions: tuple[EditionId, ...] = tuple(edition.id for edition in EDITIONS)
    """The editions of the site, the simplified one first."""
    unfinished: tuple[Area, ...] = ()
    """What is still being made: what is missing there is advice, reported in one line."""
    front: tuple[FrontLevel, ...]
    """What each line before the first part is, in order."""
    outline: Outline = Outline()
    """How most parts mark their headings."""
    parts: tuple[Part, ...]
    """The parts of the report, in order."""
    accepted: Distinct[Accepted] = ()
    """Words that look damaged and are not."""
    key_figures: Distinct[KeyFigure] = ()
    """Figures for the home page."""
    featured: Distinct[Identifier] = ()
    """Achievements that the home page shows with their follow-ups: their ids, three to six."""
    subjects: dict[Identifier, Bilingual] = Field(default_factory=dict)
    """What each file of ``data/glossary/`` is about."""
    translation: TranslationStatus = TranslationStatus()
    """Whose English this is."""
    termbase: GeneralTerms = GeneralTerms(use=False)
    """Without this key there are no general terms."""
    drafts: bool = False
    """Whether the site shows the tracker's drafts, marked as such."""
    former: dict[SegmentId, SegmentId] = Field(default_factory=dict)
    """Sentences that were published under another id, and the id of each now."""
    generator: Generator | None = None
    """Where the generator comes from, if not from where it says itself."""
    site: Site
    """The published site."""

    def part(self, role: str) -> Part | None:
        """The first part of a role."""
        return next((part for part in self.parts if part.role == role), None)

    def period(self, role: str) -> str:
        """The years of which the parts of a role speak, as they are shown; "" for none."""
        years = [part.years for part in self.parts if part.role == role and part.years]
        if years:
            return years_text((min(y[0] for y in years), max(y[-1] for y in years)))
        part = self.part(role)
        return part.id if part else ""

    @property
    def published(self) -> tuple[Edition, ...]:
        """The editions of the site, the default one first."""
        return tuple(edition for edition in EDITIONS if edition.id in self.editions)

    @property
    def has_traditional(self) -> bool:
        """Whether there is a traditional text: the source's own, or one made for an edition."""
        return self.source.script == "hant" or any(e.script == "hant" for e in self.published)

    @property
    def has_both_sides(self) -> bool:
        """Whether there is a review and a plan, so that one can be compared with the other."""
        return self.part("review") is not None and self.part("plan") is not None


def site_url(publication: Publication) -> str:
    """The site's address: the environment's ``SITE_URL``, else the publication's, with a slash."""
    return (os.environ.get("SITE_URL") or str(publication.site.url)).rstrip("/") + "/"
