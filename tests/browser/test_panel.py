"""The panel of a sentence: what opens it, what it says and copies, and where the focus goes."""

import datetime
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_reading import SAMPLE, violations
from tests.support.citations import bibtex_entry, filled, ris_record
from tests.support.readers import EDITIONS

pytestmark = pytest.mark.browser

PATH = "report/2023-4.html"
RESTORED, NEXT = "2023.4.2.3", "2023.4.2.4"
MARKS = {".s-link": "", "a.term": "terms", "a.follow": "links", "a.restored": "restored"}
COPYING = (
    "window.copied = []; Object.defineProperty(navigator, 'clipboard', "
    "{value: {writeText: async (text) => window.copied.push(text)}})"
)


def is_inside(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement.closest('.panel') !== null"))


def today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def sentence(page: Page, anchor: str = RESTORED) -> Locator:
    return page.locator(f'.row:has([id="{anchor}"])')


@pytest.mark.parametrize("folder", EDITIONS)
def test_each_mark_opens_what_is_known_of_its_sentence(
    page: Page, served: str, site: Path, folder: str
) -> None:
    """By keyboard, in every edition; what was asked for comes first."""
    repairs = json.loads((site / "data/restoration.json").read_text("utf-8"))["repairs"]
    erratum = [repair for repair in repairs if repair["rule"] == "erratum"][2]
    page.goto(f"{served}/{folder}{PATH}?terms=all")
    panel = page.locator(".panel")
    for mark, part in MARKS.items():
        opener = sentence(page).locator(f".s {mark}").first
        opener.focus()
        page.keyboard.press("Space" if part == "terms" else "Enter")
        expect(panel.locator("h2")).to_contain_text(RESTORED)
        expect(opener).to_have_attribute("aria-expanded", "true")
        first = panel.locator("section").first
        expect(first).to_have_class(re.compile(f"panel__{part or 'other'}"))
        expect((first if part else panel).locator(".panel__title").first).to_be_focused()
        expect(panel.locator("del")).to_have_text(erratum["before"])
        expect(panel.locator("ins")).to_have_text(erratum["after"])
        expect(panel.locator(".panel__links blockquote a").first).to_have_attribute(
            "href", re.compile(r"2024-\d|2024\.")
        )
        expect(panel.locator(".panel__terms summary").first).to_contain_text(re.compile("[a-z]"))
        expect(panel.locator(".panel__other p")).to_have_attribute(
            "lang", "zh-Hans" if folder == "en/" else "en"
        )
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")
    term = sentence(page).locator(".s a.term").last
    term.click()
    expect(panel.locator(".panel__terms details[open]").first).to_contain_text(
        page.locator(f"#note-{term.get_attribute('data-term')} .note__en").text_content() or "?"
    )
    page.evaluate(SAMPLE)
    assert violations(page) == ""


def test_the_order_of_the_panel_is_after_what_opened_it(page: Page, home: str) -> None:
    """Beside the text, which stays in reach; a second mark changes what the panel says."""
    page.goto(f"{home}/{PATH}")
    sign = page.locator("a.restored").first
    sign.click()
    panel = page.locator(".panel")
    page.keyboard.press("Shift+Tab")
    expect(sign).to_be_focused()
    link = sentence(page).locator(".s-link")
    link.press("Enter")
    panel.locator(".panel__mistake a").press("Tab")
    next_row = "document.activeElement.closest('.row').querySelector('.s').id"
    assert page.evaluate(next_row) == NEXT
    link.press("Enter")
    panel.locator(".panel__close").click()
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    sign.click()
    sentence(page, NEXT).locator(".s-link").click()
    expect(panel.locator("h2")).to_contain_text(NEXT)
    text = page.locator(f'[id="{NEXT}"]').bounding_box()
    box = panel.bounding_box()
    assert text and box
    assert text["x"] + text["width"] <= box["x"]


def test_on_a_phone_it_is_a_sheet_that_keeps_the_focus(phone: Page, home: str) -> None:
    phone.goto(f"{home}/{PATH}")
    panel, term = phone.locator(".panel"), phone.locator(".s a.term").nth(3)
    term.tap()
    expect(panel.locator(".panel__terms .note__en").first).to_be_visible()
    sheet, at = panel.bounding_box(), term.bounding_box()
    assert sheet and at
    assert at["y"] + at["height"] <= sheet["y"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    panel.locator("button").last.focus()
    phone.keyboard.press("Tab")
    assert is_inside(phone) or phone.evaluate("document.activeElement === document.body")
    phone.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(term).to_be_focused()
    term.tap()
    phone.touchscreen.tap(180, 60)
    expect(panel).to_be_hidden()


def test_a_record_that_leads_nowhere_and_a_heading(page: Page, home: str) -> None:
    """The panel says that there is no follow-up; of a heading it cites all that is below it."""
    page.goto(f"{home}/{PATH}")
    panel, note = page.locator(".panel"), page.locator(".tracker-note[data-segment]").first
    segment = note.get_attribute("data-segment")
    page.locator(f'[id="{segment}"] .s-link').click()
    expect(panel.locator(".panel__links .none").first).to_be_visible()
    expect(panel.locator(".panel__links .side__title a").first).to_be_visible()
    title = page.locator(".md-content h2[id]").first
    title.locator(".s-link").click()
    expect(panel.locator(".panel__head")).to_contain_text(title.inner_text())
    expect(panel.locator(".panel__form").first).to_contain_text(f"{title.get_attribute('id')}.")
    expect(panel.locator(".panel__other")).to_have_count(0)


def test_a_range_of_sentences(page: Page, home: str) -> None:
    """It has an address, a citation and a text; the switch of edition keeps it."""
    page.goto(f"{home}/en/{PATH}")
    page.evaluate(COPYING)
    sentence(page).locator(".s-link").click()
    page.locator(".panel select").select_option(NEXT)
    expect(page.locator(".panel select")).to_be_focused()
    expect(page.locator(".s.is-here")).to_have_count(2)
    expect(page.locator("#panel-title")).to_have_text(f"Sentences {RESTORED} to {NEXT}")
    page.get_by_role("button", name="Copy text and source").click()
    page.get_by_role("button", name="Copy citation: BibTeX").click()
    given = json.loads(page.locator("#citation").text_content() or "")
    values = {"id": RESTORED, "last": NEXT}
    quoted, bibtex = page.evaluate("window.copied")
    assert bibtex == filled(given, given["range"]["BibTeX"], today(), values)
    text, reference = quoted.split("\n")
    assert reference == filled(given, given["range"]["Chicago"], today(), values)
    assert reference.endswith(f"/en/{PATH}#{RESTORED}-{NEXT}")
    assert text.startswith("We adhered to the employment-first policy")
    assert text.endswith("registrations.")
    page.goto("about:blank")
    page.goto(f"{home}/{PATH}#{RESTORED}-{NEXT}")
    expect(page.locator(".s.is-here")).to_have_count(2)
    expect(page.locator(f'[id="{RESTORED}"]')).to_be_in_viewport()
    first_line_is_below_the_tools = """id => document.getElementById(id).getClientRects()[0].top
      >= document.querySelector(".tools").getBoundingClientRect().bottom"""
    assert page.evaluate(first_line_is_below_the_tools, RESTORED)
    page.locator(".editions a", has_text="繁體").click()
    page.wait_for_url(re.compile(rf"/zh-hant/{PATH}.*#{RESTORED}-{NEXT}$".replace(".", r"\.", 1)))
    page.goto(f"{home}/{PATH}#{NEXT}-{RESTORED}")
    expect(page.locator(".unknown-place")).not_to_be_empty()


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_sign_leads_to_the_citation(page: Page, served: str, folder: str) -> None:
    """Right after the other language; the end of a passage is chosen by words."""
    page.goto(f"{served}/{folder}{PATH}")
    link = sentence(page).locator(".s-link")
    link.hover()
    assert link.get_attribute("title")
    link.click()
    panel = page.locator(".panel")
    parts = panel.locator("section").evaluate_all("all => all.map((each) => each.classList[1])")
    assert parts[:2] == ["panel__other", "panel__cite"]
    options = panel.locator("option").all_text_contents()
    assert options[0] in ("仅此句", "僅此句", "this sentence only")
    assert NEXT in options[1]
    assert len(options[1]) > len(NEXT) + 10
    box, inside = panel.bounding_box(), panel.locator("select").bounding_box()
    assert box and inside
    assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    expect(panel.locator("a[href*=issues]")).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize(
    ("path", "opener"),
    [
        (PATH, f'[id="{RESTORED}"] .s-link'),
        ("zh-hant/glossary/places.html", ".s-link"),
        ("en/indicators.html", ".s-link"),
    ],
)
def test_what_it_copies_and_saves(page: Page, home: str, path: str, opener: str) -> None:
    """That is what the build makes; a mistake is reported by a plain link."""
    page.goto(f"{home}/{path}")
    page.evaluate(COPYING)
    link = page.locator(opener).first
    anchor, title = (link.get_attribute("href") or "")[1:], link.get_attribute("data-title") or ""
    link.click()
    panel = page.locator(".panel")
    panel.locator(".panel__tools button").first.click()
    expect(page.locator(".toast")).to_be_visible()
    assert page.evaluate("window.copied")[0].endswith(f"/{path}#{anchor}")
    given = json.loads(page.locator("#citation").text_content() or "")
    values = {"id": anchor, "title": title}
    wanted = {name: filled(given, text, today(), values) for name, text in given["forms"].items()}
    saved = {}
    for form in panel.locator(".panel__form").all():
        form.locator("button").first.click()
        if form.locator("button").count() > 1:
            with page.expect_download() as download:
                form.locator("button").last.click()
            name = download.value.suggested_filename
            saved[name.rpartition(".")[2]] = download.value.path().read_bytes().decode()
    assert page.evaluate("window.copied")[1:] == list(wanted.values())
    assert not re.search("[⟦⟧]", "".join(wanted.values()))
    assert bibtex_entry(saved["bib"].rstrip("\n"))
    assert ris_record(saved["ris"].rstrip("\n").replace("ER  -", "ER  - \r\n"))
    assert json.loads(saved["json"])
    asked = parse_qs(urlsplit(panel.locator("a[href*=issues]").get_attribute("href") or "").query)
    assert anchor in asked["title"][0]
    assert f"/{path}#{anchor}" in asked["body"][0]
    assert title in asked["body"][0]


def test_three_tasks_of_readers_by_keyboard(page: Page, served: str) -> None:
    """In three steps or fewer each: what became of something, cite a sentence, get the terms."""
    page.goto(f"{served}/en/index.html")
    page.get_by_role("link", name=re.compile("[Pp]arking")).first.press("Enter")
    page.wait_for_url(re.compile("/tracker/"))
    pair = page.locator("#a-parking-spaces")
    expect(pair).to_be_in_viewport()
    expect(pair.locator(".pair__plan")).to_contain_text("20,000 parking spaces")

    page.goto(f"{served}/en/{PATH}")
    page.evaluate(COPYING)
    pm = page.locator(".s", has_text="PM2.5").first
    address = f"#{pm.get_attribute('id')}"
    pm.locator(".s-link").press("Enter")
    page.get_by_role("button", name="Copy text and source").press("Enter")
    (copied,) = page.evaluate("window.copied")
    assert "PM2.5" in copied
    assert copied.endswith(address)

    # Read on: open a follow-up, follow it, cite what is there, return to the sentence.
    page.keyboard.press("Escape")
    mark = page.locator("a.follow:not(.follow--outcome)").first
    before = mark.locator("xpath=ancestor::*[contains(@class, 'row')][1]//*[@id]").get_attribute(
        "id"
    )
    mark.press("Enter")
    page.locator(".panel__links blockquote a").first.press("Enter")
    page.wait_for_url(re.compile("/report/2024-"))
    there = page.locator(".s.is-here")
    expect(there).to_be_in_viewport()
    there.locator(".s-link").press("Enter")
    expect(page.locator(".panel__cite")).to_contain_text("Chicago")
    page.keyboard.press("Escape")
    page.go_back()
    page.wait_for_url(re.compile(f"#{re.escape(before or '?')}$"))
    expect(page.locator(f'[id="{before}"]')).to_be_in_viewport()

    page.goto(f"{served}/en/index.html")
    page.locator('.claims a[href="glossary/index.html"]').press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").press("Enter")
    assert download.value.path().read_bytes().count(b"\n") > 500
