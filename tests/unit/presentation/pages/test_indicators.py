"""The page of indicators: every figure drawn, in words and in the table."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import home, indicators
from build_tools.presentation.pages import tracker as tracker_pages
from build_tools.presentation.pages.all_pages import shared_by_editions
from build_tools.presentation.pages.follow_up_summary import outcomes_sentences, verdict_counts
from build_tools.presentation.pages.tracker_views import record_address
from build_tools.presentation.templating import relative
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition
from build_tools.tracker.figures_in_words import implied_text
from build_tools.tracker.indicators import flows, growth_targets, indicator_rows
from tests.support.paths import ASSETS
from tests.support.publications import full
from tests.support.svg import SVG, reported, shapes


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.id)
def shown(request: Any) -> tuple[Edition, str, list[str]]:
    """An edition, its indicators page and the charts on it."""
    body = indicators.page(full.resolved(), full.resolved().words(request.param)).body
    return request.param, body, re.findall(r"<svg .*?</svg>", body)


def charts(found: list[str], prefix: str) -> list[str]:
    return [svg for svg in found if f'aria-labelledby="{prefix}-' in svg]


def test_every_pair_and_every_target_is_drawn(shown: tuple[Edition, str, list[str]]) -> None:
    _, _, found = shown
    tracker = full.resolved().tracker
    pairs = charts(found, "chart")
    assert len(pairs) == len(indicator_rows(tracker)) > 0
    for svg in pairs:
        assert len(shapes(svg, "chart__bar")) == 2
    derived = [svg for svg in pairs if "is-derived" in svg]
    assert len(derived) == sum(row.derived for row in indicator_rows(tracker))
    assert len(charts(found, "growth")) == len(growth_targets(tracker))


def test_the_tracker_draws_what_flows(shown: tuple[Edition, str, list[str]]) -> None:
    resolved = full.resolved()
    tracker = resolved.tracker
    words = resolved.words(shown[0])
    first, *_ = tracker_pages.pages(resolved, words, shared_by_editions(resolved).record_words)
    made = flows(tracker, resolved.document)
    for one in made:
        assert f"?section={one.review}&amp;to={one.plan}" in first.body
    drawn = [svg for svg in re.findall(r"<svg .*?</svg>", first.body) if "chart__ribbon" in svg]
    assert len(drawn) == 2
    for svg in drawn:
        assert len(shapes(svg, "chart__ribbon")) == len(made)
        assert sum(int(one.text or 0) for one in shapes(svg, "chart__label")) == 2 * sum(
            flow.links for flow in made
        )


def test_the_text_alternative_names_every_value(shown: tuple[Edition, str, list[str]]) -> None:
    edition, body, found = shown
    words = full.resolved().words(edition)
    for svg in found:
        title, description = reported(svg)
        assert title
        for value in shapes(svg, "chart__value"):
            text = value.text or ""
            stated = next(
                (
                    text.removesuffix(end)
                    for end in (words("derived_value", value=""),)
                    if text.endswith(end)
                ),
                text,
            )
            assert stated in description
        for ribbon in shapes(svg, "chart__ribbon"):
            assert ribbon[0].text
            assert ribbon[0].text in description
        for label in shapes(svg, "chart__label"):
            if not svg.count("chart__ribbon"):
                assert (label.text or "") in description
    assert body.count("<svg") == len(found)


def test_charts_are_plain(shown: tuple[Edition, str, list[str]]) -> None:
    _, _, found = shown
    for svg in found:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|style=|url\(|href|<script|<style|<defs", svg)
        assert svg.count("http") == 1  # the name space
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            *("svg", "title", "desc", "path", "text", "tspan")
        }
        kept = {name for element in root.iter() for name in element.attrib}
        assert not kept & {"fill", "stroke", "font-family", "onclick"}
    ids = Counter(re.findall(r' id="([^"]+)"', "".join(found)))
    assert max(ids.values()) == 1


def test_the_same_page_each_time(shown: tuple[Edition, str, list[str]]) -> None:
    edition, body, _ = shown
    assert indicators.page(full.resolved(), full.resolved().words(edition)).body == body


def test_every_class_of_a_chart_has_a_style(shown: tuple[Edition, str, list[str]]) -> None:
    css = (ASSETS / "css" / "charts.css").read_text("utf-8")
    _, _, found = shown
    named = {name for svg in found for name in re.findall(r"chart__\w+", svg)}
    plain = {"chart__name"}  # in the ink of every text
    assert {name for name in named - plain if f".{name}" not in css} == set()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", css)


def test_the_table_has_every_figure_and_both_sentences(
    shown: tuple[Edition, str, list[str]],
) -> None:
    edition, body, _ = shown
    table = re.search(r'<table class="plain indicators".*?</table>', body, re.S)
    assert table
    lines = re.findall(r"<tr><th scope=\"row\".*?</tr>", table[0])
    found = indicator_rows(full.resolved().tracker)
    assert len(lines) == len(found)
    for line, row in zip(lines, found, strict=True):
        for segment in row.segments:
            assert f'#{segment}"' in line
        assert f"tracker/index.html#a-{row.follow_up.link.achievement}" in line
        assert ('class="derived"' in line) == (row.comparison.implied is not None)
        if row.comparison.implied and edition.id == "en":
            assert implied_text(row.comparison.implied, full.resolved().interface).en in line
        assert " （" not in line, "Chinese brackets stand without a blank"
        if edition.id == "hant":
            amount = row.comparison.before
            hant = full.resolved().document.by_id[row.segments[0]].hant[amount.start : amount.end]
            assert f">{hant}</a>" in line


def test_download(shown: tuple[Edition, str, list[str]]) -> None:
    edition, body, _ = shown
    link = "../data/indicators.csv" if edition.folder else "data/indicators.csv"
    assert f'href="{link}"' in body


OUTCOMES = """
sources:
- {id: old, title: {zh: 甲市二〇二一年报告, en: Report of 2021}, date: 2021-01-05, year: "2020"}
- id: report-2023
  title: {zh: 甲市人民政府工作报告, en: Report on the work of the government}
  short: {zh: 二〇二三年报告, en: 2023 report}
  date: 2023-01-05
  year: "2022"
