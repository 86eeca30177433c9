"""Two figures of one indicator, side by side: the relation and the change that they show.

A relation is worked out only from figures of one unit and one basis; everything else is refused
(1185 firms in total against 60 added). A target that is given only as growth gives an implied
level, which is marked as derived and never mixed with what the text states.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal, get_args

from build_tools.amounts.basis import Basis
from build_tools.amounts.bounds import CEILINGS, FLOORS, Bound
from build_tools.amounts.chinese import Amount
from build_tools.tracker.records import Indicator

Computed = Literal["raises", "maintains", "lowers", "slows", "limits"]
COMPUTED: tuple[str, ...] = get_args(Computed)
"""The relations that figures decide. In ``links.yml`` the word for all is ``compare``."""
Measure = Literal["percent", "points", "places", "number"]
Fault = Literal["no-figure", "several-figures", "different-units", "different-bases"]

_ROUNDING: dict[Bound, str] = {
    **dict.fromkeys(FLOORS, ROUND_FLOOR),
    **dict.fromkeys(CEILINGS, ROUND_CEILING),
}
"""A lower bound is never rounded up, nor an upper one down; anything else to the nearest."""
_LEVEL = 4
"""A derived level has four significant figures: its base has no more."""
_ENOUGH = 100
"""A precision that no real figure has, so that rounding a mistyped one does not fail."""


@dataclass(frozen=True)
class Refusal:
    """Why two quotes cannot be compared on an indicator."""

    fault: Fault
    message: str


@dataclass(frozen=True)
class FigureChange:
    """From the review's figure to the plan's. ``size`` is never negative."""

    relation: Computed
    size: Decimal | None
    """None where the bounds of the two figures leave it unknown."""
    measure: Measure
    bound: Bound
    """The bound of the size: ``at-least`` means by so much or more."""
    of_bounds: bool = False
    """Whether both figures are floors, or both ceilings: the size is that between the bounds."""


@dataclass(frozen=True)
class Implied:
    """A level derived from the review's level and the plan's rate of growth."""

    value: Decimal
    bound: Bound
    base: Amount

    @property
    def rests_on(self) -> Literal["expected", "preliminary", ""]:
        """Whether its base is only expected, or preliminary."""
        modality = self.base.modality
        return modality if modality in ("expected", "preliminary") else ""


@dataclass(frozen=True)
class IndicatorComparison:
    """What a link with an indicator comes to."""

    indicator: Indicator
    before: Amount
    """The review's figure."""
    after: Amount
    """The plan's figure; a rate where ``change`` is None."""
    change: FigureChange | None
    implied: Implied | None = None

    @property
    def relation(self) -> str:
        return self.change.relation if self.change else "growth-target"


def refusal(before: Amount, after: Amount, same: Sequence[Basis] = ()) -> Refusal | None:
    """Why two amounts must not be compared, or None. Bases in ``same`` count as one."""
    if before.unit != after.unit:
        return Refusal(
            "different-units", f"“{before.text}” and “{after.text}” have different units"
        )
    if before.basis != after.basis and not {before.basis, after.basis} <= set(same):
        return Refusal(
            "different-bases",
            f"“{before.text}” is a figure of the kind {before.basis}, "
            f"“{after.text}” of the kind {after.basis}",
        )
    return None


def change(before: Amount, after: Amount) -> FigureChange:
    """The change between two amounts that may be compared (see :func:`refusal`)."""
    old, new = _signed(before), _signed(after)
    difference = new - old
    relation: Computed = "raises" if difference > 0 else "lowers" if difference else "maintains"
    measure: Measure = "percent"
    if before.unit in ("%", "‰", "个百分点"):
        measure = "points"
    elif before.basis == "rank":
        measure = "places"
    elif not old:
        measure = "number"
    sides = _side(before), _side(after)
    if (relation, sides[1]) in (("lowers", 1), ("raises", -1)):
        return FigureChange("limits", None, measure, "about")
    of_bounds = bool(sides[0]) and sides[0] == sides[1]
    bound: Bound = "exact" if of_bounds else _change_bound(sides, relation)
    if before.basis == "growth" and abs(new) < abs(old) and old * new > 0:
        relation = "slows"  # a lower rate of growth is no fall, and a lower rate of fall no growth
    if bound == "at-most":
        return FigureChange(relation, None, measure, bound)
    size = abs(difference)
    if measure == "percent":
        exact = Context(prec=_ENOUGH, rounding=_ROUNDING.get(bound, ROUND_HALF_UP))
        size = exact.quantize(size / abs(old) * 100, Decimal("0.1"))
    return FigureChange(relation, size, measure, bound, of_bounds)


