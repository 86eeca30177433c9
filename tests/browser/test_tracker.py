"""The tracker in a browser: filters, shared addresses, both directions of a link."""

import csv
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.citations import filled
from tests.support.readers import DESKTOP, EDITIONS, reading

pytestmark = pytest.mark.browser

Tracker = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tracker(site: Path) -> Tracker:
    loaded: Tracker = json.loads((site / "data/tracker.json").read_text("utf-8"))
    return loaded


def test_the_heads_of_the_columns_go_with_the_pairs(page: Page, home: str) -> None:
    page.goto(f"{home}/tracker/index.html")
    head = page.locator(".pairs__head")
    page.locator(".pair").nth(3).scroll_into_view_if_needed()
    expect(head).to_be_visible()
    page.locator("#flow").evaluate("heading => heading.scrollIntoView()")
    expect(head).to_be_hidden()
    page.locator(".pair").nth(3).scroll_into_view_if_needed()
    expect(head).to_be_visible()


@pytest.fixture
def timed(browser: Browser) -> Iterator[Page]:
    """A reader whose clock stands still: no other test may have that page."""
    with reading(browser, {}, "timed", DESKTOP) as reader:
        reader.page.clock.install()
        yield reader.page
    reader.context.close()


def test_filters_work_where_the_address_may_not_change(timed: Page, home: str) -> None:
    """Safari refuses more than a hundred changes of the address in half a minute."""
    page = timed
    page.goto(f"{home}/tracker/index.html")
    rows = page.locator(".pair:visible")
    everything = rows.count()
    page.evaluate("""() => {
      const replace = history.replaceState.bind(history);
      history.replaceState = () => { throw new DOMException("too many", "SecurityError"); };
      window.allow = () => { history.replaceState = replace; };
    }""")
    page.locator("select[name=followed]").select_option("yes")
    page.clock.run_for(500)
    expect(rows).not_to_have_count(everything)
    printed = page.locator(".filters").get_attribute("data-printed") or ""
    assert "followed=yes" in printed, "the citation is that of the list that is shown"
    assert "followed" not in page.url
    page.evaluate("allow()")
    page.clock.run_for(11_000)
    expect(page).to_have_url(re.compile("followed=yes"))


@pytest.mark.parametrize("folder", EDITIONS)
def test_filters_count_and_share(page: Page, home: str, folder: str, tracker: Tracker) -> None:
    page.goto(f"{home}/{folder}tracker/index.html")
    rows = page.locator(".pair:visible")
    assert rows.count() == len(tracker["achievements"])
    page.locator("select[name=subject]").select_option("transport")
    page.locator("select[name=followed]").select_option("yes")
    wanted = [
        a for a in tracker["achievements"] if "transport" in a["subjects"] and a["follow_ups"]
    ]
    assert wanted
    expect(rows).to_have_count(len(wanted))
    expect(page.locator(".filters output")).to_contain_text(str(len(wanted)))
    expect(page).to_have_url(re.compile("subject=transport&followed=yes|followed=yes"))
    shared = page.url
    other = page.context.new_page()
    other.goto(shared)
    expect(other.locator(".pair:visible")).to_have_count(len(wanted))
    other.locator(".filters button[type=reset]").click()
    expect(other.locator(".filters output")).to_contain_text(str(len(tracker["achievements"])))


@pytest.mark.parametrize(
    ("folder", "query", "found"),
    [
        ("", "GDP", "a-gdp"),
        ("", "西涇岸", "a-xijingan-historic-quarter"),
        ("", "gaotie", "a-shanghai-nanjing-riverside-railway"),
        ("en/", "校园快线", "a-school-express-buses"),
        ("en/", "school bus", "a-school-express-buses"),
        ("en/", "No. 1 People's Hospital", "a-emergency-care-model"),
        ("en/", "23000 jobs", "a-new-jobs"),
    ],
)
def test_the_list_is_searched_in_both_languages(
    page: Page, served: str, folder: str, query: str, found: str
) -> None:
    page.goto(f"{served}/{folder}tracker/index.html?text={query}")
    expect(page.locator(".filters output")).not_to_be_empty()
    expect(page.locator(f"#{found}")).to_be_visible()
    assert page.locator(".pair:visible").count() < 30


