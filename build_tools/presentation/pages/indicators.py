"""The indicators: every pair of comparable figures as a table and as charts, and growth targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.amounts.bounds import Bound
from build_tools.amounts.chinese import Amount, english
from build_tools.presentation.charts.bars import Bar, End, bars, scale_of
from build_tools.presentation.charts.svg import Role
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.section_flow import flow_charts, joined, sections_of
from build_tools.presentation.pages.tracker_views import record_address
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.resources.units import Unit
from build_tools.tracker.comparison_text import (
    change_text,
    figure_text,
    implied_text,
    with_modality,
)
from build_tools.tracker.indicators import GrowthTarget, IndicatorRow, flows, growth_targets, rows
from build_tools.tracker.model import Tracked

PATH = "indicators.md"
_ENDS: dict[Bound, End] = {
    "exact": "exact",
    "at-least": "floor",
    "more-than": "floor",
    "about": "about",
    "nearly": "ceiling",
    "at-most": "ceiling",
    "less-than": "ceiling",
    "range": "exact",
}


@dataclass(frozen=True)
class Line:
    """One pair as the table and its chart show it."""

    row: IndicatorRow
    name: str
    record_url: str
    """Of the pair in the tracker."""
    unit: str
    before: str
    after: str
    implied: str
    """The level derived from a rate of growth, where there is one."""
    change: str
    earlier: str
    """The figure of the year before the review, where it is known."""
    outcome: str
    """What was reported later, with its verdict."""
    caveat: str
    """The note on the link."""
    chart: Markup
    urls: tuple[str, str]
    """Of the sentences that give the two figures."""


@dataclass(frozen=True)
class Target:
    """One rate of growth that the plan sets."""

    name: str
    record_url: str
    url: str
    chart: Markup


@dataclass(frozen=True)
class _Viewer:
    """Makes the lines and targets of one edition's page."""

    resolved: Resolved
    words: Words

    def figure(self, amount: Amount, segment: str) -> str:
        """A figure as the source writes it, or in English, with 预计 or 力争 where it has that."""
        text = self.resolved.document.by_id[segment].text(self.words.edition.script)
        written = text[amount.start : amount.end]
        return self._sure(Bilingual(zh=written, en=english(amount)), amount)

    def _sure(self, figure: Bilingual, amount: Amount) -> str:
        return self.words.of(with_modality(figure, amount, self.words.interface))

    def reported(self, amounts: Sequence[Amount], expected: bool) -> str:
        """Figures of another document, and whether it gives them as expected."""
        phrases = self.words.interface
        texts = [self.words.of(figure_text(amount, phrases)) for amount in amounts]
        text = self.words("list_comma").join(texts)
        return self.words("aside", text=text, aside=self.words("expected")) if expected else text

    def sentence_url(self, segment: str) -> str:
        return relative(segment_address(self.resolved.document.by_id[segment]), PATH)

    def record_url(self, item: Tracked) -> str:
        return relative(record_address(item), PATH)

    def line(self, row: IndicatorRow, id: str) -> Line:
        words, tracker, comparison = self.words, self.resolved.tracker, row.comparison
        indicator, (there, here) = comparison.indicator, row.segments
        phrases = words.interface
        before, after = self.figure(comparison.before, there), self.figure(comparison.after, here)
        implied = words.of(implied_text(row.implied, phrases)) if row.implied else ""
        first = _bar("before", tracker.review, before, comparison.before)
        second = _bar("after", tracker.plan, after, comparison.after)
        if row.derived:
            after = words.of(figure_text(comparison.after, phrases))
            text, end = words("derived_value", value=implied), _ENDS[row.target_bound]
            second = Bar("after", tracker.plan, text, row.target, end, is_derived=True)
        change = after
        if comparison.change:
            change = words.of(change_text(comparison.change, comparison.after.bound, phrases))
        name = words.of(Bilingual(zh=indicator.zh, en=indicator.en, hant=indicator.hant))
        earlier, known = self._earlier(row)
        outcome, later = self._outcome(row)
        said = words("list_separator").join(
            [*(_named(bar, words) for bar in known), words.of(row.change),
             *(_named(bar, words) for bar in later)]
        )  # fmt: skip
        return Line(
            row=row,
            name=name,
            record_url=self.record_url(tracker.achievement[row.follow_up.link.achievement]),
            unit=_unit(comparison.before.known, words),
            before=before,
            after=after,
            implied=implied,
            change=change,
            earlier=earlier,
            outcome=outcome,
            caveat=words.of(row.follow_up.link.note),
            chart=bars((*known, first, second, *later), id, name, said),
            urls=(self.sentence_url(there), self.sentence_url(here)),
        )

    def _earlier(self, row: IndicatorRow) -> tuple[str, tuple[Bar, ...]]:
        """The figure of the year before the review in words and as a bar, where it is known."""
        if row.earlier is None:
            return "", ()
        amount, record = row.earlier.amount, row.earlier.record
        text = self.reported((amount,), record.expected)
        return text, (_bar("earlier", row.earlier.source.year, text, amount),)

    def _outcome(self, row: IndicatorRow) -> tuple[str, tuple[Bar, ...]]:
        """What was reported later, with its verdict; a bar where it is of the indicator's kind."""
        words, found = self.words, row.outcome
        if found is None:
            return "", ()
        verdict = words.of(self.resolved.tracker.vocabulary["verdict"].choices[found.verdict].name)
        if not found.amounts:
            return verdict, ()
        text = self.reported(found.amounts, found.record.expected)
        indicator = row.comparison.indicator
        later = tuple(
            _bar("outcome", words("year_reported", year=found.source.year),
                 self.reported((amount,), found.record.expected), amount)
            for amount in found.amounts
            if (amount.unit, amount.basis) == (indicator.unit, indicator.basis)
        )  # fmt: skip
        return words("name_and_value", name=text, value=verdict), later

    def targets(self, found: Sequence[GrowthTarget]) -> list[Target]:
        """The growth targets, each with its chart, all on one scale."""
        words = self.words
        pairs = [self._target_bars(target) for target in found]
        scale = scale_of(bar for pair in pairs for bar in pair)
        targets = []
        for index, (target, pair) in enumerate(zip(found, pairs, strict=True), 1):
            name = words.of(target.commitment.title)
            values = (words("name_and_value", name=bar.label, value=bar.text) for bar in pair)
            targets.append(
                Target(
                    name=name,
                    record_url=self.record_url(target.commitment),
                    url=self.sentence_url(target.commitment.span.segment),
                    chart=bars(pair, f"growth-{index}", name, joined(values, words), scale),
                )
            )
        return targets

    def _target_bars(self, target: GrowthTarget) -> tuple[Bar, Bar]:
        tracker, before = self.resolved.tracker, target.before
        first = Bar("before", tracker.review, self.words("not_given"), None)
        for link in target.commitment.follow_ups:
            if before and link.comparison and link.comparison.before == before:
                segment = tracker.achievement[link.link.achievement].span.segment
                first = _bar("before", tracker.review, self.figure(before, segment), before)
        text = self.figure(target.target, target.commitment.span.segment)
        return first, _bar("after", tracker.plan, text, target.target)


