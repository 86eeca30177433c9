"""The reading views: their address, their memory, and the counterpart of a sentence."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.readers import EDITIONS

pytestmark = pytest.mark.browser


def _other(page: Page) -> Locator:
    return page.locator('.o[data-of="2023.1.1.1"]')


@pytest.mark.parametrize("folder", EDITIONS)
@pytest.mark.parametrize("view", ["lines", "side"])
def test_a_view_shows_both_languages(page: Page, home: str, folder: str, view: str) -> None:
    page.goto(f"{home}/{folder}report/2023-1.html?view={view}")
    expect(_other(page)).to_be_visible()
    own = page.locator('[id="2023.1.1.1"]').bounding_box()
    other = _other(page).bounding_box()
    assert own and other
    expect(page.locator(".heading-other").first).to_have_text(re.compile("[^。.]$"))
    if view == "side":
        assert other["x"] > own["x"] + own["width"] / 2
    else:
        assert other["y"] >= own["y"] + own["height"] - 2


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_choice_stands_in_the_address_and_is_remembered(
    page: Page, served: str, folder: str
) -> None:
    page.goto(f"{served}/{folder}report/2023-1.html")
    expect(_other(page)).to_be_hidden()
    page.locator("input[name=view][value=lines]").check(force=True)
    expect(page).to_have_url(re.compile(r"view=lines"))
    page.goto(f"{served}/{folder}report/2023-2.html")
    expect(page.locator("html")).to_have_attribute("data-view", "lines")


@pytest.mark.parametrize("folder", EDITIONS)
def test_a_tap_shows_the_other_language(phone: Page, home: str, folder: str) -> None:
    phone.goto(f"{home}/{folder}report/2023-1.html?view=tap")
    expect(_other(phone)).to_be_hidden()
    phone.locator('[id="2023.1.1.1"]').tap(position={"x": 90, "y": 8})
    expect(_other(phone)).to_be_visible()


def test_the_switch_of_edition_keeps_the_view(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2023-1.html?view=side#2023.1.2.2")
    page.locator(".editions a", has_text="English").click()
    page.wait_for_url(re.compile(r"/en/report/2023-1\.html\?view=side#2023\.1\.2\.2$"))


def test_a_sentence_marks_its_counterpart(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2023-1.html?view=side")
    page.locator('[id="2023.1.1.1"]').hover(position={"x": 4, "y": 4})
    expect(page.locator(".row.is-paired .o")).to_have_attribute("data-of", "2023.1.1.1")


LINES = """(part) => {
  const style = getComputedStyle(part);
  return [part.closest("[lang]").lang, parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
}"""
"""The language of a part, and how high its lines are, in ems."""


@pytest.mark.parametrize("folder", EDITIONS)
def test_pinyin_stands_above_each_character(page: Page, home: str, folder: str) -> None:
    page.goto(f"{home}/{folder}report/2023-1.html?ruby=on&view=lines")
    row = page.locator(".row", has=page.locator('[id="2023.1.1.1"]'))
    text = row.locator("ruby").all_text_contents()
    assert text[0] == "工gōng"
    assert len(text) > 30
    expect(row.locator("ruby rt").first).to_be_visible()
    for part in row.locator(".s, .o").all():
        lang, height = part.evaluate(LINES)
        assert (height > 2.4) == lang.startswith("zh"), lang


def test_the_view_waits_for_no_script(plain: Page, home: str) -> None:
    plain.goto(f"{home}/en/report/2023-1.html")
    expect(plain.locator('[id="2023.1.1.1"]')).to_be_visible()
    expect(_other(plain)).to_be_hidden()
    expect(plain.locator(".tools")).to_be_hidden()


def test_pinyin_waits_where_no_chinese_is_shown(page: Page, home: str) -> None:
    """The choice says for what it waits, and comes back with the Chinese."""
    page.goto(f"{home}/en/report/2023-1.html?ruby=on&view=one")
    choice, note = page.locator("[name=ruby]"), page.locator("#ruby-note")
    expect(choice).to_be_disabled()
    expect(note).to_have_text("needs the Chinese")
    page.locator("label:has([value=lines])").click()
    expect(choice).to_be_enabled()
    expect(note).to_have_text("added automatically; may be wrong")
    expect(page.locator("rt").first).to_be_visible()
    page.goto(f"{home}/report/2023-1.html?view=one")
    expect(choice).to_be_enabled()


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_key_has_the_signs_of_the_page(page: Page, home: str, folder: str) -> None:
    """Each sign has one meaning: what is in the text is in the key, in the same colour."""
    page.goto(f"{home}/{folder}report/2023-1.html")
    page.locator(".signs summary").click()
    sign = """e => {
      const { content, color } = getComputedStyle(e, "::before");
      return [content.match(/[→←◆]/)[0], color];
    }"""
    there = {tuple(mark.evaluate(sign)) for mark in page.locator("a.follow").all()}
    key = "e => [e.textContent, getComputedStyle(e).color]"
    known = [tuple(dt.evaluate(key)) for dt in page.locator(".signs dt.sign").all()]
    assert {each[0] for each in there} == {"→", "◆"}
    assert there <= set(known)
    assert len({name for name, _ in known}) == len(known)
