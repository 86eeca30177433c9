"""The records of ``data/tracker/outcomes.yml``: what other documents report on the same things."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from build_tools.records import Bilingual, Day, Identifier, Record, Text, WrittenAs
from build_tools.records.addresses import PublicUrl
from build_tools.tracker.quotation_records import AchievementId, CommitmentId, EntryKey, IndicatorId


class Source(Record):
    """A document that reports on a year before or after the report's own."""

    id: Identifier
    """Lower-case words joined by hyphens."""
    title: Bilingual
    """Its title and, where it is known, its author."""
    short: Bilingual | None = None
    """A short name for where it is cited at each record."""
    date: Day
    """The day on which it was given or published: 2025-01-07."""
    year: Annotated[Text, WrittenAs("[0-9]{4}", "a year, such as 2024")]
    """The year on which it reports."""
    address: PublicUrl | None = None
    """Where it can be read."""
    note: Bilingual | None = None
    """What must be known of it, such as how much of it was at hand."""

    @property
    def name(self) -> Bilingual:
        """The name by which it is cited."""
        return self.short or self.title


class Outcome(Record):
    """What a later document reports on an achievement or on a commitment."""

    achievement: AchievementId | None = None
    """The id of an achievement. An outcome has this or ``commitment``, and not both."""
    commitment: CommitmentId | None = None
    """The id of a commitment. An outcome has this or ``achievement``, and not both."""
    source: Identifier
    """The id of the document."""
    text: Bilingual
    """What it reports, in words of your own, without the year: that is shown before it."""
    figure: str = ""
    """The figure in Chinese, with the words that say of what kind it is: 增长6%左右."""
    expected: bool = False
    """Whether the document gives the figure as expected or preliminary."""

    @model_validator(mode="after")
    def _names_one_record(self) -> Self:
        if (self.achievement is None) == (self.commitment is None):
            message = "it must name an achievement or a commitment, and not both"
            raise PydanticCustomError("form", message)
        return self

    @property
    def key(self) -> EntryKey:
        """The kind and the id of the record."""
        if self.achievement:
            return "achievement", self.achievement
        return "commitment", self.commitment or ""


class Earlier(Record):
    """The figure of an indicator for the year before the review."""

    indicator: IndicatorId
    """The id of the indicator."""
    source: Identifier
    """The id of the document."""
    figure: Text
    """The figure in Chinese, with the words that say of what kind it is: 增长2%以上."""
    expected: bool = False
    """Whether the document gives the figure as expected or preliminary."""


class Outcomes(Record):
    """What other documents report on the plan's year, and on the year before the review."""

    sources: tuple[Source, ...] = ()
    """The documents."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of achievements and commitments."""
    earlier: tuple[Earlier, ...] = ()
    """Figures of the year before the review."""

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