def page(resolved: Resolved, words: Words) -> Page:
    """The edition's indicators page."""
    viewer, tracker = _Viewer(resolved, words), resolved.tracker
    years = {"review": tracker.review, "plan": tracker.plan}
    lines = [viewer.line(row, f"pair-{n}") for n, row in enumerate(rows(tracker), 1)]
    bounds = (
        b for line in lines for b in (line.row.comparison.before.bound, line.row.target_bound)
    )
    ends = {_ENDS[bound] for bound in bounds}
    section_flows = flows(tracker, resolved.document)
    sections = sections_of(resolved, words)
    body = render(
        "indicators.md.j2",
        words,
        lines=lines,
        ends=[end for end in ("floor", "ceiling") if end in ends],
        has_derived=any(line.row.derived for line in lines),
        targets=viewer.targets(growth_targets(tracker)),
        sections={section.id: section for section in sections},
        flows=section_flows,
        flow_charts=flow_charts(tracker, words, sections, section_flows),
        csv=("../" if words.edition.folder else "") + "data/indicators.csv",
        earlier_year=next((one.source.year for one in tracker.earlier), ""),
        outcome_year=next((line.row.outcome.source.year for line in lines if line.row.outcome), ""),
        **years,
    )
    about = words("indicators_about", n=len(lines), **years)
    return Page(PATH, words("indicators"), about, body, "indicators", hide=("navigation",))


def _named(bar: Bar, words: Words) -> str:
    return words("name_and_value", name=bar.label, value=bar.text)


def _bar(role: Role, label: str, text: str, amount: Amount) -> Bar:
    """A stated figure as a bar that reaches further right the higher the figure ranks."""
    sign = -1 if amount.falls or amount.basis == "rank" else 1
    upper = amount.upper * sign if amount.upper is not None else None
    return Bar(role, label, text, amount.value * sign, _ENDS[amount.bound], upper)


def _unit(unit: Unit, words: Words) -> str:
    """A unit's name; in English a counter has none."""
    if words.edition.is_chinese:
        return words.chinese(unit.zh)
    return unit.zh if unit.kind == "percent" else unit.en or words("unit_count")
