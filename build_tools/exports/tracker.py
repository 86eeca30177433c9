"""``tracker.json``: achievements, commitments and their links."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from build_tools.amounts.basis import Basis, Direction
from build_tools.amounts.bounds import Bound
from build_tools.amounts.modality import Modality
from build_tools.exports.models import Export, File, Scripts, Texts
from build_tools.resources.vocabulary import ChoiceList
from build_tools.tracker.indicators import indicator_rows
from build_tools.tracker.model import (
    Reported,
    ResolvedDifficulty,
    ResolvedTracker,
    Tracked,
    Verdict,
)


def _number(value: Decimal) -> int | float:
    """A decimal as JSON writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[int | float, BeforeValidator(_number)]
Traditional = Callable[[str], str] | None
"""Turns the project's own Chinese into traditional script; None without such an edition."""


class Quantity(Export):
    """A figure of a quote.

    `direction` says whether something rises or falls by it, or to it: a fall of 36 % has the value
    36 and the direction `fall`. `base` is where such a change began, in the sense of
    `direction`: negative where a fall began as a rise, or a rise as a fall; `is_base` marks that
    figure itself. `qualifiers` are words that belong to the figure: 预计 (expected), 人均 (per
    head); `modality` says what they make of it: expected, preliminary, a target, an aim, or to be
    ensured.
    """

    indicator: str | None
    """The id of the compared figure that it is, in `indicators.csv`."""
    measures: str
    """What it counts or measures, in the words of the report."""
    value: Number
    """The figure in base units: 2870亿元 is 287000000000. Of a range, the lower one."""
    upper: Number | None
    """Of a range, the upper one."""
    unit: str
    """The unit, in Chinese; % for shares and rates."""
    bound: Bound
    """Whether it is exact, about, at least and so on."""
    basis: Basis
    """What kind of figure it is, such as a total, an increment or a rate of growth."""
    direction: Direction | None
    """Whether something rises or falls by it, or to it."""
    base: Number | None
    """Where a change began."""
    is_base: bool
    """Whether it is where a change began."""
    qualifiers: list[str]
    """Words that belong to it."""
    modality: Modality | None
    """What these words make of it."""
    text: str
    """The words of the report."""


class Elided(Export):
    """Other words of the sentence that complete the quote; not part of it."""

    hant: list[str] | None
    """In traditional Chinese."""
    hans: list[str]
    """In simplified Chinese."""
    en: list[str]
    """In English."""


class SourceEntry(Export):
    """A document that reports on another year."""

    title: Texts
    """Its title."""
    date: str
    """The day of the document."""
    year: str
    """The year that it reports on."""
    address: str | None
    """Where it is published."""
    note: Texts | None
    """What is to be known of it."""


class OutcomeEntry(Export):
    """What a later document reports on the record.

    `verdict` is worked out from `value` and the commitment's figure where both are of one unit and
    basis; else it is `reported`. `expected`: the document gives the figure as expected.
    """

    verdict: Verdict
    """One of `choices.verdicts`."""
    value: Number | None
    """The figure that it reports, in base units."""
    unit: str | None
    """The unit of that figure."""
    bound: Bound | None
    """Whether that figure is exact."""
    text: Texts
    """What it reports, in the editors’ words."""
    source: SourceEntry
    """The document."""
    expected: bool
    """Whether it gives the figure as expected."""


class AnswerEntry(Export):
    """A commitment that answers a problem."""

    commitment: str
    """The id of the commitment."""
    note: Texts | None
    """How it answers the problem."""


class QuotedEntry(Export):
    """A record that quotes the report."""

    id: str
    """Its id; its address on the page has a letter before it."""
    segment: str
    """The id of the sentence or heading in `report.json`."""
    start: Annotated[int, Field(ge=0)]
    """The first character of the quote in the segment’s Chinese, from 0."""
    end: Annotated[int, Field(ge=1)]
    """The character after its last."""
    quote: Scripts
    """The words of the report, and of its translation."""
    elided: Elided
    """Words from elsewhere in the sentence."""
    title: Scripts
    """A title by the editors."""


class ProblemEntry(QuotedEntry):
    """A difficulty that the report admits, and what the surviving plan does about it."""

    answers: list[AnswerEntry]
    """The commitments that address it."""
    note: Texts | None
    """What is to be known of it."""


class SidedEntry(QuotedEntry):
    """An achievement or a commitment."""

    subjects: list[str]
    """Ids of `choices.subjects`."""
    quantities: list[Quantity]
    """The figures of the quote."""
    outcomes: list[OutcomeEntry]
    """What later documents report on it, as far as the publication has them."""


class FollowUpLink(Export):
    """A commitment that takes up the achievement, and how."""

    commitment: str
    """The id of the commitment."""
    strength: str | None
    """What both have in common, of `choices.link_strengths`."""
    relation: str
    """Of `choices.relations`."""
    note: Texts | None
    """What is to be known of the link."""
    change: Texts | None
    """How the plan’s figure compares with the review’s, in words."""


class NoFollowUpReason(Export):
    """Why an achievement has no follow-up."""

    reason: str
    """Of `choices.reasons`."""
    note: Texts | None
    """More on the reason."""


