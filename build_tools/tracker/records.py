"""The records of ``data/tracker/``: what was achieved, what is promised, and how they are joined.

Loading validates each record by itself; :mod:`build_tools.tracker.checks` holds the records
against the document and against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from build_tools.amounts.basis import Basis
from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records import (
    REC009,
    Bilingual,
    Distinct,
    Identifier,
    Located,
    Record,
    Text,
    load_list,
)
from build_tools.tracker.vocabulary import COMPUTED, REASONS, STRENGTHS, SUBJECTS, TYPED

TRK001 = Code(
    "TRK001",
    "A subject, relation, reason or strength is not in its closed list.",
    "Use one of the words that the page about the tracker defines.",
    example='"economics" is no subject (hint: did you mean "economy"?)',
)


class Entry(Record):
    """What achievements and commitments share: words of the text, named and sorted."""

    id: Identifier
    segment: Text
    quote: Text
    english: str = ""
    """The words of the sentence's English that render the quote, once there is any."""
    title: Bilingual
    subjects: Annotated[Distinct[Identifier], Field(min_length=1, max_length=2)]
    overlaps: Distinct[Identifier] = ()
    """Records of the same kind that share some of these words, on purpose."""


class Achievement(Entry):
    """Something that the review says was done."""


class Commitment(Entry):
    """Something that the plan says will be done."""

    strength: Identifier


class Context(Record):
    """Words that report no deed and promise none, and why they are left out."""

    segment: Text
    quote: Text
    why: Bilingual
    figures: Distinct[Text] = ()
    """Figures in these words that measure no deed, each as it is written."""


class Link(Record):
    """An achievement and a commitment that takes it up."""

    achievement: Identifier
    commitment: Identifier
    relation: Identifier
    indicator: Identifier | None = None
    note: Bilingual | None = None


class NoFollowUp(Record):
    """Why an achievement has no follow-up."""

    achievement: Identifier
    reason: Identifier
    note: Bilingual | None = None


class AlsoBasis(Record):
    """Another basis that the words may suggest for this indicator, and why it is the same."""

    basis: Basis
    why: Bilingual


class Indicator(Record):
    """What a pair of figures measures."""

    id: Identifier
    zh: Text
    en: Text
    hant: str = ""
    """The traditional form, where OpenCC's of ``zh`` is wrong."""
    unit: Text
    """As the source writes it."""
    basis: Basis
    also: AlsoBasis | None = None
    implied: Bilingual | None = None
    """What must be known of a level that is derived from growth, such as its prices."""


@dataclass(frozen=True)
class Tracker:
    """The loaded records, in the order of their files."""

    achievements: tuple[Located[Achievement], ...] = ()
    commitments: tuple[Located[Commitment], ...] = ()
    context: tuple[Located[Context], ...] = ()
    links: tuple[Located[Link], ...] = ()
    no_follow_up: tuple[Located[NoFollowUp], ...] = ()
    indicators: tuple[Located[Indicator], ...] = ()

    @property
    def entries(self) -> tuple[Located[Achievement] | Located[Commitment], ...]:
        """The achievements, then the commitments."""
        return (*self.achievements, *self.commitments)

    @cached_property
    def achievement(self) -> dict[str, Located[Achievement]]:
        return {record.value.id: record for record in self.achievements}

    @cached_property
    def commitment(self) -> dict[str, Located[Commitment]]:
        return {record.value.id: record for record in self.commitments}

    @cached_property
    def indicator(self) -> dict[str, Located[Indicator]]:
        return {record.value.id: record for record in self.indicators}


T = TypeVar("T", bound=Record)
R = TypeVar("R", Achievement, Commitment, Indicator)


def _unique(records: Iterable[Located[R]], problems: Problems) -> tuple[Located[R], ...]:
    kept: dict[str, Located[R]] = {}
    for record in records:
        name = record.value.id
        if name in kept:
            problems.add(REC009, record.at("id"), f'"{name}" stands twice', see=kept[name].place)
        else:
            kept[name] = record
    return tuple(kept.values())


def _listed(word: str, known: Iterable[str], what: str, place: Place, problems: Problems) -> None:
    known = tuple(known)
    if word not in known:
        hint = nearest(word, known) or f"one of {', '.join(known)}"
        problems.add(TRK001, place, f'"{word}" is no {what}', hint)


def _check_lists(tracker: Tracker, problems: Problems) -> None:
    for entry in tracker.entries:
        for index, subject in enumerate(entry.value.subjects):
            _listed(subject, SUBJECTS, "subject", entry.at("subjects", index), problems)
    for commitment in tracker.commitments:
        place = commitment.at("strength")
        _listed(commitment.value.strength, STRENGTHS, "strength", place, problems)
    for none in tracker.no_follow_up:
        _listed(none.value.reason, REASONS, "reason", none.at("reason"), problems)
    for link in tracker.links:
        if link.value.relation not in COMPUTED:
            _listed(link.value.relation, TYPED, "relation", link.at("relation"), problems)


def load(data: Path, problems: Problems) -> Tracker:
    """The tracker of a data folder. Records that are not valid are told and left out."""
    folder = data / "tracker"

    def records(name: str, model: type[T]) -> list[Located[T]]:
        return load_list(folder / name, f"tracker/{name}", model, problems)

    tracker = Tracker(
        achievements=_unique(records("achievements.yml", Achievement), problems),
        commitments=_unique(records("commitments.yml", Commitment), problems),
        context=tuple(records("context.yml", Context)),
        links=tuple(records("links.yml", Link)),
        no_follow_up=tuple(records("no-follow-up.yml", NoFollowUp)),
        indicators=_unique(records("indicators.yml", Indicator), problems),
    )
    _check_lists(tracker, problems)
    return tracker