def _signed(amount: Amount) -> Decimal:
    """The value so that more is higher: a fall is negative, and the first place the highest."""
    return -amount.value if amount.falls or amount.basis == "rank" else amount.value


def _side(amount: Amount) -> int | None:
    """1 where the value is a floor, -1 where it is a ceiling, 0 where exact; None where neither."""
    if amount.bound == "exact":
        return 0
    side = 1 if amount.bound in FLOORS else -1 if amount.bound in CEILINGS else None
    return -side if side and _signed(amount) < 0 else side


def _change_bound(sides: tuple[int | None, int | None], relation: Computed) -> Bound:
    """A floor under the new figure is a floor under a rise; one under the old one a ceiling."""
    before, after = sides
    pulls = {-before if before else 0, after or 0} - {0}
    if relation == "lowers":
        pulls = {-pull for pull in pulls}
    if -1 in pulls:
        return "at-most"
    if None in sides:
        return "about"
    return "at-least" if pulls else "exact"


def _choose(indicator: Indicator, amounts: Sequence[Amount], where: str) -> Amount | Refusal:
    """The one figure of an indicator among ``amounts``, which are those of ``where``."""
    bases = (indicator.basis, indicator.also.basis if indicator.also else indicator.basis)
    of_unit = [amount for amount in amounts if amount.unit == indicator.unit]
    fitting = [amount for amount in of_unit if amount.basis in bases]
    if len(fitting) == 1:
        return fitting[0]
    figures = "、".join(f"{amount.text} ({amount.basis})" for amount in fitting or amounts)
    if fitting:
        return Refusal("several-figures", f"{where} has several figures for it: {figures}")
    fault: Fault = "different-bases" if of_unit else "no-figure"
    return Refusal(
        fault,
        f'{where} has no figure in "{indicator.unit}" of the kind {indicator.basis}; '
        f"it has {figures or 'no figure'}",
    )


def _growth(amounts: Sequence[Amount]) -> Amount | Refusal:
    rates = [amount for amount in amounts if amount.basis == "growth" and amount.unit == "%"]
    if len(rates) == 1:
        return rates[0]
    return Refusal(
        "several-figures" if rates else "no-figure", f"the plan gives {len(rates)} rates of growth"
    )


def compare_indicator(
    indicator: Indicator, review: Sequence[Amount], plan: Sequence[Amount]
) -> IndicatorComparison | Refusal:
    """The figures of one indicator in two quotes, compared."""
    before = _choose(indicator, review, "the review")
    if isinstance(before, Refusal):
        return before
    after = _choose(indicator, plan, "the plan")
    if isinstance(after, Refusal):
        return after
    same = (indicator.basis, indicator.also.basis) if indicator.also else ()
    if refused := refusal(before, after, same):
        return refused
    level = None
    if indicator.basis == "growth":
        levels = [amount for amount in review if amount.basis == "total"]
        level = imply(levels[0], after) if len(levels) == 1 else None
    return IndicatorComparison(indicator, before, after, change(before, after), level)


def growth_target(
    indicator: Indicator, review: Sequence[Amount], plan: Sequence[Amount]
) -> IndicatorComparison | Refusal:
    """The review's level of an indicator, and what the plan's rate of growth makes of it."""
    before = _choose(indicator, review, "the review")
    if isinstance(before, Refusal):
        return before
    after = _growth(plan)
    if isinstance(after, Refusal):
        return after
    return IndicatorComparison(indicator, before, after, None, imply(before, after))


def imply(base: Amount, growth: Amount) -> Implied:
    """The level that ``growth`` makes of ``base``, rounded to four significant figures."""
    sides = {_side(growth), _side(base)} - {0}
    bound: Bound = "exact"
    if len(sides) > 1 or None in sides:
        bound = "about"
    elif sides:
        bound = "at-least" if 1 in sides else "at-most"
    rounded = Context(prec=_LEVEL, rounding=_ROUNDING.get(bound, ROUND_HALF_UP))
    return Implied(rounded.multiply(base.value, 1 + _signed(growth) / 100), bound, base)
