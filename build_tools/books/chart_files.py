"""The charts of the indicators as files to quote: SVG, PNG and CSV, for each edition."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from build_tools.books.typesetting import typeset_pages, typesetter
from build_tools.presentation.charts.bars import drawn
from build_tools.presentation.charts.figure import figure
from build_tools.presentation.pages.indicators import Line, lines_of
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.resources.interface import Words
from build_tools.system.cache import Cache
from build_tools.text.csv import as_csv
from build_tools.tracker import indicators

PPI = 192.0
"""Of the PNG pictures: twice as fine as a screen."""


def files(resolved: Resolved, url: str, cache: Cache) -> dict[str, bytes]:
    """The path and the content of every chart's files; ``url`` is the site's address."""
    made: dict[str, bytes] = {}
    if not resolved.publication.has_both_sides:
        return made
    table = dict(
        zip(
            (row.comparison.indicator.id for row in indicators.rows(resolved.tracker)),
            indicators.table(resolved.tracker),
            strict=True,
        )
    )
    header = indicators.columns(resolved.tracker)
    for edition in resolved.publication.published:
        words = resolved.words(edition)
        lines = {line.id: line for line in lines_of(resolved, words)}
        svgs = {name: _svg(resolved, words, line, url) for name, line in lines.items()}
        for name, svg in svgs.items():
            made[_path(edition, name, "svg")] = svg.encode()
            made[_path(edition, name, "csv")] = as_csv((header, table[name])).encode()
        for name, picture in _pictures(svgs, cache).items():
            made[_path(edition, name, "png")] = picture
    return made


def _pictures(svgs: Mapping[str, str], cache: Cache) -> dict[str, bytes]:
    """A PNG picture of each drawing; all are made in one run where one is not in the cache."""

    @functools.cache
    def made() -> dict[str, bytes]:
        return dict(zip(svgs, typeset_pages("charts", list(svgs.values()), PPI), strict=True))

    def picture(name: str) -> bytes:
        inputs = [svgs[name], *typesetter("charts")]
        return cache("chart", inputs, lambda: made()[name])

    return {name: picture(name) for name in svgs}


def _path(edition: Edition, name: str, form: str) -> str:
    return f"data/charts/{edition.id}/{name}.{form}"


def _svg(resolved: Resolved, words: Words, line: Line, url: str) -> str:
    publication = resolved.publication
    source = words(
        "source_line",
        title=words.of(publication.title),
        site=words.of(publication.site.name),
    )
    place = f"{url}{words.edition.prefix}indicators.html#{line.id}"
    notes = (line.change, *line.caveats, source)
    return figure(drawn(line.bars), line.name, notes, place)