outcomes:
- {commitment: old-communities, source: report-2023, figure: 改造老旧小区21个, expected: true,
   text: {zh: 改造21个, en: 21 were renovated}}
- {commitment: gdp-growth, source: report-2023, figure: 地区生产总值增长3%,
   text: {zh: 增长3%, en: growth of 3%}}
- {commitment: industrial-robots, source: report-2023, text: {zh: 有所增加, en: There are more}}
earlier:
- {indicator: gdp-growth, source: old, figure: 地区生产总值预计增长5%, expected: true}
"""


@pytest.fixture(scope="module")
def later(tmp_path_factory: Any) -> Resolved:
    """A publication with outcomes and a figure of the year before its review."""
    data = tmp_path_factory.mktemp("outcomes") / "data"
    shutil.copytree(full.data, data)
    (data / "tracker" / "outcomes.yml").write_text(OUTCOMES.lstrip(), "utf-8")
    problems = Problems()
    found = check_publication(data, problems)
    assert found is not None
    assert list(map(str, problems.errors)) == []
    return found


def test_figures_of_other_years(later: Resolved) -> None:
    words = later.words(ENGLISH)
    lines = {line.id: line for line in indicators.indicator_lines(later, words)}
    communities, growth, robots = (
        lines[name] for name in ("old-communities", "gdp-growth", "industrial-robots")
    )
    assert communities.outcome and growth.outcome and growth.earlier and robots.outcome
    assert communities.outcome.text == "21 (expected)"
    assert (growth.outcome.text, growth.earlier.text) == ("3%", "5% (expected)")
    assert robots.outcome.text == "There are more"
    chinese = {line.id: line for line in indicators.indicator_lines(later, later.words(HANS))}
    expected = chinese["gdp-growth"].earlier
    assert expected is not None
    assert expected.text == "预计5%", "as the report says it"
    assert [bar.role for bar in growth.bars] == ["earlier", "before", "after", "outcome"]
    assert [bar.role for bar in robots.bars] == ["before", "after"]
    assert robots.after == "1,000 (aim)"
    body = indicators.page(later, words).body
    for header in ("2020", "2021", "2022 plan", "2022 reported", "2022 plan against 2021"):
        assert f'<th scope="col">{header}</th>' in body
    assert body.count(words("not_known")) == 2 * len(lines) - 4
    assert "2023 report, 5 January 2023" in body
    assert 'href="tracker/index.html#source-report-2023"' in body
    growths = charts(re.findall(r"<svg .*?</svg>", body), "growth")
    assert [len(shapes(svg, "is-outcome")) for svg in growths].count(2) == 1
    first, *_ = tracker_pages.pages(later, words, shared_by_editions(later).record_words)
    assert first.body.count("Report on the work of the government") == 1
    assert 'id="source-report-2023"' in first.body


def test_a_figure_of_another_document_has_its_caveat(later: Resolved) -> None:
    lines = {line.id: line for line in indicators.indicator_lines(later, later.words(ENGLISH))}
    growth, robots = lines["gdp-growth"], lines["industrial-robots"]
    assert growth.earlier and growth.outcome and robots.outcome
    assert growth.earlier.caveat == growth.earlier.source_line + " (the basis may differ)"
    assert growth.outcome.caveat == growth.outcome.source_line, "it was compared"
    assert robots.outcome.caveat.startswith("2022 reported: There are more (2023 report, ")
    assert growth.earlier.caveat in growth.caveats
    assert robots.outcome.caveat in robots.caveats


def test_what_became_of_the_plan_counts_what_is_not_known(later: Resolved) -> None:
    """A verdict that rests on an expected figure says so, here, at the record and in the table."""
    words, total = later.words(ENGLISH), len(later.tracker.commitments)
    said = (
        f"Later reports, as far as this site has seen them, mention 3 of the {total} surviving "
        f"commitments for 2022: 1 met (expected); 1 not met; 1 reported, not judged. "
        f"What became of the other {total - 3} is not known here."
    )
    first, *_ = tracker_pages.pages(later, words, shared_by_editions(later).record_words)
    assert f'{said} <a href="#outcomes">See these 3</a>' in first.body
    on_home = f'{said} <a href="tracker/index.html#outcomes">See these 3</a>'
    assert on_home in home.page(later, words).body
    zh = "".join(outcomes_sentences(later, later.words(HANS)))
    assert zh.startswith(f"本站所见的后来的报告提到现存的2022年{total}项安排中的3项：")
    assert zh.endswith(f"；有报告但未判断1项。其余{total - 3}项，本站不知其结果。")
    assert ">2022: met (expected)</span>" in first.body
    listed = first.body.partition('<ul class="reported">')[2].partition("</ul>")[0]
    assert re.findall('<li><a href="([^"]+)">', listed) == [
        relative(record_address(item), first.address)
        for item in later.tracker.commitments
        if item.outcomes
    ]
    assert ">met (expected)</span>" in indicators.page(later, words).body


def test_the_filter_of_verdicts_says_what_it_counts(later: Resolved) -> None:
    """It lists achievements by what became of them or of their follow-ups."""
    words = later.words(ENGLISH)
    made = [*tracker_pages.pages(later, words, shared_by_editions(later).record_words)]
    pairs, new = made[0].body, made[2].body
    assert f'<label>{words("filter_verdict")}<select name="verdict">' in pairs
    assert re.search(r'<option value="met">met, including expected \(\d+\)</option>', pairs)
    assert words("filter_verdict") not in new


def test_where_all_is_known_nothing_is_unknown(later: Resolved) -> None:
    known = tuple(item for item in later.tracker.commitments if item.outcomes)
    whole = replace(later, tracker=replace(later.tracker, commitments=known))
    assert len(outcomes_sentences(whole, whole.words(ENGLISH))) == 1
    assert outcomes_sentences(full.resolved(), full.resolved().words(ENGLISH)) == []


def test_that_no_target_was_missed_is_said(later: Resolved) -> None:
    met = tuple(
        item
        for item in later.tracker.commitments
        if any(outcome.verdict == "met" for outcome in item.outcomes)
    )
    counts = verdict_counts(replace(later.tracker, commitments=met), later.words(ENGLISH))
    assert counts == "1 met (expected); 0 not met"


def test_the_caveat_of_a_figure_is_with_it_on_the_home_page(later: Resolved) -> None:
    links = [found.link for found in later.tracker.follow_ups if found.change]
    notes = [link.note.en for link in links if link.note]
    featured = tuple(link.achievement for link in links if link.note)
    chosen = replace(later, publication=later.publication.model_copy(update={"featured": featured}))
    body = home.page(chosen, later.words(ENGLISH)).body
    assert notes
    for note in notes:
        assert f'<p class="note">{note}</p>' in body


def test_a_figure_of_the_plan_is_marked_as_such(later: Resolved) -> None:
    words = later.words(ENGLISH)
    for line in indicators.indicator_lines(later, words):
        assert next(bar.label for bar in line.bars if bar.role == "after") == "2022 plan"
        if line.row.comparison.change:
            named = f"2022 plan against 2021: {line.change}"
            assert named in indicators.page(later, words).body


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_without_outcomes_there_is_nothing_of_them(edition: Edition) -> None:
    words = full.resolved().words(edition)
    body = indicators.page(full.resolved(), words).body
    assert words("not_known") not in body
    assert not re.search("is-outcome|is-earlier", body)
    assert words("year_reported", year="2022") not in body


def test_a_change_without_a_size_is_not_called_an_estimate(
    shown: tuple[Edition, str, list[str]],
) -> None:
    """The robots of the review are "over" so many, and the plan's are more: by how much is open."""
    edition, body, _ = shown
    resolved = full.resolved()
    [row] = [
        r
        for r in indicator_rows(resolved.tracker)
        if r.comparison.indicator.id == "industrial-robots"
    ]
    assert row.comparison.before.bound != "exact"
    assert row.comparison.change
    assert row.comparison.change.size is None
    words = resolved.words(edition)
    assert words("caveat_of_bound", year=resolved.tracker.review) not in body
