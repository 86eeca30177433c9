"""The indicators: every pair of comparable figures as a table and as charts, and growth targets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from build_tools.amounts.bounds import CEILINGS, FLOORS, Bound
from build_tools.amounts.chinese import Amount
from build_tools.document.model import Segment
from build_tools.presentation.charts.bars import Bar, End, bars, scale_of
from build_tools.presentation.charts.svg import ChartRole
from build_tools.presentation.pages.figures import OtherYear, OtherYears, sure, written
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.section_flow import Section, sections_of
from build_tools.presentation.pages.tracker_views import record_address
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records import Fillable
from build_tools.resources.interface import Words
from build_tools.tracker.figures_in_words import change_text, implied_text, level_text
from build_tools.tracker.indicator_comparison import Implied
from build_tools.tracker.indicators import (
    GrowthTarget,
    IndicatorRow,
    growth_targets,
    indicator_rows,
)
from build_tools.tracker.model import Tracked

PATH = "indicators.md"


@dataclass(frozen=True)
class Line:
    """One pair as the table and its chart show it."""

    row: IndicatorRow
    name: str
    record_url: str
    """The address of the pair in the tracker."""
    before: str
    after: str
    implied: str
    """The level derived from a rate of growth, where there is one."""
    change: str
    named_change: str
    """The same, with what is compared."""
    earlier: OtherYear | None
    """The figure of the year before the review, where it is known."""
    outcome: OtherYear | None
    """What a later document reports, where it is known."""
    bars: tuple[Bar, ...]
    summary: str
    """The whole comparison in words."""
    urls: tuple[str, str]
    """The addresses of the sentences that give the two figures."""
    notes: tuple[str, ...]
    """What must be known of the two figures."""
    caveats: tuple[str, ...]
    """What must be known wherever the figures are shown: the notes, and what is derived from what
    and which documents report the figures of other years."""

    @property
    def id(self) -> str:
        """The anchor of its figure, and the name of its files."""
        return self.row.comparison.indicator.id

    @property
    def chart(self) -> Markup:
        """The figure's drawing."""
        return bars(self.bars).svg(f"chart-{self.id}", self.name, self.summary)


@dataclass(frozen=True)
class Target:
    """One rate of growth that the plan sets."""

    id: str
    """The anchor of its figure, which stays, and the name of its files."""
    name: str
    record_url: str
    url: str
    bars: tuple[Bar, ...]
    chart: Markup
    caveats: tuple[str, ...]
    """Which document reports the figure of another year."""


@dataclass(frozen=True)
class _Viewer:
    """Makes the lines and targets of one edition's page."""

    resolved: Resolved
    words: Words

    def figure(self, amount: Amount, segment: Segment, as_growth: bool = False) -> str:
        """A figure of the report, with the word that says how far it is sure."""
        words = self.words
        text = written(amount, segment, words)
        if as_growth:
            text = words("growth_down" if amount.falls else "growth_up", rate=text)
        return sure(text, amount, words)

    def sentence_url(self, segment: Segment) -> str:
        return relative(segment_address(segment), PATH)

    def record_url(self, item: Tracked) -> str:
        return relative(record_address(item), PATH)

    @property
    def planned(self) -> str:
        """The year of the plan, marked as such: its figures are no results."""
        return self.words("year_planned", year=self.resolved.tracker.plan)

    @property
    def other_years(self) -> OtherYears:
        return OtherYears(self.words, self.resolved.tracker.vocabulary["verdict"], PATH)

    def notes(self, row: IndicatorRow) -> tuple[str, ...]:
        """The note on the link, and what the figures themselves leave open."""
        words, comparison, link = self.words, row.comparison, row.follow_up.link
        found = [words.prose(link.note)] if link.note else []
        change = comparison.change
        is_sized = change is not None and change.size is not None and change.relation != "limits"
        if is_sized and comparison.before.bound != "exact":
            found.append(words("caveat_of_bound", year=self.resolved.tracker.review))
        return tuple(found)

    def caveats(self, row: IndicatorRow, others: Iterable[OtherYear | None]) -> tuple[str, ...]:
        """The notes, what is said of a derived level, and the sources of the other figures."""
        found = [*self.notes(row)]
        if row.derived:
            derived = self.words("legend_derived")
            aside = self.words.prose(row.comparison.indicator.implied)
            found.append(self.words("aside", text=derived, aside=aside) if aside else derived)
        found += [other.caveat for other in others if other]
        return tuple(filter(None, found))

    def derived(self, level: Implied) -> str:
        """A level in words that say that it is derived, and from what where that is not sure."""
        key = f"derived_value_{level.rests_on}" if level.rests_on else "derived_value"
        return self.words(key, value=self.words.of(level_text(level, self.words.interface)))

    def line(self, row: IndicatorRow) -> Line:
        words, tracker, comparison = self.words, self.resolved.tracker, row.comparison
        indicator, phrases = comparison.indicator, words.interface
        there, here = row.achievement.segment, row.commitment.segment
        before, after = self.figure(comparison.before, there), self.figure(comparison.after, here)
        level = row.comparison.implied
        implied = words.of(implied_text(level, phrases)) if level else ""
        first = _bar("before", tracker.review, before, comparison.before)
        second = _bar("after", self.planned, after, comparison.after)
        if row.derived:
            after = self.figure(comparison.after, here, as_growth=True)
            text = self.derived(level) if level else ""
            end = _end(row.target.bound)
            second = Bar("after", self.planned, text, row.target.value, end, is_derived=True)
        change = after
        if comparison.change:
            change = words.of(change_text(comparison.change, comparison.after.bound, phrases))
        name = words.of(Fillable(zh=indicator.zh, en=indicator.en, hant=indicator.hant))
        earlier = self.other_years.earlier(row.earlier) if row.earlier else None
        outcome = self.other_years.outcome(row.outcome, indicator) if row.outcome else None
        drawn = (*_other("earlier", earlier), first, second, *_other("outcome", outcome))
        stated = words("list_comma").join((after, second.text)) if row.derived else after
        said = [
            words("name_and_value", name=bar.label, value=stated if bar is second else bar.text)
            for bar in drawn
        ]
        return Line(
            row=row,
            name=name,
            record_url=self.record_url(row.achievement),
            before=before,
            after=after,
            implied=implied,
            change=change,
            named_change=words(
                "name_and_value", name=words("change", **tracker.years), value=change
            ),
            earlier=earlier,
            outcome=outcome,
            bars=drawn,
            summary=words("list_separator").join([*said, change] if comparison.change else said),
            urls=(self.sentence_url(there), self.sentence_url(here)),
            notes=self.notes(row),
            caveats=self.caveats(row, (earlier, outcome)),
        )

    def targets(self, found: Sequence[GrowthTarget]) -> list[Target]:
        """The growth targets, each with its chart, all on one scale."""
        words = self.words
        later = [self.other_years.growth(target) for target in found]
        drawn = list(map(self._target_bars, found, later))
        scale = scale_of(bar for some in drawn for bar in some)
        targets = []
        for target, reading, some in zip(found, later, drawn, strict=True):
            name = words.of(target.commitment.title)
            values = (words("name_and_value", name=bar.label, value=bar.text) for bar in some)
            text = words("list_separator").join(values)
            chart = bars(some, scale).svg(f"{target.id}-chart", name, text)
            targets.append(
                Target(
                    id=target.id,
                    name=name,
                    record_url=self.record_url(target.commitment),
                    url=self.sentence_url(target.commitment.segment),
                    bars=some,
                    chart=chart,
                    caveats=(reading.caveat,) if reading else (),
                )
            )
        return targets

    def _target_bars(self, target: GrowthTarget, later: OtherYear | None) -> tuple[Bar, ...]:
        tracker, before = self.resolved.tracker, target.before
        first = Bar("before", tracker.review, self.words("not_given"), None)
        for link in target.commitment.follow_ups:
            if before and link.comparison and link.comparison.before == before:
                achievement, _ = tracker.ends(link)
                text = self.figure(before, achievement.segment)
                first = _bar("before", tracker.review, text, before)
        text = self.figure(target.target, target.commitment.segment)
        second = _bar("after", self.planned, text, target.target)
        return first, second, *_other("outcome", later)


