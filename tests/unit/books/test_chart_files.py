"""The charts as files to quote: each with its title, what must be known of it, and its address."""

import csv
import io
from xml.etree import ElementTree as ET

from build_tools.books.chart_files import chart_files
from build_tools.presentation.pages.indicators import Line, Target, indicator_lines, targets_of
from build_tools.records.editions import ENGLISH
from build_tools.system.cache import Cache
from build_tools.tracker.indicators import growth_targets, indicator_rows
from tests.support.publications import full

CACHE = Cache()
CHINESE = (b"Noto Sans SC", b"PingFang")
"""Fonts whose apostrophe is as wide as a character."""
SVG = "{http://www.w3.org/2000/svg}"


def test_each_chart_has_its_files() -> None:
    resolved = full.resolved()
    made = chart_files(resolved, CACHE)
    names = [row.comparison.indicator.id for row in indicator_rows(resolved.tracker)]
    names += [target.id for target in growth_targets(resolved.tracker)]
    editions = [edition.id for edition in resolved.publication.published]
    assert set(made) == {
        f"data/charts/{edition}/{name}.{form}"
        for edition in editions
        for name in names
        for form in ("svg", "png", "csv")
    }
    assert all(made[path].startswith(b"\x89PNG") for path in made if path.endswith("png"))


def test_a_chart_says_what_it_shows_and_where_it_is_from() -> None:
    resolved = full.resolved()
    made = chart_files(resolved, CACHE)
    words = resolved.words(ENGLISH)
    lines: list[Line | Target] = [
        *indicator_lines(resolved, words),
        *targets_of(resolved, words),
    ]
    for line in lines:
        root = ET.fromstring(made[f"data/charts/en/{line.id}.svg"])
        texts = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
        drawn = "".join(texts.split())
        change = getattr(line, "named_change", "")
        for said in (
            line.name,
            change,
            *line.caveats,
            f"{resolved.url}en/indicators.html#{line.id}",
        ):
            assert "".join(said.split()) in drawn
        assert root.get("lang") == "en"
        assert not any(family in made[f"data/charts/en/{line.id}.svg"] for family in CHINESE)
        table = io.StringIO(made[f"data/charts/en/{line.id}.csv"].decode("utf-8-sig"))
        header, *cells = csv.reader(table)
        assert header[0] in ("indicator", "target")
        assert {row[0] for row in cells} == {line.id.removeprefix("growth-")}
