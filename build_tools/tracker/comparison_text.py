"""Comparisons of figures in words, in each language of the interface."""

from __future__ import annotations

from build_tools.amounts.bounds import FLOORS, Bound
from build_tools.amounts.chinese import Amount, english
from build_tools.amounts.units import chinese_value, english_value, plain
from build_tools.records import Bilingual
from build_tools.resources.interface import Interface
from build_tools.tracker.comparison import Change, Comparison, Implied


def change_text(change: Change, unchanged_bound: Bound, phrases: Interface) -> Bilingual:
    """A change in words: “增加11.6%”, ``up 11.6%``; “提高约0.15个百分点”.

    ``unchanged_bound`` is the bound of the plan's figure, for two figures that are equal.
    """
    if change.relation == "maintains":
        is_floor = unchanged_bound in FLOORS
        return phrases.fill("change_maintains_floor" if is_floor else "change_maintains")
    if change.relation == "minimum":
        return phrases.fill("change_minimum")
    measure = f"_{change.measure}" if change.measure in ("points", "places") else ""
    size = phrases.fill(f"size_{change.measure}", n=plain(change.size))
    bounded = phrases.fill(f"bounded_{change.bound}", value=size)
    return phrases.fill(f"change_{change.relation}{measure}", size=bounded)


def implied_text(implied: Implied, phrases: Interface) -> Bilingual:
    """An implied level in words, with its bound."""
    level = Bilingual(
        zh=chinese_value(implied.value, implied.base.unit),
        en=english_value(implied.value, implied.base.known),
    )
    return phrases.fill(f"bounded_{implied.bound}", value=level)


def _figure_text(amount: Amount, phrases: Interface) -> Bilingual:
    """A figure as it is written; a rate or a fall with its direction."""
    figure = Bilingual(zh=amount.text, en=english(amount))
    if amount.basis != "growth" and not amount.falls:
        return figure
    return phrases.fill("growth_down" if amount.falls else "growth_up", rate=figure)


def comparison_text(
    comparison: Comparison, review: str, plan: str, phrases: Interface
) -> Bilingual:
    """A comparison in one line; ``review`` and ``plan`` are the years of the parts.

    “2023：5000台（套）；2024：2500台（套），减少50%”, ``2023: 5,000; 2024: 2,500, down 50%``.
    """
    text = phrases.fill(
        "comparison",
        review=review,
        plan=plan,
        before=_figure_text(comparison.before, phrases),
        after=_figure_text(comparison.after, phrases),
    )
    if comparison.change:
        change = change_text(comparison.change, comparison.after.bound, phrases)
        text = phrases.fill("comparison_change", comparison=text, change=change)
    if comparison.implied:
        level = implied_text(comparison.implied, phrases)
        text = phrases.fill("comparison_implied", comparison=text, level=level)
        if caveat := comparison.indicator.implied:
            text = phrases.fill("aside", text=text, aside=caveat)
    return text
