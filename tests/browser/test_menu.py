"""The navigation of narrow screens by keyboard, and what a phone says of where the reader is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reading import EDITIONS, IN_VIEW, NARROW
from tests.support import readers

pytestmark = pytest.mark.browser

IN_DRAWER = "document.activeElement.closest('.md-sidebar--primary') !== null"


@pytest.mark.parametrize("folder", EDITIONS)
def test_a_key_opens_the_menu_and_escape_closes_it(page: Page, served: str, folder: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{served}/{folder}report/2023-1.html")
    name = {"": "菜单", "zh-hant/": "選單", "en/": "Menu"}[folder]
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(400)
    for _ in range(6):
        assert page.evaluate(IN_DRAWER)
        assert page.evaluate(IN_VIEW), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.menu-open')")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Space")
    page.locator(".search-open").focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(button).to_be_hidden()


def test_a_list_of_the_menu_is_left_by_its_title(page: Page, served: str) -> None:
    """From the list of the page's part to the list of all parts."""
    page.set_viewport_size(NARROW)
    page.goto(f"{served}/en/report/2023-1.html")
    page.locator(".menu-open").press("Enter")
    page.wait_for_timeout(400)
    title = page.locator("label.md-nav__title:focus")
    for key in ("Enter", "Space"):
        expect(title).to_have_count(1)
        title.press(key)
        page.wait_for_timeout(400)
        assert page.evaluate(IN_DRAWER)
        assert page.evaluate(IN_VIEW)
        expect(page.locator("label.md-nav__link:focus")).to_have_count(1)
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)


def test_the_menu_opens_without_scripts(plain: Page, served: str) -> None:
    plain.set_viewport_size(NARROW)
    plain.goto(f"{served}/en/glossary/index.html")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Space")
    expect(plain.locator(".md-sidebar--primary a:visible").first).to_be_in_viewport()
    plain.keyboard.press("Space")
    expect(plain.locator(".md-sidebar--primary a:visible")).to_have_count(0)


@pytest.mark.parametrize("folder", EDITIONS)
def test_a_phone_says_whose_page_it_is(page: Page, served: str, folder: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{served}/{folder}report/2023-1.html")
    head = page.locator(".running-head")
    expect(head).to_be_visible()
    expect(head).to_contain_text("2023")
    expect(head.locator("a")).to_have_attribute("href", "../index.html")
    for link in page.locator(".md-footer__link").all():
        assert len(link.inner_text().strip()) > 4


@pytest.mark.parametrize(
    ("folder", "navigation", "close", "tab"),
    [
        ("", "主导航", "关闭", "下载与说明"),
        ("zh-hant/", "主導覽", "關閉", "下載與說明"),
        ("en/", "Main navigation", "Close", "Downloads and about"),
    ],
)
def test_names_say_what_things_are(
    page: Page, served: str, folder: str, navigation: str, close: str, tab: str
) -> None:
    page.goto(f"{served}/{folder}downloads.html")
    tabs = page.get_by_role("navigation", name=navigation, exact=True)
    expect(tabs.get_by_role("link", name=tab, exact=True)).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.locator("#search").get_by_role("button", name=close, exact=True)).to_be_visible()


@pytest.mark.parametrize("folder", readers.EDITIONS)
def test_the_pages_of_the_last_tab_have_their_list_and_one_edge(
    page: Page, served: str, folder: str
) -> None:
    edges = set()
    for name in ("downloads", "data", "about", "cite", "notes", "codes", "history"):
        page.goto(f"{served}/{folder}{name}.html")
        box = page.locator(".page").bounding_box()
        assert box
        edges.add(round(box["x"]))
        assert box["width"] <= 800, name
        if name in (
            "downloads",
            "data",
            "about",
            "cite",
        ):  # the others are the only ones of their kind
            links = page.locator(".md-sidebar--primary a:visible")
            assert links.count() >= 4, name
    assert len(edges) == 1


def test_the_filter_of_the_glossary_says_how_many(page: Page, served: str) -> None:
    page.goto(f"{served}/en/glossary/index.html")
    field, said = page.locator("#filter"), page.locator("output[for=filter]")
    expect(field).to_have_attribute("placeholder", "Simplified, traditional, pinyin or English")
    field.fill("parking")
    expect(said).to_contain_text(" of ")
    field.fill("zzzz")
    expect(said).to_have_text("Nothing matches.")


@pytest.mark.parametrize("width", [390, 600, 768, 1100, 1280])
def test_the_doors_of_the_first_page_leave_no_hole(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served}/en/index.html")
    doors = page.locator(".claims li").evaluate_all(
        """all => all.map((each) => {
          const { top, right } = each.getBoundingClientRect();
          return [Math.round(top), Math.round(right)];
        })"""
    )
    ends = dict(doors)  # the last one of each row
    assert len(set(ends.values())) == 1
    if width > 560:
        heads = "all => all.every((e) => getComputedStyle(e).display === 'block')"
        assert page.locator(".claims strong").evaluate_all(heads)


def test_where_the_list_of_pages_is_left_out_its_room_is_empty(page: Page, home: str) -> None:
    """The page begins at the same edge as the others, and no link there is seen or reached."""
    edges = set()
    for name, has_list in (("notes", False), ("history", False), ("report/2023-1", True)):
        page.goto(f"{home}/en/{name}.html")
        links = page.locator(".md-sidebar--primary a:visible")
        assert (links.count() > 0) is has_list, name
        edges.add(page.locator("h1").evaluate("heading => heading.getBoundingClientRect().x"))
    assert len(edges) == 1