def test_commitments_without_an_achievement_are_found_too(
    page: Page, served: str, tracker: Tracker
) -> None:
    new = next(c for c in tracker["commitments"] if not c["achievements"])
    page.goto(f"{served}/tracker/index.html?text={new['title']['hans']}")
    expect(page.locator(".also li:visible a").first).to_have_attribute(
        "href", re.compile(r"new\.html#c-")
    )


def test_the_bar_leads_to_the_list_of_each_share(page: Page, home: str, tracker: Tracker) -> None:
    page.goto(f"{home}/index.html")
    link = page.locator('.outcome-bar li a[href*="followed=yes"]')
    count = int(link.locator("strong").inner_text())
    assert count == sum(bool(a["follow_ups"]) for a in tracker["achievements"])
    link.click()
    expect(page.locator(".pair:visible")).to_have_count(count)
    page.locator('.outcome-bar li a[href*="reason=finished"]').click()
    finished = [
        a for a in tracker["achievements"] if (a["no_follow_up"] or {}).get("reason") == "finished"
    ]
    assert 0 < len(finished) != count
    expect(page.locator(".pair:visible")).to_have_count(len(finished))
    page.go_back()
    expect(page.locator(".pair:visible")).to_have_count(count)


def test_the_list_as_it_is_filtered_is_a_table(page: Page, served: str) -> None:
    page.goto(f"{served}/tracker/index.html?subject=transport&followed=yes")
    page.locator(".list-cite").click()
    given = json.loads(page.locator("#citation").text_content() or "")
    title = page.locator(".list-cite").get_attribute("data-title") or ""
    values = {"title": title, "query": "?subject=transport&followed=yes"}
    day = datetime.datetime.now().astimezone().date()
    for style, text in given["whole"].items():
        if style not in given["files"]:
            expect(page.locator(".panel__cite")).to_contain_text(filled(given, text, day, values))
    assert str(page.locator(".pair:visible").count()) in title
    with page.expect_download() as download:
        page.locator("[name=csv]").click()
    rows = list(csv.reader(download.value.path().open(encoding="utf-8-sig")))
    assert {len(row) for row in rows} == {13}
    assert len({row[0] for row in rows[1:]}) == page.locator(".pair:visible").count() > 0


def test_the_table_has_what_became_of_each_and_what_must_be_known(page: Page, served: str) -> None:
    def table(path: str) -> list[dict[str, str]]:
        page.goto(f"{served}/en/tracker/{path}")
        with page.expect_download() as download:
            page.locator("[name=csv]").click()
        return list(csv.DictReader(download.value.path().open(encoding="utf-8-sig")))

    growth = next(row for row in table("index.html?verdict=met") if row["Id"] == "a-gdp")
    assert growth["What became of it"].startswith("2024: met (expected) GDP was expected")
    assert growth["What became of it"].endswith("7 January 2025"), "with its source"
    assert growth["Note"].startswith("The 2023 figure is the figure expected")
    without = {row["Id"]: row for row in table("no-follow-up.html")}
    measures = without["a-growth-measures-and-action-plans"]
    assert measures["Relation"] == "not mentioned in the surviving plan"
    assert measures["Note"].startswith("The surviving plan speaks in general terms")
    assert without["a-membership-store"]["What became of it"].startswith("2024: reported")


@pytest.mark.parametrize(
    "tail", ["#%E0%A4%A", "?subject=nothing&order=%00", "?text=%3Cb%3E#a-none"]
)
def test_a_hostile_address_does_nothing(page: Page, served: str, tail: str) -> None:
    page.goto(f"{served}/tracker/index.html{tail}")
    expect(page.locator(".filters output")).not_to_be_empty()


