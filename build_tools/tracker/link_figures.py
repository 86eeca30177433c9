"""The figures of a link: compared as its relation asks, and its faults reported."""

from collections.abc import Sequence

from build_tools.amounts.chinese import Amount, amounts
from build_tools.diagnostics import Code, Problems, nearest
from build_tools.records import Located
from build_tools.tracker.indicator_comparison import (
    COMPUTED,
    IndicatorComparison,
    Refusal,
    change,
    compare_indicator,
    growth_target,
    refusal,
)
from build_tools.tracker.records import Link, Tracker

TRK014 = Code(
    "TRK014",
    "A link compares figures and names no indicator, or names one and compares nothing.",
    "Give 'indicator' with the relations compare and growth-target, and with no other.",
    example="compare names no indicator",
)
TRK015 = Code(
    "TRK015",
    "The quotes of a link do not each give one figure for its indicator.",
    "Correct the indicator's unit and basis, or use a relation without figures.",
    needs=("outline",),
    example=(
        'robots-added: the review has no figure in "套" of the kind increment; it has 1200台 '
        "(increment)"
    ),
)
TRK016 = Code(
    "TRK016",
    "A link compares figures of different bases, such as a total with an addition.",
    "Use a relation without figures and say so in the note; or, where the words mislead, "
    "give the indicator a second basis under 'also' with the reason.",
    example=(
        'robots-added: the review has no figure in "台" of the kind total; it has 1200台 '
        "(increment)"
    ),
)
TRK017 = Code(
    "TRK017",
    "A link's relation is contradicted by the figures of its quotes.",
    "Write compare, with an indicator: the build works the relation out.",
    example="lowers, but “1200台” and “1500台” show: raises",
)
TRK018 = Code(
    "TRK018",
    "A relation that figures decide is typed in.",
    "Write compare and name the indicator: the build works the relation out.",
    example="raises is worked out, not typed",
)
TRK019 = Code(
    "TRK019",
    "An indicator is used by no link, or its unit is not known.",
    "Delete it, or correct it; a new unit belongs in data/units.yml.",
    needs=(
        "tracker/achievements.yml",
        "tracker/commitments.yml",
        "tracker/links.yml",
        "TRK008",
        "TRK01[4-8]",
        "TRK037",
    ),
    breaks="record",
    example='no link uses "noise"',
)

TRK020 = Code(
    "TRK020",
    "Both quotes of a link give a figure for the same words on one basis, and it compares nothing.",
    "Write compare, with an indicator; or say in the note why the figures do not compare.",
    "advice",
    needs=("text",),
    example="“停车泊位” 3000个 and 5000个",
)
TRK033 = Code(
    "TRK033",
    "A record says what a figure measures, and its quote has no such figure.",
    "Copy the figure from the quote, with the words of its bound: 突破2000亿元.",
    example="“1300台” is not a figure of the quote",
)


def comparison_of(
    link: Located[Link],
    tracker: Tracker,
    review: Sequence[Amount],
    plan: Sequence[Amount],
    problems: Problems,
) -> IndicatorComparison | None:
    """The comparison that a link asks for; None without one, or where its figures have a fault.

    ``review`` and ``plan`` are the figures of its two quotes.
    """
    record = link.value
    named = tracker.indicator.get(record.indicator or "")
    indicator = named.value if named else None
    if record.relation in COMPUTED:
        found = compare_indicator(indicator, review, plan) if indicator else None
        _report_typed(link, found, problems)
        return None
    needed = record.relation in ("compare", "growth-target")
    if needed != (record.indicator is not None):
        message = "names no indicator" if needed else f"compares nothing on “{record.indicator}”"
        problems.add(TRK014, link.at("indicator"), f"{record.relation} {message}")
        return None
    if not needed:
        _check_words(link, review, plan, problems)
    if indicator is None:
        return None
    worked_out = compare_indicator if record.relation == "compare" else growth_target
    result = worked_out(indicator, review, plan)
    if isinstance(result, Refusal):
        code = TRK016 if result.fault == "different-bases" else TRK015
        problems.add(code, link.at("indicator"), f"{indicator.id}: {result.message}")
        return None
    return result


def _report_typed(
    link: Located[Link], found: IndicatorComparison | Refusal | None, problems: Problems
) -> None:
    """Report a relation that figures decide and an editor typed; ``found`` is what they show."""
    typed = link.value.relation
    if isinstance(found, IndicatorComparison) and found.relation != typed:
        message = f"“{found.before.text}” and “{found.after.text}” show: {found.relation}"
        problems.add(TRK017, link.at("relation"), f"{typed}, but {message}")
    else:
        problems.add(TRK018, link.at("relation"), f"{typed} is worked out, not typed")


def _check_words(
    link: Located[Link], review: Sequence[Amount], plan: Sequence[Amount], problems: Problems
) -> None:
    """Figures of a link without an indicator that measure the same words after all."""
    for before in review:
        for after in plan:
            if before.measures != after.measures or refusal(before, after):
                continue
            message = f"“{before.measures}” {before.text} and {after.text}"
            falls = change(before, after).relation in ("lowers", "slows")
            if link.value.relation == "widens" and falls:
                message = f"widens, but the figures fall: {message}"
                problems.add(TRK017, link.at("relation"), message)
            elif link.value.note is None and not link.value.draft:
                problems.add(TRK020, link.at("relation"), message)


def check_indicator_use(tracker: Tracker, problems: Problems) -> None:
    """Report indicators that no link uses, and units that are not known."""
    used = {link.value.indicator for link in tracker.links}
    for record in tracker.indicators:
        if record.value.id not in used:
            problems.add(TRK019, record.place, f'no link uses "{record.value.id}"')
        if record.value.unit not in tracker.units:
            message = f"“{record.value.unit}” is not a known unit"
            hint = tracker.units.hint(record.value.unit)
            problems.add(TRK019, record.at("unit"), message, hint)


def check_measures(tracker: Tracker, problems: Problems) -> None:
    """Report figures under ``measures`` that the quote of their record does not have."""
    for record in tracker.entries:
        there = {amount.text for amount in amounts(record.value.quote, tracker.units)}
        for figure in record.value.measures:
            if figure not in there:
                message = f"“{figure}” is not a figure of the quote"
                hint = nearest(figure, there)
                problems.add(TRK033, record.at("measures", figure), message, hint)