def page(resolved: Resolved, words: Words) -> Page:
    """The edition's indicators page."""
    lines, tracker = indicator_lines(resolved, words), resolved.tracker
    figures = (f for line in lines for f in (line.row.comparison.before, line.row.target))
    ends = {_end(figure.bound) for figure in figures}
    body = render(
        "indicators.md.j2",
        words,
        lines=lines,
        groups=_groups(resolved, words, lines),
        files=f"{words.edition.up}data/charts/{words.edition.id}",
        ends=[end for end in ("floor", "ceiling") if end in ends],
        has_derived=any(line.row.derived for line in lines),
        earlier=_years(line.earlier for line in lines),
        outcome=_years(line.outcome for line in lines),
        sources=_sources(reading for line in lines for reading in (line.earlier, line.outcome)),
        targets=targets_of(resolved, words),
        csv=f"{words.edition.up}data/indicators.csv",
        **tracker.years,
    )
    about = words("indicators_about", n=len(lines), **tracker.years)
    return Page(
        PATH,
        words("indicators"),
        about,
        body,
        "indicators",
        under="tracker",
        source="data/tracker/indicators.yml",
        cites="chart",
    )


def indicator_lines(resolved: Resolved, words: Words) -> list[Line]:
    """Every pair of figures as an edition shows it."""
    viewer = _Viewer(resolved, words)
    return [viewer.line(row) for row in indicator_rows(resolved.tracker)]


def targets_of(resolved: Resolved, words: Words) -> list[Target]:
    """Every growth target as an edition shows it."""
    return _Viewer(resolved, words).targets(growth_targets(resolved.tracker))


def _groups(
    resolved: Resolved, words: Words, lines: Sequence[Line]
) -> list[tuple[Section, list[Line]]]:
    """The lines by the sections of the review."""
    names = {section.id: section for section in sections_of(resolved, words)}
    by_unit = groupby(lines, key=lambda line: line.row.achievement.segment.unit)
    return [(names[unit], list(found)) for unit, found in by_unit]


def _years(readings: Iterable[OtherYear | None]) -> list[str]:
    """The years of which anything is known."""
    return sorted({reading.year for reading in readings if reading})


def _sources(readings: Iterable[OtherYear | None]) -> list[OtherYear]:
    """One reading of each source that is used, by the dates of the sources."""
    found = {reading.source_url: reading for reading in readings if reading}
    return sorted(found.values(), key=lambda reading: reading.source.date)


def _other(role: ChartRole, reading: OtherYear | None) -> Iterable[Bar]:
    """The bar of another document's figure, where it is of the indicator's kind."""
    if reading and reading.amount:
        yield _bar(role, reading.label, reading.figure, reading.amount)


def _bar(role: ChartRole, label: str, text: str, amount: Amount) -> Bar:
    """A stated figure as a bar that reaches further right the higher the figure ranks."""
    sign = -1 if amount.falls or amount.basis == "rank" else 1
    upper = amount.upper * sign if amount.upper is not None else None
    return Bar(role, label, text, amount.value * sign, _end(amount.bound), upper)


def _end(bound: Bound) -> End:
    """How the bar of a figure ends."""
    return "floor" if bound in FLOORS else "ceiling" if bound in CEILINGS else "plain"