class NoOriginStatus(Export):
    """What is known of a commitment that takes up no achievement."""

    status: str
    """Of `choices.origins`."""
    note: Texts | None
    """More on it."""


class AchievementEntry(SidedEntry):
    """Something that the review says was done."""

    follow_ups: list[FollowUpLink]
    """The commitments that take it up."""
    no_follow_up: NoFollowUpReason | None
    """Why there is none; null where there are some."""


class CommitmentEntry(SidedEntry):
    """Something that the plan says will be done."""

    strength: str
    """How firmly it is promised, of `choices.strengths`."""
    achievements: list[str]
    """The ids of the achievements that it takes up."""
    no_achievement: NoOriginStatus | None
    """What is known where it takes up none."""


class Word(Export):
    """A word of a closed list, with its definition."""

    id: str
    """The word as the records have it."""
    name: Texts
    """What pages call it."""
    meaning: Texts
    """What it means."""


class TrackerFile(File):
    """What was achieved, what is promised, and how they are linked.

    `choices` defines the words used, by the name of their list.
    """

    achievements: list[AchievementEntry]
    """What the review says was done, in the order of the text."""
    commitments: list[CommitmentEntry]
    """What the plan says will be done, in the order of the text."""
    choices: dict[str, list[Word]]
    """The closed lists, by their names."""
    problems: list[ProblemEntry]
    """The difficulties that the report admits."""


def tracker_file(tracker: ResolvedTracker, traditional: Traditional) -> TrackerFile:
    """The tracker of a publication."""
    indicators = _indicators(tracker)
    return TrackerFile(
        achievements=[
            AchievementEntry(
                **_entry(item, indicators, traditional),
                follow_ups=[
                    FollowUpLink.of(found.link, relation=found.relation, change=found.change)
                    for found in item.follow_ups
                ],
                no_follow_up=item.no_follow_up,
            )
            for item in tracker.achievements
        ],
        commitments=[
            CommitmentEntry(
                **_entry(item, indicators, traditional),
                strength=item.strength or "",
                achievements=[found.link.achievement for found in item.follow_ups],
                no_achievement=item.no_origin,
            )
            for item in tracker.commitments
        ],
        choices={f"{name}s": _words(listed) for name, listed in tracker.vocabulary.items()},
        problems=[_difficulty(difficulty, traditional) for difficulty in tracker.difficulties],
    )


def _difficulty(difficulty: ResolvedDifficulty, traditional: Traditional) -> ProblemEntry:
    return ProblemEntry(
        **_quotation(difficulty, traditional),
        answers=[AnswerEntry(commitment=item.id, note=note) for item, note in difficulty.answers],
        note=difficulty.record.note,
    )


def _outcome(outcome: Reported) -> OutcomeEntry:
    amount, source = outcome.amount, outcome.source
    return OutcomeEntry(
        verdict=outcome.verdict,
        value=amount.value if amount else None,
        unit=amount.unit if amount else None,
        bound=amount.bound if amount else None,
        text=outcome.record.text,
        source=SourceEntry.of(
            source,
            date=source.date.isoformat(),
            address=str(source.address) if source.address else None,
        ),
        expected=outcome.record.expected,
    )


def _words(listed: ChoiceList) -> list[Word]:
    return [
        Word(id=id_, name=choice.name, meaning=choice.meaning)
        for id_, choice in listed.choices.items()
    ]


def _indicators(tracker: ResolvedTracker) -> dict[tuple[str, int, int], str]:
    """The indicator of each amount that is compared, by its place."""
    found = {}
    for row in indicator_rows(tracker):
        amounts = (row.comparison.before, row.comparison.after)
        for segment, amount in zip(row.segments, amounts, strict=True):
            found[segment, amount.start, amount.end] = row.comparison.indicator.id
    return found


def _entry(
    item: Tracked, indicators: Mapping[tuple[str, int, int], str], traditional: Traditional
) -> dict[str, Any]:
    segment = item.segment.id
    return {
        **_quotation(item, traditional),
        "subjects": list(item.record.subjects),
        "quantities": [
            Quantity.of(amount, indicator=indicators.get((segment, amount.start, amount.end)))
            for amount in item.amounts
        ],
        "outcomes": [_outcome(outcome) for outcome in item.outcomes],
    }


def _quotation(item: Tracked | ResolvedDifficulty, traditional: Traditional) -> dict[str, Any]:
    """What a record quotes: its words, those that complete them, and its title."""
    record, segment, span = item.record, item.segment, item.span
    hant = (record.title.hant or traditional(record.title.zh)) if traditional else None
    return {
        "id": record.id,
        "segment": segment.id,
        "start": span.start,
        "end": span.end,
        "quote": Scripts(
            hant=segment.hant[span.start : span.end] if traditional else None,
            hans=segment.hans[span.start : span.end],
            en=record.english,
        ),
        "elided": Elided(
            hant=[segment.hant[s.start : s.end] for s in item.elided] if traditional else None,
            hans=[segment.hans[s.start : s.end] for s in item.elided],
            en=list(record.english_elided),
        ),
        "title": Scripts(hant=hant, hans=record.title.zh, en=record.title.en),
    }
