"""The quantified pairs as rows, for the indicators page, its charts and ``indicators.csv``.

Everything here is derived from the resolved tracker. The columns are a contract with their readers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from build_tools.amounts.bounds import Bound
from build_tools.amounts.chinese import Amount
from build_tools.document.model import Document
from build_tools.records import Bilingual
from build_tools.text.csv import as_csv
from build_tools.tracker.comparison import Comparison, Implied
from build_tools.tracker.model import (
    EarlierFigure,
    FollowUp,
    Reported,
    ResolvedTracker,
    Tracked,
)


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator: the review's figure against the plan's target."""

    follow_up: FollowUp
    comparison: Comparison
    target: Decimal
    """In the indicator's unit: stated, or derived where ``derived``."""
    target_bound: Bound
    derived: bool
    """Whether the target is a level worked out from a rate of growth."""
    segments: tuple[str, str]
    """Where the two quotes stand."""
    earlier: EarlierFigure | None = None
    """The figure of the year before the review."""
    outcome: Reported | None = None
    """What a later document reports on the commitment."""

    @property
    def implied(self) -> Implied | None:
        return self.comparison.implied

    @property
    def change(self) -> Bilingual:
        """The whole comparison in one line."""
        return self.follow_up.change or Bilingual(zh="—", en="—")


@dataclass(frozen=True)
class GrowthTarget:
    """A rate of growth that the plan sets, and the review's rate for the same, where it has one."""

    id: str
    """Of its chart: the commitment's, with a number from the second rate on that it sets."""
    commitment: Tracked
    target: Amount
    before: Amount | None
    outcome: Reported | None
    """The report of a later document that has a rate of the same kind."""

    def fits(self, amount: Amount) -> bool:
        """Whether another figure is of the target's kind."""
        return (amount.unit, amount.basis) == (self.target.unit, "growth")


@dataclass(frozen=True)
class Flow:
    """How many links lead from one page of the review to one page of the plan."""

    review: str
    plan: str
    links: int


def rows(tracker: ResolvedTracker) -> tuple[IndicatorRow, ...]:
    """Every pair with figures, in the order of the review."""
    found = []
    earlier = {one.record.indicator: one for one in tracker.earlier}
    for follow_up in tracker.follow_ups:
        comparison = follow_up.comparison
        if comparison is None:
            continue
        stated = comparison.change is not None
        implied = comparison.implied
        found.append(
            IndicatorRow(
                follow_up=follow_up,
                comparison=comparison,
                target=comparison.after.value if stated or not implied else implied.value,
                target_bound=comparison.after.bound if stated or not implied else implied.bound,
                derived=not stated,
                earlier=earlier.get(comparison.indicator.id),
                outcome=_outcome(tracker.commitment[follow_up.link.commitment]),
                segments=(
                    tracker.achievement[follow_up.link.achievement].span.segment,
                    tracker.commitment[follow_up.link.commitment].span.segment,
                ),
            )
        )
    return tuple(found)


def _outcome(commitment: Tracked) -> Reported | None:
    """What is reported on the commitment, first that which gives a figure."""
    return next(iter(sorted(commitment.outcomes, key=lambda one: not one.amounts)), None)


def growth_targets(tracker: ResolvedTracker) -> tuple[GrowthTarget, ...]:
    """Every rate of growth that the plan promises, in its order."""
    before = {
        follow_up.link.commitment: follow_up.comparison.before
        for follow_up in tracker.follow_ups
        if follow_up.comparison and follow_up.comparison.before.basis == "growth"
    }
    found = []
    for item in tracker.commitments:
        rates = [amount for amount in item.amounts if amount.basis == "growth"]
        for number, rate in enumerate(rates, 1):
            name = f"growth-{item.id}{f'-{number}' if number > 1 else ''}"
            target = GrowthTarget(name, item, rate, before.get(item.id), None)
            reports = (one for one in item.outcomes if any(map(target.fits, one.amounts)))
            # Of several rates it is not known which one is reported.
            outcome = next(reports, None) if len(rates) == 1 else None
            found.append(replace(target, outcome=outcome))
    return tuple(found)


def flows(tracker: ResolvedTracker, document: Document) -> tuple[Flow, ...]:
    """How the pages of the review feed the pages of the plan, in the document's order."""
    counts = Counter(
        (
            tracker.achievement[link.link.achievement].segment.unit,
            tracker.commitment[link.link.commitment].segment.unit,
        )
        for link in tracker.follow_ups
    )
    order = {unit: index for index, unit in enumerate(document.units)}
    pairs = sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(Flow(review, plan, counts[review, plan]) for review, plan in pairs)


