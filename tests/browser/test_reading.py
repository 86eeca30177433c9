"""Reading in a browser: editions, links, citations, dark mode, phone, print, keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

EDITIONS = {"": "zh-Hans", "zh-hant/": "zh-Hant", "en/": "en"}
KINDS = {
    "home": "index.html",
    "contents": "report/index.html",
    "report": "report/2023-1.html",
    "closing": "report/2023-close.html",
    "end": "report/2024-6.html",
    "notes": "notes.html",
    "data": "data.html",
    "written": "about.html",
    "glossary": "glossary/index.html",
    "pinyin": "glossary/pinyin.html",
    "subject": "glossary/environment.html",
    "tracker": "tracker/index.html",
    "list": "tracker/no-follow-up.html",
    "indicators": "indicators.html",
    "downloads": "downloads.html",
    "codes": "codes.html",
    "not found": "404.html",
}


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_report_reads_in_each_edition(page: Page, home: str, folder: str, site: Path) -> None:
    report = json.loads((site / "data/report.json").read_text("utf-8"))
    segment = next(s for s in report["segments"] if s["id"] == "2023.1.1.1")
    page.goto(f"{home}/{folder}report/2023-1.html")
    expect(page.locator("html")).to_have_attribute("lang", EDITIONS[folder])
    key = {"": "hans", "zh-hant/": "hant", "en/": "en"}[folder]
    assert page.locator('[id="2023.1.1.1"]').text_content() == segment[key]


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_edition_switch_keeps_the_sentence(page: Page, home: str, folder: str) -> None:
    page.goto(f"{home}/{folder}report/2023-3.html#2023.3.3.4")
    for name, lang in (("English", "en"), ("繁體", "zh-Hant"), ("简体", "zh-Hans")):
        link = page.locator(".editions a", has_text=name)
        if not link.count():
            continue
        link.click()
        page.wait_for_url(re.compile(r"2023-3\.html.*#2023\.3\.3\.4$"))
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator('[id="2023.3.3.4"]')).to_be_in_viewport()


def test_the_switch_takes_the_sentence_on_the_screen(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2024-4.html")
    page.locator('[id="2024.4.2.3"]').scroll_into_view_if_needed()
    page.evaluate("document.getElementById('2024.4.2.3').scrollIntoView()")
    page.locator(".editions a", has_text="English").click()
    page.wait_for_url(re.compile(r"/en/report/2024-4\.html#2024\.4\."))
    expect(page.locator('[id="2024.4.2.3"]')).to_be_in_viewport()


def test_the_switch_works_without_scripts(browser, home: str) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/report/2024-4.html")
    page.locator(".editions a", has_text="English").click()
    expect(page).to_have_url(f"{home}/en/report/2024-4.html")
    expect(page.locator('[id="2024.4.2.3"]')).to_be_visible()
    context.close()


def test_copying_a_link_and_citations(page: Page, home: str, watched) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{home}/report/2023-1.html")
    page.evaluate(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', "
        "{value: {writeText: async (text) => window.copied.push(text)}})"
    )
    link = page.locator('[id="2023.1.1.2"] .s-link')
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".s-menu button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()
    expect(link).to_be_focused()
    assert page.evaluate("window.copied")[0].endswith("/report/2023-1.html#2023.1.1.2")
    for number in (1, 2):
        link.click()
        page.locator(".s-menu button").nth(number).click()
    chinese, english = page.evaluate("window.copied")[1:]
    for citation in (chinese, english):
        assert "2023-1.html#2023.1.1.2" in citation
        assert "{" not in citation
    assert "[R/OL]" in chinese
    link.click()
    page.keyboard.press("Escape")
    expect(page.locator(".s-menu")).to_have_count(0)


def test_dark_mode_is_switched_and_remembered(page: Page, served: str) -> None:
    page.goto(f"{served}/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{served}/report/2023-1.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", EDITIONS)
def test_a_phone_never_scrolls_sideways(phone: Page, served: str, folder: str, kind: str) -> None:
    phone.goto(f"{served}/{folder}{KINDS[kind]}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["report/2023-1.html", "index.html"])
def test_twice_the_text_size_still_fits(page: Page, served: str, path: str) -> None:
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 x 900 at 200 %
    page.goto(f"{served}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_print_has_the_text_and_its_notes_and_no_tools(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2023-1.html")
    page.emulate_media(media="print")
    expect(page.locator('[id="2023.1.1.1"]')).to_be_visible()
    for hidden in (".md-header", ".tools", ".editions", ".s-link"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".term-notes li").first).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_copied_text_is_clean(page: Page, home: str, site: Path) -> None:
    report = json.loads((site / "data/report.json").read_text("utf-8"))
    page.goto(f"{home}/report/2023-1.html")
    text = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.getElementById('2023.1.1.1').closest('.para'));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return getSelection().toString();
        }"""
    )
    expected = "".join(
        s["hans"]
        for s in report["segments"]
        if s["id"].startswith("2023.1.1.") and s["kind"] == "sentence"
    )
    assert text.strip() == expected


def test_the_keyboard_reaches_the_text(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2023-1.html")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className.split(' ')[0]"))
    assert {"md-skip", "s-link", "term"} <= reached


@pytest.mark.parametrize(
    ("folder", "scheme", "kind"),
    [("", "light", kind) for kind in KINDS]
    + [("", "dark", kind) for kind in KINDS if kind not in ("glossary", "pinyin")]
    + [
        (folder, "light", kind)
        for folder in ("zh-hant/", "en/")
        for kind in KINDS
        if kind not in ("glossary", "pinyin", "closing", "end")
        # The traditional edition has the templates of the simplified one.
        and (folder == "en/" or kind not in ("tracker", "list", "subject", "notes"))
    ],
)
def test_axe_finds_nothing(page: Page, served: str, folder: str, kind: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{served}/{folder}{KINDS[kind]}")
    # The dark palette changes colours only.
    rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    results = Axe().run(page, options={"resultTypes": ["violations"], **rules})
    assert results.violations_count == 0, results.generate_report()[:4000]
