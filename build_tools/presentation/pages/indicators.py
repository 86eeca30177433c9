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
from build_tools.presentation.templating import Words, relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.records.editions import Edition
from build_tools.resources.units import Unit
from build_tools.tracker.comparison_text import BASES, change_words, implied_words
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
class Cell:
    """A figure, the sentence that gives it, and the level derived from it."""

    text: str
    url: str
    derived: str = ""
    caveat: str = ""


@dataclass(frozen=True)
class Line:
    """One pair as the table and its chart show it."""

    name: str
    record: str
    """Of the pair in the tracker."""
    unit: str
    basis: str
    before: Cell
    after: Cell
    bound: str
    change: str
    chart: Markup
    is_derived: bool


@dataclass(frozen=True)
class Target:
    """One rate of growth that the plan sets."""

    name: str
    record: str
    url: str
    chart: Markup


@dataclass(frozen=True)
class _Viewer:
    """What every line of one edition's page needs."""

    resolved: Resolved
    edition: Edition

    @property
    def words(self) -> Words:
        return Words(self.edition)

    def figure(self, amount: Amount, segment: str) -> str:
        """A figure: in Chinese as the source writes it, else in English."""
        if not self.edition.is_chinese:
            return english(amount)
        text = self.resolved.document.by_id[segment].text(self.edition.script)
        return text[amount.start : amount.end]

    def rate(self, amount: Amount, segment: str) -> str:
        """A rate of growth with its direction."""
        key = "growth_down" if amount.falls else "growth_up"
        return self.words(key, rate=self.figure(amount, segment))

    def sentence(self, segment: str) -> str:
        return relative(segment_address(self.resolved.document.by_id[segment]), PATH)

    def record(self, item: Tracked) -> str:
        return relative(record_address(item), PATH)


def page(resolved: Resolved, edition: Edition) -> Page:
    """The edition's indicators page."""
    viewer = _Viewer(resolved, edition)
    words, tracker = viewer.words, resolved.tracker
    years = {"review": tracker.review, "plan": tracker.plan}
    lines = [_line(viewer, row, f"pair-{n}") for n, row in enumerate(rows(tracker), 1)]
    found = {
        _ENDS[bound]
        for row in rows(tracker)
        for bound in (row.comparison.before.bound, row.target_bound)
    }
    made = flows(tracker, resolved.document)
    sections = sections_of(resolved, edition)
    body = render(
        "indicators.md.j2",
        edition,
        lines=lines,
        ends=[end for end in ("floor", "ceiling") if end in found],
        has_derived=any(line.is_derived for line in lines),
        targets=_targets(viewer, growth_targets(tracker)),
        sections={section.id: section for section in sections},
        flows=made,
        flow_charts=flow_charts(resolved, edition, sections, made),
        csv=("../" if edition.folder else "") + "data/indicators.csv",
        **years,
    )
    about = words("indicators_about", n=len(lines), **years)
    return Page(PATH, words("indicators"), about, body, "indicators", hide=("navigation",))


def _line(viewer: _Viewer, row: IndicatorRow, id: str) -> Line:
    words, tracker, comparison = viewer.words, viewer.resolved.tracker, row.comparison
    indicator, (there, here) = comparison.indicator, row.segments
    before, after = viewer.figure(comparison.before, there), viewer.figure(comparison.after, here)
    level = words.of(implied_words(row.implied)) if row.implied else ""
    stated = viewer.rate(comparison.after, here) if row.derived else after
    change = stated
    if comparison.change:
        change = words.of(change_words(comparison.change, comparison.after.bound))
    name = words.of(Bilingual(zh=indicator.zh, en=indicator.en, hant=indicator.hant))
    first = _bar("before", tracker.review, before, comparison.before)
    second = _bar("after", tracker.plan, after, comparison.after)
    if row.derived:
        text, end = words("derived_value", value=level), _ENDS[row.target_bound]
        second = Bar("after", tracker.plan, text, row.target, end, is_derived=True)
    return Line(
        name=name,
        record=viewer.record(tracker.achievement[row.follow_up.link.achievement]),
        unit=_unit(comparison.before.known, words),
        basis=words.of(BASES[indicator.basis]),
        before=Cell(before, viewer.sentence(there)),
        after=Cell(
            stated,
            viewer.sentence(here),
            level,
            words.of(indicator.implied) if level and indicator.implied else "",
        ),
        bound=words(f"bound_{comparison.after.bound}"),
        change=change,
        chart=bars((first, second), id, name, words.of(row.change)),
        is_derived=row.derived,
    )


def _bar(role: Role, label: str, text: str, amount: Amount) -> Bar:
    """A stated figure as a bar that reaches further right the higher the figure ranks."""
    turned = -1 if amount.falls or amount.basis == "rank" else 1
    upper = amount.upper * turned if amount.upper is not None else None
    return Bar(role, label, text, amount.value * turned, _ENDS[amount.bound], upper)


def _unit(unit: Unit, words: Words) -> str:
    """A unit's name; in English a counter has none."""
    if words.edition.is_chinese:
        return words.chinese(unit.zh)
    return unit.zh if unit.kind == "percent" else unit.en or words("unit_count")


def _targets(viewer: _Viewer, found: Sequence[GrowthTarget]) -> list[Target]:
    """The growth targets, each with its chart, all on one scale."""
    words = viewer.words
    drawn = [_target_bars(viewer, one) for one in found]
    scale = scale_of(bar for pair in drawn for bar in pair)
    targets = []
    for index, (one, pair) in enumerate(zip(found, drawn, strict=True), 1):
        name = words.of(one.commitment.title)
        told = joined((words("name_and_value", name=b.label, value=b.text) for b in pair), words)
        targets.append(
            Target(
                name=name,
                record=viewer.record(one.commitment),
                url=viewer.sentence(one.commitment.span.segment),
                chart=bars(pair, f"growth-{index}", name, told, scale),
            )
        )
    return targets


def _target_bars(viewer: _Viewer, one: GrowthTarget) -> tuple[Bar, Bar]:
    tracker = viewer.resolved.tracker
    first = Bar("before", tracker.review, viewer.words("not_given"), None)
    for link in one.commitment.follow_ups:
        if one.before and link.comparison and link.comparison.before == one.before:
            segment = tracker.achievement[link.link.achievement].span.segment
            first = _bar("before", tracker.review, viewer.figure(one.before, segment), one.before)
    text = viewer.figure(one.target, one.commitment.span.segment)
    return first, _bar("after", tracker.plan, text, one.target)