def columns(tracker: ResolvedTracker) -> tuple[str, ...]:
    """The header of ``indicators.csv``; the years are the names of the parts."""
    return (
        "indicator",
        "English name",
        "unit",
        "basis",
        f"{tracker.review} value",
        f"{tracker.plan} target",
        "bound",
        "change",
        "segment ids",
        "Chinese name",
        f"{tracker.review} bound",
        "relation",
        "change measure",
        "change bound",
        "derived",
        "implied level",
        "implied bound",
        f"{tracker.review} modality",
        f"{tracker.plan} modality",
        "earlier year",
        "earlier value",
        "earlier bound",
        "earlier expected",
        "outcome year",
        "outcome value",
        "outcome unit",
        "outcome bound",
        "outcome expected",
        "verdict",
    )


def table(tracker: ResolvedTracker) -> tuple[tuple[str, ...], ...]:
    """The rows of ``indicators.csv``, without its header. Values are in base units."""
    return tuple(_cells(row) for row in rows(tracker))


GROWTH_COLUMNS = (
    *("target", "English name", "Chinese name", "unit", "year", "value", "bound", "modality"),
    *("segment id", "source"),
)
"""The header of the file of a growth target, which has a row for each year."""


def growth_table(target: GrowthTarget, tracker: ResolvedTracker) -> tuple[tuple[str, ...], ...]:
    """The rows of a growth target's file."""
    title, found = target.commitment.title, [(tracker.plan, target.target, "report")]
    if target.before:
        found.insert(0, (tracker.review, target.before, "report"))
    if target.outcome:
        rates = [amount for amount in target.outcome.amounts if target.fits(amount)]
        source = target.outcome.source
        found += [(source.year, rate, source.id) for rate in rates]
    return tuple(
        (
            *(target.id.removeprefix("growth-"), title.en, title.zh, amount.unit, year),
            *(f"{'-' if amount.falls else ''}{_number(amount.value)}", amount.bound),
            *(amount.modality or "", target.commitment.segment.id, source),
        )
        for year, amount, source in found
    )


def csv_text(tracker: ResolvedTracker) -> str:
    """``indicators.csv``."""
    return as_csv((columns(tracker), *table(tracker)))


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _cells(row: IndicatorRow) -> tuple[str, ...]:
    comparison, indicator = row.comparison, row.comparison.indicator
    earlier = row.earlier
    if change := comparison.change:
        sign = {"raises": "+", "lowers": "-"}.get(change.relation, "")
        known = change.size is not None
        size = f"{sign}{_number(change.size)}" if change.size is not None else ""
        shown = (size, change.measure if known else "", change.bound if known else "")
    else:
        rate = comparison.after
        sign = "-" if rate.falls else "+"
        shown = (f"{sign}{_number(rate.value)}", "percent", rate.bound)
    implied = row.implied
    return (
        indicator.id,
        indicator.en,
        indicator.unit,
        indicator.basis,
        _number(comparison.before.value),
        "" if row.derived else _number(comparison.after.value),
        "" if row.derived else comparison.after.bound,
        shown[0],
        " ".join(row.segments),
        indicator.zh,
        comparison.before.bound,
        comparison.relation,
        shown[1],
        shown[2],
        "yes" if row.derived else "no",
        _number(implied.value) if implied else "",
        implied.bound if implied else "",
        comparison.before.modality or "",
        comparison.after.modality or "",
        earlier.source.year if earlier else "",
        _number(earlier.amount.value) if earlier else "",
        earlier.amount.bound if earlier else "",
        _expected(earlier.record.expected) if earlier else "",
        *_reported_cells(row.outcome),
    )


def _reported_cells(outcome: Reported | None) -> tuple[str, ...]:
    if outcome is None:
        return ("",) * 6
    year, verdict = outcome.source.year, outcome.verdict
    if outcome.amount is None:
        return year, "", "", "", "", verdict
    amount, expected = outcome.amount, _expected(outcome.record.expected)
    return year, _number(amount.value), amount.unit, amount.bound, expected, verdict


def _expected(is_expected: bool) -> str:
    return "yes" if is_expected else "no"
