"""The marks of terms, their switch, and the glossary's pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.readers import EDITIONS

pytestmark = pytest.mark.browser


def test_a_term_is_a_link_without_scripts(plain: Page, home: str) -> None:
    plain.goto(f"{home}/report/2023-1.html")
    term = plain.locator("a.term").first
    text = term.text_content()
    term.click()
    expect(plain.locator(".entry:target h2")).to_contain_text(text or "?")


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_switch_of_marks_is_remembered(page: Page, served: str, folder: str) -> None:
    page.goto(f"{served}/{folder}report/2024-2.html")
    first = page.locator(".s a.term[href]").count()
    page.locator("input[name=terms][value=all]").check(force=True)
    every = page.locator(".s a.term[href]").count()
    assert every > first > 0
    page.goto(f"{served}/{folder}report/2024-1.html")
    expect(page.locator("input[name=terms][value=all]")).to_be_checked()
    page.locator("input[name=terms][value=none]").check(force=True)
    assert page.locator(".s a.term[href]").count() == 0
    page.locator("input[name=terms][value=first]").check(force=True)
    assert page.locator(".s a.term[href]").count() > 0


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_filter_of_the_glossary(page: Page, home: str, folder: str) -> None:
    page.goto(f"{home}/{folder}glossary/index.html")
    shown = page.locator(".index li:visible")
    every = shown.count()
    for words in ("gdp", "shengchanzongzhi", "people's", "生产总值", "生產總值"):
        page.locator("#filter").fill("")
        expect(shown).to_have_count(every)
        page.locator("#filter").fill(words)
        expect(shown).not_to_have_count(every)
        found = shown.count()
        assert 0 < found < 60
        expect(page.locator("output[for=filter]")).to_contain_text(str(found))
    page.reload()
    expect(page.locator("#filter")).to_have_value(words)


@pytest.mark.parametrize("order", ["index", "pinyin"])
def test_a_letter_jumps_to_its_terms(page: Page, home: str, order: str) -> None:
    page.goto(f"{home}/en/glossary/{order}.html")
    letters = page.locator(".letters")
    letters.get_by_role("link", name="S", exact=True).click()
    heading = page.locator(":target")
    expect(heading).to_have_text("S")
    expect(heading).to_be_in_viewport()
    assert not heading.evaluate(
        "e => e.getBoundingClientRect().top"
        " < document.querySelector('.filter').getBoundingClientRect().bottom"
    )
    page.locator("#filter").fill("gdp")
    expect(letters).to_be_hidden()


def test_an_entry_shows_each_place_in_context(page: Page, home: str) -> None:
    page.goto(f"{home}/glossary/index.html")
    page.locator(".index a", has_text="business environment").first.click()
    entry = page.locator(".entry:target")
    link = entry.locator(".kwic a").first
    keyword = link.locator("mark").text_content() or "?"
    link.click()
    expect(page.locator(":target")).to_contain_text(keyword)


def test_places_in_context_are_lines_of_text_on_a_phone(page: Page, served: str) -> None:
    """Beside each other, two words on either side would be left."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/en/glossary/places.html")
    place = page.locator("details[open] .kwic a").first
    shown = "part => [getComputedStyle(part).display, getComputedStyle(part).whiteSpaceCollapse]"
    before = place.locator(".kwic__before")
    assert before.evaluate(shown) == ["inline", "collapse"]
    assert before.evaluate("part => getComputedStyle(part).maskImage") == "none"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert before.evaluate(shown)[0] == "flex"
