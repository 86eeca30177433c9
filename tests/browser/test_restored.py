"""The restored passages in the text: on paper, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATH = "report/2023-4.html"


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
