"""The tracker, joined to the document: every achievement beside its follow-ups, and the reverse.

The result is a value of :mod:`build_tools.tracker.model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.amounts.basis import modal_words
from build_tools.amounts.chinese import Amount, amounts
from build_tools.diagnostics import Problems
from build_tools.document.model import Document, Span
from build_tools.records import Located
from build_tools.resources.interface import Interface, general
from build_tools.resources.units import Units
from build_tools.tracker.admitted import answered
from build_tools.tracker.checks import Quoted, check
from build_tools.tracker.comparison import Comparison
from build_tools.tracker.comparison_text import comparison_text
from build_tools.tracker.coverage import check_context_figures, cover
from build_tools.tracker.elided import spans_beside
from build_tools.tracker.links import check_indicators, check_measures, comparison_of
from build_tools.tracker.model import FollowUp, Passage, ResolvedTracker, Tracked
from build_tools.tracker.outcomes import earlier_figures, reported
from build_tools.tracker.records import Achievement, Commitment, Entry, Link, Tracker
from build_tools.tracker.shared_words import shared_words


def resolve_tracker(
    tracker: Tracker,
    document: Document,
    problems: Problems,
    years: tuple[str, str] | None = None,
    interface: Interface | None = None,
) -> ResolvedTracker:
    """Join the records to the document and to each other; every fault is reported.

    ``years`` is what the review and the plan are called, such as 2023 and 2024; the ids of the
    parts where nothing else is said. Drafts are joined too, but cover nothing. A record with a
    fault is left out, so that the rest can still be looked at.
    """
    places = check(tracker, document, problems)
    check_context_figures(places, document, problems, tracker.units)
    coverage = cover(places.without_drafts(tracker), document, problems, tracker.units)
    figures = _figures(document, places, tracker.units)
    parts = years or (_part_id(document, "review"), _part_id(document, "plan"))
    phrases = interface or general()
    quotes = [record.value.quote for record in tracker.entries]
    follow_ups = [
        found
        for link in tracker.links
        if link.value.achievement in places.achievements
        and link.value.commitment in places.commitments
        and (
            found := _follow_up(
                link, tracker, places, figures, document, parts, phrases, quotes, problems
            )
        )
    ]
    check_indicators(tracker, problems)
    check_measures(tracker, problems)
    reasons = {none.value.achievement: none.value for none in tracker.no_follow_up}
    origins = {none.value.commitment: none.value for none in tracker.no_origin}

    def tracked(record: Achievement | Commitment, span: Span) -> Tracked:
        side = "achievement" if isinstance(record, Achievement) else "commitment"
        return Tracked(
            record=record,
            segment=document.by_id[span.segment],
            span=span,
            amounts=_within(record, span, figures),
            elided=spans_beside(record, span, document),
            follow_ups=tuple(f for f in follow_ups if getattr(f.link, side) == record.id),
            no_follow_up=reasons.get(record.id) if side == "achievement" else None,
            no_origin=origins.get(record.id) if side == "commitment" else None,
        )

    achievements = tuple(
        tracked(record.value, places.achievements[record.value.id])
        for record in tracker.achievements
        if record.value.id in places.achievements
    )
    commitments = tuple(
        tracked(record.value, places.commitments[record.value.id])
        for record in tracker.commitments
        if record.value.id in places.commitments
    )
    found_outcomes = reported(tracker, (*achievements, *commitments), problems)
    achievements, commitments = (
        tuple(
            replace(item, outcomes=found_outcomes.get((item.kind, item.id), ())) for item in items
        )
        for items in (achievements, commitments)
    )
    return ResolvedTracker(
        vocabulary=tracker.vocabulary,
        review=parts[0],
        plan=parts[1],
        achievements=achievements,
        commitments=commitments,
        problems=answered(tracker, commitments, document, problems),
        earlier=earlier_figures(tracker, problems),
        sources=tracker.outcomes.value.sources if tracker.outcomes else (),
        context=tuple(Passage(span, record.value.why) for record, span in places.context),
        follow_ups=tuple(follow_ups),
        coverage=coverage,
    )


def _part_id(document: Document, role: str) -> str:
    heads = (s.id for s in document.segments if s.level == "part" and s.part == role)
    return next(heads, role)


def _figures(document: Document, places: Quoted, units: Units) -> dict[str, tuple[Amount, ...]]:
    """The amounts of each segment that a record quotes: the sentence gives their basis."""
    spans = (*places.achievements.values(), *places.commitments.values())
    return {
        segment: amounts(document.by_id[segment].hans, units)
        for segment in sorted({span.segment for span in spans})
    }


def _within(
    record: Entry, span: Span, figures: dict[str, tuple[Amount, ...]]
) -> tuple[Amount, ...]:
    """The figures of a quote, with what the record says of them and its elided words (预计)."""
    modal = tuple(word for words in record.elided for word in modal_words(words))
    return tuple(
        replace(
            amount,
            qualifiers=tuple(dict.fromkeys((*modal, *amount.qualifiers))),
            measures=record.measures.get(amount.text, amount.measures),
        )
        for amount in figures[span.segment]
        if span.holds(amount)
    )


def _follow_up(
    link: Located[Link],
    tracker: Tracker,
    places: Quoted,
    figures: dict[str, tuple[Amount, ...]],
    document: Document,
    parts: tuple[str, str],
    phrases: Interface,
    quotes: Sequence[str],
    problems: Problems,
) -> FollowUp | None:
    record = link.value
    spans = places.achievements[record.achievement], places.commitments[record.commitment]
    review = _within(tracker.achievement[record.achievement].value, spans[0], figures)
    plan = _within(tracker.commitment[record.commitment].value, spans[1], figures)
    record_indicator = tracker.indicator.get(record.indicator or "")
    indicator = record_indicator.value if record_indicator else None
    comparison = comparison_of(link, indicator, review, plan, problems)
    relation = comparison.relation if comparison else record.relation
    if relation not in tracker.vocabulary["relation"].choices:
        return None
    marks = _marks(spans, (review, plan), document, comparison, quotes)
    return FollowUp(
        link=record,
        relation=relation,
        comparison=comparison,
        change=comparison_text(comparison, *parts, phrases) if comparison else None,
        review_marks=marks[0],
        plan_marks=marks[1],
    )


def _blanked(text: str, span: Span, figures: Sequence[Amount]) -> str:
    """The words of a span with blanks for its figures: equal digits are not shared words."""
    for amount in figures:
        text = f"{text[: amount.start]}{' ' * len(amount.text)}{text[amount.end :]}"
    return text[span.start : span.end]


MANY = 20
"""A word that is in more than one quote of so many is no tie between two of them."""


def _is_everywhere(words: str, quotes: Sequence[str]) -> bool:
    return sum(words in quote for quote in quotes) > max(2, len(quotes) // MANY)


def _marks(
    spans: tuple[Span, Span],
    figures: tuple[Sequence[Amount], Sequence[Amount]],
    document: Document,
    comparison: Comparison | None,
    quotes: Sequence[str],
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words that matter in each quote: the figures compared, and the words of both.

    Words that many of the ``quotes`` have, such as the name of the region, tie nothing together.
    """
    texts = [
        _blanked(document.by_id[span.segment].hans, span, own)
        for span, own in zip(spans, figures, strict=True)
    ]
    found: tuple[list[Span], list[Span]] = ([], [])
    if comparison:
        for side, span, amount in zip(
            found, spans, (comparison.before, comparison.after), strict=True
        ):
            side.append(Span(span.segment, amount.start, amount.end))
    for run in shared_words(*texts):
        if _is_everywhere(run.text, quotes):
            continue
        at = (run.first, run.second)
        new = [
            Span(span.segment, span.start + start, span.start + start + len(run.text))
            for span, start in zip(spans, at, strict=True)
        ]
        for side, mark in zip(found, new, strict=True):
            side.append(mark)
    return tuple(sorted(found[0])), tuple(sorted(found[1]))
