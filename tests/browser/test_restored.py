"""The restored passages in the text: what a sign opens, by keyboard, on paper, without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATH = "report/2023-4.html"


@pytest.mark.parametrize("folder", ["", "zh-hant/", "en/"])
def test_a_sign_opens_the_damaged_reading_and_gives_the_focus_back(
    page: Page, served: str, site: Path, folder: str
) -> None:
    repairs = json.loads((site / "data/restoration.json").read_text("utf-8"))["repairs"]
    erratum = [repair for repair in repairs if repair["rule"] == "erratum"][2]
    page.goto(f"{served}/{folder}{PATH}")
    sign = page.locator("a.restored").first
    sign.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".panel")
    expect(panel).to_be_focused()
    expect(sign).to_have_attribute("aria-expanded", "true")
    expect(panel.locator("del")).to_have_text(erratum["before"])
    expect(panel.locator("ins")).to_have_text(erratum["after"])
    if folder != "zh-hant/":
        expect(panel).to_contain_text(erratum["why"]["en" if folder else "zh"])
    page.keyboard.press("Tab")
    expect(panel.locator("a").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(sign).to_be_focused()
    # Without Escape, Tab goes on in the text.
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(panel).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.para, h2') !== null")


def test_without_scripts_a_sign_leads_to_the_notes(plain: Page, served: str) -> None:
    plain.goto(f"{served}/en/{PATH}")
    plain.locator("a.restored").first.click()
    expect(plain).to_have_url(re.compile(r"/en/notes\.html#erratum-3$"))
    plain.locator("#erratum-3 a").click()
    expect(plain).to_have_url(re.compile(r"/en/report/2023-4\.html#2023\.4\."))


def test_on_paper_the_passages_are_listed(page: Page, served: str) -> None:
    page.goto(f"{served}/{PATH}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".restored-notes del").first).to_be_visible()
    expect(page.locator("a.restored").first).to_be_visible()


def test_what_is_not_shown_is_hidden_from_every_reader(
    page: Page, phone: Page, served: str
) -> None:
    page.goto(f"{served}/{PATH}")
    assert page.locator(".o:not([hidden])").count() == 0
    page.goto(f"{served}/{PATH}?view=side")
    assert page.locator(".o[hidden]").count() == 0
    phone.goto(f"{served}/{PATH}?view=side")
    expect(phone.locator("html")).to_have_attribute("data-view", "lines")
    expect(phone.locator("input[value=side]")).to_be_hidden()
