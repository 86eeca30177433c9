"""Comparisons of figures in words, in each language of the interface."""

from build_tools.amounts.bounds import FLOORS, Bound
from build_tools.amounts.chinese import Amount, amount_in_english
from build_tools.amounts.english_numbers import chinese_value, english_value, plain_number
from build_tools.amounts.modality import modality_of
from build_tools.records import Bilingual
from build_tools.resources.interface import Interface
from build_tools.tracker.indicator_comparison import FigureChange, Implied, IndicatorComparison


def change_text(change: FigureChange, plan_bound: Bound, phrases: Interface) -> Bilingual:
    """A change in words: “增加11.6%”, ``up 11.6%``; “提高约0.15个百分点”.

    ``plan_bound`` is the bound of the plan's figure.
    """
    if change.relation == "maintains":
        is_floor = plan_bound in FLOORS
        return phrases.fill("change_maintains_floor" if is_floor else "change_maintains")
    if change.relation == "limits":
        is_floor = plan_bound in FLOORS
        return phrases.fill("change_limits_floor" if is_floor else "change_limits_ceiling")
    if change.size is None:
        return phrases.fill(f"change_{change.relation}_unknown")
    measure = f"_{change.measure}" if change.measure in ("points", "places") else ""
    size = phrases.fill(f"size_{change.measure}", n=plain_number(change.size))
    bounded = phrases.fill(f"bounded_{change.bound}", value=size)
    text = phrases.fill(f"change_{change.relation}{measure}", size=bounded)
    if not change.of_bounds:
        return text
    key = "change_of_floors" if plan_bound in FLOORS else "change_of_ceilings"
    return phrases.fill(key, change=text)


def level_text(implied: Implied, phrases: Interface) -> Bilingual:
    """An implied level in words, with its bound."""
    level = Bilingual(
        zh=chinese_value(implied.value, implied.base.unit),
        en=english_value(implied.value, implied.base.known),
    )
    return phrases.fill(f"bounded_{implied.bound}", value=level)


def implied_text(implied: Implied, phrases: Interface) -> Bilingual:
    """An implied level in words, and that it comes from a figure that is not sure."""
    level = level_text(implied, phrases)
    return phrases.fill(f"implied_{implied.rests_on}", level=level) if implied.rests_on else level


def figure_text(amount: Amount, phrases: Interface) -> Bilingual:
    """A figure as it is written; a rate or a fall with its direction; 预计 and 力争 with it."""
    figure = Bilingual(zh=amount.text, en=amount_in_english(amount))
    if amount.basis == "growth" or amount.falls:
        figure = phrases.fill("growth_down" if amount.falls else "growth_up", rate=figure)
    return with_modality(figure, amount, phrases)


def with_modality(figure: Bilingual, amount: Amount, phrases: Interface) -> Bilingual:
    """A figure with the word that says how far it is sure, where it has one."""
    found = modality_of(amount.qualifiers)
    if found is None:
        return figure
    word, modality = found
    said = Bilingual(zh=word + figure.zh, en=figure.en)
    return phrases.fill(f"modality_{modality}", figure=said)


def comparison_text(
    comparison: IndicatorComparison, review: str, plan: str, phrases: Interface
) -> Bilingual:
    """A comparison in one line; ``review`` and ``plan`` are the years of the parts.

    “2023年：5000台（套）；2024年安排：2500台（套），减少50%”,
    ``2023: 5,000; 2024 plan: 2,500, down 50%``.
    """
    text = phrases.fill(
        "comparison",
        review=review,
        plan=plan,
        before=figure_text(comparison.before, phrases),
        after=figure_text(comparison.after, phrases),
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