def test_a_part_of_the_list_is_printed_before_what_its_labels_mean(page: Page, served: str) -> None:
    whole = page.locator(".outcome-bar, .outcomes-overview, .flow:visible, #flow")
    list_then_meanings = (
        "document.querySelector('.pair:not([hidden])').compareDocumentPosition("
        "document.querySelector('#relations')) & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    page.goto(f"{served}/tracker/index.html?subject=consumption")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(list_then_meanings)
    for sum_of_all in whole.all():
        expect(sum_of_all).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate(list_then_meanings)
    page.goto(f"{served}/tracker/index.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.evaluate(list_then_meanings)
    expect(whole.first).to_be_visible()


def test_the_text_filter(page: Page, home: str) -> None:
    page.goto(f"{home}/tracker/index.html")
    page.locator("input[name=text]").fill("机器人")
    expect(page.locator(".pair:visible").first).to_contain_text("机器人")
    expect(page.locator(".pair:visible").nth(5)).not_to_be_attached()
    page.locator("input[name=text]").fill("没有这样的词")
    expect(page.locator(".filters output")).to_have_text("没有符合条件的条目。")


def test_the_counts_add_up(page: Page, home: str, tracker: Tracker) -> None:
    achieved = tracker["achievements"]
    page.goto(f"{home}/tracker/index.html")
    without = [record for record in achieved if not record["follow_ups"]]
    for value, count in (("yes", len(achieved) - len(without)), ("no", len(without))):
        page.locator("select[name=followed]").select_option(value)
        expect(page.locator(".pair:visible")).to_have_count(count)
    page.goto(f"{home}/tracker/no-follow-up.html")
    assert page.locator(".pair").count() == len(without)
    page.goto(f"{home}/tracker/new.html")
    new = [c for c in tracker["commitments"] if not c["achievements"]]
    assert page.locator(".pair").count() == len(new)


@pytest.mark.parametrize(
    ("path", "last"), [("tracker/index.html", ".pair"), ("glossary/index.html", ".letter")]
)
def test_what_is_far_below_is_not_laid_out(page: Page, served: str, path: str, last: str) -> None:
    page.goto(f"{served}/{path}")
    visible = "element => element.firstElementChild.checkVisibility({contentVisibilityAuto: true})"
    below = page.locator(last).last
    assert not below.evaluate(visible)
    below.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert below.evaluate(visible)


def test_both_directions_of_a_link(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2023-1.html")
    page.locator("a.follow").first.click()
    title = page.locator(".panel__links .side__title").first.text_content() or "?"
    page.locator(".panel__links blockquote a").first.click()
    expect(page.locator(".s:target")).to_be_in_viewport()
    page.locator(".s:target .s-link").click()
    expect(page.locator(".panel__links")).to_contain_text(title)


def test_each_achievement_has_an_address(page: Page, home: str, tracker: Tracker) -> None:
    record = tracker["achievements"][40]
    page.goto(f"{home}/tracker/index.html?subject=health#a-{record['id']}")
    row = page.locator(f'[id="a-{record["id"]}"]')
    expect(row).to_be_visible()
    expect(row).to_contain_text(record["quote"]["hans"])


def test_the_tracker_reads_without_scripts_on_a_narrow_screen(plain: Page, home: str) -> None:
    plain.set_viewport_size({"width": 360, "height": 740})
    plain.goto(f"{home}/en/tracker/index.html")
    expect(plain.locator(".pair").first).to_be_visible()
    expect(plain.locator(".filters")).to_be_hidden()


SCREENS = pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["wide", "narrow"])


@SCREENS
def test_a_shared_part_of_the_list_opens_at_its_form(
    page: Page, served: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{served}/en/tracker/index.html?text=parking")
    expect(page.locator(".filters")).to_be_in_viewport()
    expect(page.locator(".filters output")).to_be_in_viewport()
    expect(page.locator(".pair:visible").first).to_be_in_viewport()
    page.goto(f"{served}/en/tracker/index.html")
    assert page.evaluate("scrollY") == 0, "the whole list begins at the top of its page"
    page.goto(f"{served}/en/tracker/index.html?text=parking#a-gdp")
    expect(page.locator("#a-gdp")).to_be_in_viewport()


@SCREENS
def test_the_form_comes_before_what_is_about_the_list(
    page: Page, served: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{served}/en/tracker/index.html")
    page.locator("[name=text]").fill("hospital")
    expect(page.locator(".list-about")).to_be_hidden()
    expect(page.locator(".pair:visible").first).to_be_in_viewport()
    page.locator(".filters button[type=reset]").click()
    expect(page.locator(".list-about")).to_be_visible()


def test_what_is_shown_stays_in_view_to_the_end_of_the_list(page: Page, served: str) -> None:
    page.goto(f"{served}/en/tracker/index.html?subject=transport")
    state = page.locator(".list-state")
    expect(state).to_be_hidden()
    page.locator(".pair:visible").nth(6).evaluate("pair => pair.scrollIntoView()")
    expect(state).to_be_in_viewport()
    expect(state).to_contain_text("Transport")
    page.locator("#outcomes").evaluate("heading => heading.scrollIntoView()")
    expect(state).to_be_hidden()
    page.locator(".pair:visible").nth(6).evaluate("pair => pair.scrollIntoView()")
    state.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"index\.html$"))
    expect(state).to_be_hidden()


def test_a_list_without_results_says_so_in_its_place(page: Page, served: str) -> None:
    page.goto(f"{served}/en/tracker/no-follow-up.html?text=zzzzz")
    empty = page.locator(".list-empty")
    expect(empty).to_contain_text("Nothing matches “zzzzz”.")
    empty.get_by_role("link").click()
    expect(
        page.locator(".search__field, [type=search]").locator("visible=true").first
    ).to_have_value("zzzzz")
    page.go_back()
    empty.get_by_role("button").click()
    expect(empty).to_be_hidden()
    page.goto(f"{served}/en/tracker/index.html?subject=transport&relation=lowers&text=zzzzz")
    expect(empty).to_contain_text("zzzzz")
    page.locator("[name=text]").fill("")
    expect(empty.get_by_role("link")).to_be_hidden()


def test_no_relation_has_a_colour_of_its_own(page: Page, served: str) -> None:
    """Red or green would judge what only says more or less."""
    page.goto(f"{served}/en/tracker/index.html")
    colours = page.locator(".relation .chip:not(.chip--draft)").evaluate_all(
        "chips => [...new Set(chips.map(chip => getComputedStyle(chip).color))]"
    )
    assert len(colours) == 1


def test_the_words_of_a_link_are_shown_without_colours(page: Page, home: str) -> None:
    """Print has one ink, and forced colours take the page's own away."""
    page.goto(f"{home}/tracker/index.html")
    words = page.locator(".side mark").first
    page.emulate_media(media="print")
    expect(words).to_have_css("text-decoration-line", "underline")
    page.emulate_media(media="screen", forced_colors="active")
    expect(words).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.emulate_media(media=None, forced_colors=None)


def test_a_table_from_a_disk_has_the_addresses_of_the_published_site(
    page: Page, site: Path
) -> None:
    """Those of the disk lead nobody else anywhere, and say how the reader's folders are named."""
    page.goto(f"{site.as_uri()}/en/tracker/index.html?subject=transport&followed=yes")
    given = json.loads(page.locator("#citation").text_content() or "")
    with page.expect_download() as download:
        page.locator("[name=csv]").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8-sig")))
    root = given["page"].removesuffix("en/tracker/index.html")
    for row in rows:
        for column in ("Address", "Address of the commitment"):
            assert row[column].startswith(f"{root}en/report/20"), row


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "“增速”；经济总体；有报告但未判断"),
        ("zh-hant/", "“增速”；經濟總體；有報告但未判斷"),
        ("en/", "“增速”; Economy; reported, not judged"),
    ],
)
def test_the_list_says_its_filters_as_the_language_does(
    page: Page, home: str, folder: str, said: str
) -> None:
    page.goto(f"{home}/{folder}tracker/index.html?subject=economy&verdict=reported&text=增速")
    expect(page.locator(".list-state")).to_contain_text(said)
    assert said in (page.locator(".list-cite").get_attribute("data-title") or "")
