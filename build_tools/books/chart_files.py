"""The charts of the indicators page as files to quote, for each edition: SVG, PNG and CSV."""

from build_tools.books.typesetting import typeset_pages
from build_tools.presentation.charts.bars import bars
from build_tools.presentation.charts.standalone_chart import standalone_chart
from build_tools.presentation.pages.indicators import Line, Target, indicator_lines, targets_of
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.resources.interface import Words
from build_tools.system.cache import Cache
from build_tools.text.csv import as_csv
from build_tools.tracker.indicator_tables import Table, growth_table, indicator_table
from build_tools.tracker.indicators import growth_targets, indicator_rows
from build_tools.tracker.model import ResolvedTracker

PPI = 192.0
"""The resolution of the PNG pictures: twice that of a screen."""


def chart_files(resolved: Resolved, cache: Cache) -> dict[str, bytes]:
    """The path and the content of every chart's files."""
    made: dict[str, bytes] = {}
    if not resolved.publication.has_both_sides:
        return made
    tables = _tables(resolved.tracker)
    for edition in resolved.publication.published:
        words = resolved.words(edition)
        charts: list[Line | Target] = [
            *indicator_lines(resolved, words),
            *targets_of(resolved, words),
        ]
        svgs = {chart.id: _svg(resolved, words, chart) for chart in charts}
        for name, svg in svgs.items():
            made[_path(edition, name, "svg")] = svg.encode()
            made[_path(edition, name, "csv")] = as_csv(tables[name]).encode()
        pictures = typeset_pages("charts", list(svgs.values()), PPI, cache)
        for name, picture in zip(svgs, pictures, strict=True):
            made[_path(edition, name, "png")] = picture
    return made


def _tables(tracker: ResolvedTracker) -> dict[str, Table]:
    """The table of each chart."""
    pairs = {
        row.comparison.indicator.id: indicator_table([row], tracker)
        for row in indicator_rows(tracker)
    }
    targets = {target.id: growth_table(target, tracker) for target in growth_targets(tracker)}
    return pairs | targets


def _path(edition: Edition, name: str, form: str) -> str:
    return f"data/charts/{edition.id}/{name}.{form}"


def _svg(resolved: Resolved, words: Words, chart: Line | Target) -> str:
    publication = resolved.publication
    source = words(
        "source_line",
        title=words.of(publication.title),
        site=words.of(publication.site.name),
    )
    place = f"{resolved.url}{words.edition.prefix}indicators.html#{chart.id}"
    change = (chart.named_change,) if isinstance(chart, Line) else ()
    notes = (*change, *chart.caveats, source)
    return standalone_chart(bars(chart.bars), chart.name, notes, place, words.edition.lang)
