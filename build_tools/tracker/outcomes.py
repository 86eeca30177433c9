"""What other documents report: whether a commitment was met, as far as the figures say so.

A verdict is worked out only from two figures of one unit and one basis. Where there are none, or
the bounds of the two leave it undecided, nothing is guessed.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from build_tools.amounts.amount import Amount
from build_tools.amounts.bounds import CEILINGS, FLOORS
from build_tools.amounts.chinese import amounts
from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import Located
from build_tools.tracker.checks import check_known
from build_tools.tracker.model import EarlierFigure, Reported, Tracked, Verdict
from build_tools.tracker.outcome_records import Outcome, Outcomes, Source
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.records import Commitment, Tracker

TRK031 = Code(
    "TRK031",
    "The figure of an outcome is not read, or an earlier figure is not of its indicator.",
    "Write the figure in Chinese with the words that say of what kind it is, such as 增长6%左右.",
    example="“很多” is read as no figure",
)
_BETTER_LOW = re.compile(
    "(?!.*(?:达标|处理|处置|治理|整改|[下减]降|降低))"
    ".*(?:失业率|消费价格|物价|CPI|赤字率|负债率|债务率|不良(?:贷款)?率|[能水物]耗|排放|浓度|"
    "事故|死亡|伤亡|发案|恩格尔系数|收入比|收入差距|亏损面|时限|(?:控制|限制|缩小|压缩|压减)[在到至])"
)
"""What a target limits, though no word of a limit stands with it: 城镇调查失业率5.5%左右."""
TRK032 = Code(
    "TRK032",
    "A document that reports outcomes is used by none, or has the name of another.",
    "Delete it, or name it under 'source'.",
    example='no outcome uses "next"',
)


def reported(
    tracker: Tracker, items: Sequence[Tracked], problems: Problems
) -> dict[EntryKey, tuple[Reported, ...]]:
    """The outcomes of each record, by its kind and id; what does not fit is reported."""
    found: dict[EntryKey, tuple[Reported, ...]] = {}
    record = tracker.outcomes
    if record is None:
        return found
    _check_sources(record, problems)
    by_key = {item.key: item for item in items}
    for index, outcome in enumerate(record.value.outcomes):
        kind, name = outcome.key
        known = tracker.achievement if outcome.achievement else tracker.commitment
        where = record.at("outcomes", index, kind)
        check_known(name, known, kind, where, problems)
        source = _source(record, outcome.source, record.at("outcomes", index, "source"), problems)
        figures = _read(tracker, outcome.figure, record.at("outcomes", index, "figure"), problems)
        item = by_key.get(outcome.key)
        if item and source:
            one = _reported(outcome, source, item, figures)
            found[item.key] = (*found.get(item.key, ()), one)
    return found


def earlier_figures(tracker: Tracker, problems: Problems) -> tuple[EarlierFigure, ...]:
    """The figures of the year before the review, by their indicators."""
    record = tracker.outcomes
    if record is None:
        return ()
    found = []
    for index, earlier in enumerate(record.value.earlier):
        where = record.at("earlier", index, "indicator")
        indicator = tracker.indicator.get(earlier.indicator)
        check_known(earlier.indicator, tracker.indicator, "indicator", where, problems)
        source = _source(record, earlier.source, record.at("earlier", index, "source"), problems)
        place = record.at("earlier", index, "figure")
        figures = _read(tracker, earlier.figure, place, problems)
        if indicator is None or source is None or not figures:
            continue
        fitting = [
            amount
            for amount in figures
            if amount.unit == indicator.value.unit and amount.basis == indicator.value.basis
        ]
        if len(fitting) == 1:
            found.append(EarlierFigure(earlier, source, fitting[0]))
        else:
            kind = f"one figure in {indicator.value.unit} of the kind {indicator.value.basis}"
            message = f"{earlier.indicator}: “{earlier.figure}” does not give {kind}"
            problems.add(TRK031, place, message)
    return tuple(found)


def _check_sources(record: Located[Outcomes], problems: Problems) -> None:
    used = {one.source for one in record.value.outcomes}
    used |= {one.source for one in record.value.earlier}
    for index, source in enumerate(record.value.sources):
        where = record.at("sources", index, "id")
        if source.id not in used:
            problems.add(TRK032, where, f'no outcome uses "{source.id}"')
        elif source is not record.value.source[source.id]:
            problems.add(TRK032, where, f'"{source.id}" appears twice')


def _source(
    record: Located[Outcomes], name: str, place: Place, problems: Problems
) -> Source | None:
    check_known(name, record.value.source, "source", place, problems)
    return record.value.source.get(name)


def _read(tracker: Tracker, text: str, place: Place, problems: Problems) -> tuple[Amount, ...]:
    found = amounts(text, tracker.units) if text else ()
    if text and not found:
        problems.add(TRK031, place, f"“{text}” is read as no figure")
    return found


def _reported(
    outcome: Outcome, source: Source, item: Tracked, figures: tuple[Amount, ...]
) -> Reported:
    """An outcome with its verdict, where exactly one pair of figures can be compared."""
    pairs = [
        (target, figure)
        for target in item.results
        for figure in figures
        if (target.unit, target.basis, target.falls) == (figure.unit, figure.basis, figure.falls)
    ]
    if not isinstance(item.record, Commitment) or len(pairs) != 1:
        only = figures[0] if len(figures) == 1 else None
        return Reported(outcome, source, "reported", figures, only)
    ((target, figure),) = pairs
    return Reported(outcome, source, verdict(target, figure, item.record.ceiling), figures, figure)


def verdict(target: Amount, figure: Amount, ceiling: bool | None) -> Verdict:
    """Whether a reported figure reaches a target of the same unit and basis.

    A target is a floor, unless its words make it a ceiling, or an editor does (``ceiling``) where
    no word of bound stands with it; of places, the first is the highest. A reported figure that is
    only about so much counts as anything that would be rounded to it.
    """
    least, most = _ends(figure)
    is_bounded = target.bound in FLOORS or target.bound in CEILINGS
    is_ceiling = _is_ceiling(target) if ceiling is None or is_bounded else ceiling
    goal = _ends(target)[is_ceiling] if target.bound in ("about", "range") else target.value
    assert goal is not None
    if is_ceiling or target.basis == "rank":
        least, most, goal = _negative(most), _negative(least), -goal
    strict = target.bound in ("more-than", "less-than")
    beyond = figure.bound in ("more-than", "less-than", "nearly")
    if least is not None and (least > goal or (least == goal and (beyond or not strict))):
        return "met"
    if most is not None and (most < goal or (most == goal and (beyond or strict))):
        return "not-met"
    return "open"


def _is_ceiling(target: Amount) -> bool:
    """Whether a target is not to be exceeded: by its words, or because less of it is better."""
    if target.bound in FLOORS or target.bound in CEILINGS:
        return target.bound in ("at-most", "less-than")
    is_level = not target.falls
    return is_level and (target.direction == "fall" or bool(_BETTER_LOW.match(target.measures)))


def _negative(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _ends(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value that a figure may stand for; None where there is no end."""
    if amount.bound in FLOORS:
        return amount.value, None
    if amount.bound in CEILINGS:
        return None, amount.value
    if amount.bound == "range":
        return amount.value, amount.upper
    if amount.bound == "about":
        exponent = amount.value.normalize().as_tuple().exponent
        half = Decimal(5).scaleb(int(exponent) - 1)
        return amount.value - half, amount.value + half
    return amount.value, amount.value
