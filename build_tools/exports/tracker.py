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
    measures: str
    value: Number
    upper: Number | None
    unit: str
    bound: Bound
    basis: Basis
    direction: Direction | None
    base: Number | None
    is_base: bool
    qualifiers: list[str]
    modality: Modality | None
    text: str


class Elided(Export):
    """Other words of the sentence that complete the quote; not part of it."""

    hant: list[str] | None
    hans: list[str]
    en: list[str]


class SourceEntry(Export):
    """A document that reports on another year."""

    title: Texts
    date: str
    year: str
    address: str | None
    note: Texts | None


class OutcomeEntry(Export):
    """What a later document reports on the record.

    `verdict` is worked out from `value` and the commitment's figure where both are of one unit and
    basis; else it is `reported`. `expected`: the document gives the figure as expected.
    """

    verdict: Verdict
    value: Number | None
    unit: str | None
    bound: Bound | None
    text: Texts
    source: SourceEntry
    expected: bool


class AnswerEntry(Export):
    """A commitment that answers a problem."""

    commitment: str
    note: Texts | None


class QuotedEntry(Export):
    """A record that quotes the report. ``start`` and ``end`` count characters of its segment."""

    id: str
    segment: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    quote: Scripts
    elided: Elided
    title: Scripts


class ProblemEntry(QuotedEntry):
    """A difficulty that the report admits, and what the surviving plan does about it."""

    answers: list[AnswerEntry]
    note: Texts | None


class SidedEntry(QuotedEntry):
    """An achievement or a commitment. ``start`` and ``end`` count characters of its segment."""

    subjects: list[str]
    quantities: list[Quantity]
    outcomes: list[OutcomeEntry]


class FollowUpLink(Export):
    """A commitment that takes up the achievement, and how."""

    commitment: str
    strength: str | None
    relation: str
    note: Texts | None
    change: Texts | None


class NoFollowUpReason(Export):
    """Why an achievement has no follow-up."""

    reason: str
    note: Texts | None


class NoOriginStatus(Export):
    """What is known of a commitment that takes up no achievement."""

    status: str
    note: Texts | None


class AchievementEntry(SidedEntry):
    """Something that the review says was done."""

    follow_ups: list[FollowUpLink]
    no_follow_up: NoFollowUpReason | None


class CommitmentEntry(SidedEntry):
    """Something that the plan says will be done."""

    strength: str
    achievements: list[str]
    no_achievement: NoOriginStatus | None


class Word(Export):
    """A word of a closed list, with its definition."""

    id: str
    name: Texts
    meaning: Texts


class TrackerFile(File):
    """What was achieved, what is promised, and how they are linked.

    `choices` defines the words used, by the name of their list.
    """

    achievements: list[AchievementEntry]
    commitments: list[CommitmentEntry]
    choices: dict[str, list[Word]]
    problems: list[ProblemEntry]


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
