"""``indicators.csv``, and the tables of single charts.

The columns are a contract with their readers. Values are in base units.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from build_tools.amounts.chinese import Amount
from build_tools.text.csv import as_csv
from build_tools.text.numerals import in_digits
from build_tools.tracker.indicators import GrowthTarget, IndicatorRow, indicator_rows
from build_tools.tracker.model import ResolvedTracker

Table = list[list[str]]
"""The names of the columns, then the rows."""


def csv_text(tracker: ResolvedTracker) -> str:
    """``indicators.csv``."""
    return as_csv(indicator_table(indicator_rows(tracker), tracker))


def indicator_table(found: Iterable[IndicatorRow], tracker: ResolvedTracker) -> Table:
    """Pairs of figures as a table."""
    columns = _columns(tracker.review, tracker.plan)
    return [[*columns], *([cell(row) for cell in columns.values()] for row in found)]


def _columns(review: str, plan: str) -> dict[str, Callable[[IndicatorRow], str]]:
    """What each column has of a row, by its name; the years are the names of the parts."""
    return {
        "indicator": lambda row: row.comparison.indicator.id,
        "English name": lambda row: row.comparison.indicator.en,
        "unit": lambda row: row.comparison.indicator.unit,
        "basis": lambda row: row.comparison.indicator.basis,
        f"{review} value": lambda row: in_digits(row.comparison.before.value),
        f"{plan} target": lambda row: "" if row.derived else in_digits(row.comparison.after.value),
        "bound": lambda row: "" if row.derived else row.comparison.after.bound,
        "change": lambda row: _change(row).size,
        "segment ids": lambda row: " ".join(row.segments),
        "Chinese name": lambda row: row.comparison.indicator.zh,
        f"{review} bound": lambda row: row.comparison.before.bound,
        "relation": lambda row: row.comparison.relation,
        "change measure": lambda row: _change(row).measure,
        "change bound": lambda row: _change(row).bound,
        "derived": lambda row: _yes_or_no(row.derived),
        "implied level": lambda row: (
            in_digits(row.comparison.implied.value) if row.comparison.implied else ""
        ),
        "implied bound": lambda row: row.comparison.implied.bound if row.comparison.implied else "",
        f"{review} modality": lambda row: row.comparison.before.modality or "",
        f"{plan} modality": lambda row: row.comparison.after.modality or "",
        "earlier year": lambda row: row.earlier.source.year if row.earlier else "",
        "earlier value": lambda row: in_digits(row.earlier.amount.value) if row.earlier else "",
        "earlier bound": lambda row: row.earlier.amount.bound if row.earlier else "",
        "earlier expected": lambda row: (
            _yes_or_no(row.earlier.record.expected) if row.earlier else ""
        ),
        "outcome year": lambda row: row.outcome.source.year if row.outcome else "",
        "outcome value": lambda row: in_digits(found.value) if (found := _reported(row)) else "",
        "outcome unit": lambda row: found.unit if (found := _reported(row)) else "",
        "outcome bound": lambda row: found.bound if (found := _reported(row)) else "",
        "outcome expected": lambda row: (
            _yes_or_no(row.outcome.record.expected) if row.outcome and row.outcome.amount else ""
        ),
        "verdict": lambda row: row.outcome.verdict if row.outcome else "",
        "implied unit": lambda row: (
            row.comparison.implied.base.unit if row.comparison.implied else ""
        ),
    }


def _reported(row: IndicatorRow) -> Amount | None:
    """The figure that a later document reports."""
    return row.outcome.amount if row.outcome else None


class _Change(NamedTuple):
    """How much a figure changes, in words of the table; "" for what is not known."""

    size: str = ""
    """With its sign."""
    measure: str = ""
    bound: str = ""


def _change(row: IndicatorRow) -> _Change:
    """The change of a pair; where the plan gives only a rate, that rate."""
    change = row.comparison.change
    if change is None:
        rate = row.comparison.after
        size = f"{'-' if rate.falls else '+'}{in_digits(rate.value)}"
        return _Change(size, "percent", rate.bound)
    if change.size is None:
        return _Change()
    slower = "+" if row.comparison.after.falls else "-"
    sign = {"raises": "+", "lowers": "-", "slows": slower}.get(change.relation, "")
    return _Change(f"{sign}{in_digits(change.size)}", change.measure, change.bound)


def growth_table(target: GrowthTarget, tracker: ResolvedTracker) -> Table:
    """The table of a growth target, which has a row for each year."""
    title, found = target.commitment.title, [(tracker.plan, target.target, "report")]
    if target.before:
        found.insert(0, (tracker.review, target.before, "report"))
    if target.outcome:
        rates = [amount for amount in target.outcome.amounts if target.fits(amount)]
        source = target.outcome.source
        found += [(source.year, rate, source.id) for rate in rates]
    made = [
        {
            "target": target.id.removeprefix("growth-"),
            "English name": title.en,
            "Chinese name": title.zh,
            "unit": amount.unit,
            "year": year,
            "value": f"{'-' if amount.falls else ''}{in_digits(amount.value)}",
            "bound": amount.bound,
            "modality": amount.modality or "",
            "segment id": target.commitment.segment.id,
            "source": source,
        }
        for year, amount, source in found
    ]
    return [[*made[0]], *([*row.values()] for row in made)]


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
