"""The quantified pairs as rows, for the indicators page, its charts and ``indicators.csv``."""

from collections import Counter
from dataclasses import dataclass, replace

from build_tools.amounts.chinese import Amount
from build_tools.document.model import Document
from build_tools.tracker.indicator_comparison import Implied, IndicatorComparison
from build_tools.tracker.model import EarlierFigure, FollowUp, Reported, ResolvedTracker, Tracked


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator: the review's figure against the plan's target."""

    follow_up: FollowUp
    comparison: IndicatorComparison
    achievement: Tracked
    commitment: Tracked
    earlier: EarlierFigure | None
    """The figure of the year before the review."""

    @property
    def segments(self) -> tuple[str, str]:
        """The ids of the sentences with the two quotes."""
        return self.achievement.segment.id, self.commitment.segment.id

    @property
    def outcome(self) -> Reported | None:
        """What a later document reports on the commitment, first that which gives a figure."""
        return min(self.commitment.outcomes, key=lambda one: not one.amounts, default=None)

    @property
    def derived(self) -> bool:
        """Whether the target is a level worked out from a rate of growth."""
        return self.comparison.change is None

    @property
    def target(self) -> Amount | Implied:
        """What the plan states, or where ``derived``, the level that it implies."""
        return (self.comparison.implied if self.derived else None) or self.comparison.after


@dataclass(frozen=True)
class GrowthTarget:
    """A rate of growth that the plan sets, and the review's rate for the same, where it has one."""

    id: str
    """The id of its chart: the commitment's, with a number if it is not the first rate there."""
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


def indicator_rows(tracker: ResolvedTracker) -> tuple[IndicatorRow, ...]:
    """Every pair with figures, in the order of the review."""
    earlier = {one.record.indicator: one for one in tracker.earlier}
    return tuple(
        IndicatorRow(found, comparison, *tracker.ends(found), earlier.get(comparison.indicator.id))
        for found in tracker.follow_ups
        if (comparison := found.comparison)
    )


def growth_targets(tracker: ResolvedTracker) -> tuple[GrowthTarget, ...]:
    """Every rate of growth that the plan promises, in its order."""
    before = {
        follow_up.link.commitment: follow_up.comparison.before
        for follow_up in tracker.follow_ups
        if follow_up.comparison and follow_up.comparison.before.basis == "growth"
    }
    found = []
    for item in tracker.commitments:
        rates = [amount for amount in item.results if amount.basis == "growth"]
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
    ends = map(tracker.ends, tracker.follow_ups)
    counts = Counter((one.segment.unit, other.segment.unit) for one, other in ends)
    order = {unit: index for index, unit in enumerate(document.units)}
    pairs = sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(Flow(review, plan, counts[review, plan]) for review, plan in pairs)
