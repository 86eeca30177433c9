"""The tracker, joined to the document: every achievement beside its follow-ups, and the reverse.

The result is a value of :mod:`build_tools.tracker.model`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from build_tools.amounts.chinese import Amount, amounts
from build_tools.amounts.modality import modal_words
from build_tools.diagnostics import Problems
from build_tools.document.model import Document, Span
from build_tools.records import Bilingual
from build_tools.resources.interface import Interface, general_interface
from build_tools.resources.units import Units
from build_tools.tracker.checks import check_tracker
from build_tools.tracker.coverage import check_context_figures, cover
from build_tools.tracker.difficulties import resolve_difficulties
from build_tools.tracker.elided import spans_beside
from build_tools.tracker.figures_in_words import comparison_text
from build_tools.tracker.indicator_comparison import IndicatorComparison
from build_tools.tracker.link_figures import check_indicator_use, check_measures, comparison_of
from build_tools.tracker.model import FollowUp, ResolvedTracker, Tracked
from build_tools.tracker.outcomes import earlier_figures, reported
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.quotes import QuotePlaces
from build_tools.tracker.records import Achievement, Commitment, Entry, Tracker
from build_tools.tracker.shared_words import shared_words


def resolve_tracker(
    tracker: Tracker,
    document: Document,
    problems: Problems,
    years: tuple[str, str] | None = None,
    interface: Interface | None = None,
    counts_drafts: bool = False,
) -> ResolvedTracker:
    """Join the records to the document and to each other; every fault is reported.

    ``years`` is what the review and the plan are called, such as 2023 and 2024 (default: the ids
    of the parts). Drafts are joined too, but cover nothing and follow nothing up unless
    ``counts_drafts``, as in an unfinished tracker. A record with a fault is left out, so that the
    rest can still be looked at.
    """
    places = check_tracker(tracker, document, problems, counts_drafts)
    check_context_figures(places, document, problems, tracker.units)
    counted = places if counts_drafts else places.without_drafts
    coverage = cover(counted, document, problems, tracker.units)
    parts = years or (_part_id(document, "review"), _part_id(document, "plan"))
    sides = _in_place(tracker, places, document)
    phrases = interface or general_interface()

    def in_words(comparison: IndicatorComparison) -> Bilingual:
        return comparison_text(comparison, *parts, phrases)

    follow_ups = tuple(_follow_ups(tracker, sides, in_words, problems))
    check_indicator_use(tracker, problems)
    check_measures(tracker, problems)
    items = (*sides.achievements.values(), *sides.commitments.values())
    outcomes = reported(tracker, items, problems)

    linked: dict[EntryKey, list[FollowUp]] = {}
    for one in follow_ups:
        linked.setdefault(("achievement", one.link.achievement), []).append(one)
        linked.setdefault(("commitment", one.link.commitment), []).append(one)

    def joined(item: Tracked) -> Tracked:
        own = tuple(linked.get(item.key, ()))
        return replace(item, follow_ups=own, outcomes=outcomes.get(item.key, ()))

    promised = tuple(map(joined, sides.commitments.values()))
    return ResolvedTracker(
        vocabulary=tracker.vocabulary,
        review=parts[0],
        plan=parts[1],
        achievements=tuple(map(joined, sides.achievements.values())),
        commitments=promised,
        difficulties=resolve_difficulties(tracker, promised, document, problems),
        earlier=earlier_figures(tracker, problems),
        sources=tracker.outcomes.value.sources if tracker.outcomes else (),
        context=tuple(span for _, span in places.context),
        follow_ups=follow_ups,
        coverage=coverage,
    )


class _Sides(NamedTuple):
    """The achievements and the commitments that have a place in the text, by their ids."""

    achievements: Mapping[str, Tracked]
    commitments: Mapping[str, Tracked]


def _in_place(tracker: Tracker, places: QuotePlaces, document: Document) -> _Sides:
    """The records in their places in the text."""
    reasons = {none.value.achievement: none.value for none in tracker.no_follow_up}
    origins = {none.value.commitment: none.value for none in tracker.no_origin}

    def item(record: Achievement | Commitment, span: Span) -> Tracked:
        is_done = isinstance(record, Achievement)
        return Tracked(
            record=record,
            segment=document.by_id[span.segment],
            span=span,
            amounts=_amounts(record, span, document, tracker.units),
            elided=spans_beside(record, span, document),
            no_follow_up=reasons.get(record.id) if is_done else None,
            no_origin=None if is_done else origins.get(record.id),
        )

    return _Sides(
        {one.value.id: item(one.value, span) for one, span in places.achievements},
        {one.value.id: item(one.value, span) for one, span in places.commitments},
    )


def _part_id(document: Document, role: str) -> str:
    heads = (s.id for s in document.segments if s.level == "part" and s.part == role)
    return next(heads, role)


def _amounts(record: Entry, span: Span, document: Document, units: Units) -> tuple[Amount, ...]:
    """The figures of a quote, with what the record says of them and its elided words (预计).

    The whole sentence is read, as it gives their basis.
    """
    modal = tuple(word for words in record.elided for word in modal_words(words))
    return tuple(
        replace(
            amount,
            qualifiers=tuple(dict.fromkeys((*modal, *amount.qualifiers))),
            measures=record.measures.get(amount.text, amount.measures),
        )
        for amount in amounts(document.by_id[span.segment].hans, units)
        if span.holds(amount)
    )


def _follow_ups(
    tracker: Tracker,
    sides: _Sides,
    in_words: Callable[[IndicatorComparison], Bilingual],
    problems: Problems,
) -> Iterator[FollowUp]:
    """The links with what their figures show, and how ``in_words`` says it."""
    quotes = [record.value.quote for record in tracker.entries]
    for link in tracker.links:
        review = sides.achievements.get(link.value.achievement)
        plan = sides.commitments.get(link.value.commitment)
        if review is None or plan is None:
            continue
        comparison = comparison_of(link, tracker, review.results, plan.results, problems)
        relation = comparison.relation if comparison else link.value.relation
        if relation in tracker.vocabulary["relation"].choices:
            change = in_words(comparison) if comparison else None
            review_marks, plan_marks = _marks(review, plan, comparison, quotes)
            yield FollowUp(link.value, relation, comparison, change, review_marks, plan_marks)


MANY = 20
"""A word that is in more than one quote of so many is no tie between two of them."""


def _is_everywhere(words: str, quotes: Sequence[str]) -> bool:
    return sum(words in quote for quote in quotes) > max(2, len(quotes) // MANY)


def _marks(
    review: Tracked, plan: Tracked, comparison: IndicatorComparison | None, quotes: Sequence[str]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words that matter in each quote: the figures compared, and the words of both.

    Words that many of the ``quotes`` have, such as the name of the region, tie nothing together.
    """
    one, other = review.span, plan.span
    found: list[tuple[Span, Span]] = []
    if comparison:
        before, after = comparison.before, comparison.after
        found.append((replace(one, start=before.start, end=before.end),
                      replace(other, start=after.start, end=after.end)))  # fmt: skip
    for run in shared_words(review.without_figures, plan.without_figures):
        if not _is_everywhere(run.text, quotes):
            found.append((_part(one, run.first, run.text), _part(other, run.second, run.text)))
    return tuple(sorted(a for a, _ in found)), tuple(sorted(b for _, b in found))


def _part(span: Span, at: int, words: str) -> Span:
    """The ``words`` at an offset of a span."""
    start = span.start + at
    return Span(span.segment, start, start + len(words))
