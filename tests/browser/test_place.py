"""The place in a page: it stays through a switch of edition, of view and of filter, and back."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reading import KINDS

pytestmark = pytest.mark.browser

PLACES = {kind: path for kind, path in KINDS.items() if kind != "not found"}
ANCHORS = """() => [...document.querySelectorAll('.md-content__inner [id]:not(h1, input, svg *)')]
  .filter((e) => e.getClientRects().length && e.checkVisibility()).map((e) => e.id)"""


def to_edition(page: Page, name: str) -> None:
    before = page.url
    page.locator(".editions a", has_text=name).click()
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state("load")


def anchor(page: Page) -> str:
    return unquote(urlsplit(page.url).fragment)


@pytest.mark.parametrize("kind", PLACES)
def test_every_kind_of_page_keeps_an_anchor(page: Page, served: str, kind: str) -> None:
    """In another edition; on a report page in each of them."""
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{served}/{PLACES[kind]}")
    names = page.evaluate(ANCHORS)
    if not names:
        return
    wanted = names[len(names) * 2 // 3]
    page.evaluate("(id) => { location.hash = id; }", wanted)
    for name in ("English", *(("繁體", "简体") if kind == "report" else ())):
        to_edition(page, name)
        assert anchor(page) == wanted
        expect(page.locator(f'[id="{wanted}"]')).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["report", "glossary", "list"])
def test_what_was_scrolled_to_comes_to_the_top(page: Page, served: str, kind: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{served}/{PLACES[kind]}")
    page.evaluate("scrollTo({top: 0.6 * document.body.scrollHeight, behavior: 'instant'})")
    to_edition(page, "English")
    assert page.evaluate("scrollY") > 8
    wanted = anchor(page)
    assert wanted
    expect(page.locator(f'[id="{wanted}"]')).to_be_in_viewport()
    to_edition(page, "简体")
    assert anchor(page) == wanted


def test_blocks_without_a_name_are_counted(page: Page, served: str) -> None:
    """On a page written by hand a heading's own name may differ in each language."""
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{served}/about.html")
    page.locator("#rights").evaluate("(e) => e.scrollIntoView({behavior: 'instant'})")
    to_edition(page, "English")
    assert anchor(page) == "rights"
    expect(page.get_by_role("heading", name="Rights")).to_be_in_viewport()
    page.goto(f"{served}/about.html")
    page.locator("article li").last.evaluate("(e) => e.scrollIntoView({behavior: 'instant'})")
    to_edition(page, "English")
    expect(page.locator("article li").last).to_be_in_viewport()


def test_a_view_and_a_filter_keep_the_place(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2024-4.html")
    sentence = page.locator('[id="2024.4.2.3"]')
    sentence.evaluate("(e) => e.scrollIntoView({behavior: 'instant'})")
    before = sentence.bounding_box()
    for view in ("side", "lines", "one"):
        page.locator(f"input[name=view][value={view}]").evaluate("(e) => e.click()")
    after = sentence.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"]) < 2
    # Back from another page, in another view than the one in which the page came.
    page.locator("input[name=view][value=side]").evaluate("(e) => e.click()")
    place = sentence.bounding_box()
    page.goto(f"{served}/en/notes.html")
    page.go_back(wait_until="load")
    expect(sentence).to_be_in_viewport()
    again = sentence.bounding_box()
    assert place and again
    assert abs(place["y"] - again["y"]) < 4

    page.goto(f"{served}/glossary/environment.html")
    entry = page.locator(".entry").nth(12)
    entry.evaluate("(e) => e.scrollIntoView({behavior: 'instant'})")
    before = entry.bounding_box()
    page.locator("#filter").fill("air")
    expect(entry).to_be_hidden()
    page.locator("#filter").fill("")
    expect(entry).to_be_in_viewport()
    page.wait_for_timeout(100)
    after = entry.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"]) < 2


@pytest.mark.parametrize(
    "path", ["report/2023-1.html", "tracker/index.html", "glossary/environment.html", "about.html"]
)
def test_a_bad_anchor_does_no_harm(page: Page, served: str, path: str) -> None:
    """One that is no text does nothing; one that the page does not have is said so."""
    status = page.locator(".md-content [role=status].unknown-place")
    for bad in ("%E0%A4%A", "%", "__drawer-x"):
        page.goto("about:blank")  # else the same page only moves
        page.goto(f"{served}/{path}#{bad}")
        expect(page.locator("h1")).to_be_in_viewport()
        expect(status).to_have_count(0)
    page.locator(".editions a", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{served}/en/{path}#<img src=x onerror=alert(1)>")
    expect(status).to_contain_text("not on this page")
    expect(page.locator("h1")).to_be_in_viewport()
    real = page.evaluate(f"({ANCHORS})().at(-1)") or "ours"
    page.evaluate("(id) => { location.hash = id; }", real)
    expect(status).to_have_count(0)
    expect(page.locator(f'[id="{real}"]')).to_be_in_viewport()


def test_an_anchor_opens_what_hides_it(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2023-1.html")
    note = page.locator(".tracker-notes section[id]").first.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{served}/report/2023-1.html#{note}")
    expect(page.locator(f'[id="{note}"]')).to_be_in_viewport()
    page.goto(f"{served}/glossary/environment.html")
    entry = page.locator(".entry").nth(9).get_attribute("id")
    page.goto(f"{served}/glossary/environment.html?filter=zzz#{entry}")
    expect(page.locator(f'[id="{entry}"]')).to_be_in_viewport()
    assert re.search("filter=zzz", page.url)


def test_an_address_that_moved_leads_on(page: Page, home: str) -> None:
    page.goto(f"{home}/en/tracker/index.html#a-annual-targets")
    page.wait_for_url(re.compile(r"/en/report/2023\.html.*#2023\.intro\.2$"))
    page.goto(f"{home}/en/tracker/index.html#a-first-unicorn-and-talent-listing")
    page.wait_for_url(re.compile("#a-zenergy-unicorn$"))
    expect(page.locator("#a-zenergy-unicorn")).to_be_in_viewport()
