"""Reading in a browser: editions, links, citations, dark mode, phone, print, keyboard."""

import datetime
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.book_checks import squeezed, texts
from tests.support.turns import in_turns

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


def test_the_report_reads_in_each_edition(plain: Page, home: str, site: Path) -> None:
    """Without scripts too."""
    report = json.loads((site / "data/report.json").read_text("utf-8"))
    segment = next(s for s in report["segments"] if s["id"] == "2023.1.1.1")
    for folder, key in (("", "hans"), ("zh-hant/", "hant"), ("en/", "en")):
        plain.goto(f"{home}/{folder}report/2023-1.html")
        expect(plain.locator("html")).to_have_attribute("lang", EDITIONS[folder])
        assert plain.locator('[id="2023.1.1.1"]').text_content() == segment[key]
        expect(plain.locator('[id="2023.1.1.1"]')).to_be_visible()


def test_no_line_is_stretched_on_a_phone(phone: Page, page: Page, home: str) -> None:
    """Before a figure that does not break the characters of a justified line would part."""
    for reader, aligned in ((phone, "start"), (page, "justify")):
        reader.goto(f"{home}/report/2023-1.html")
        expect(reader.locator(".para").first).to_have_css("text-align", aligned)


def test_the_switch_works_without_scripts(plain: Page, home: str) -> None:
    plain.goto(f"{home}/report/2024-4.html")
    plain.locator(".editions a", has_text="English").click()
    expect(plain).to_have_url(f"{home}/en/report/2024-4.html")
    expect(plain.locator('[id="2024.4.2.3"]')).to_be_visible()


COPYING = (
    "window.copied = []; Object.defineProperty(navigator, 'clipboard', "
    "{value: {writeText: async (text) => window.copied.push(text)}})"
)


def test_the_printed_citations_get_the_day(page: Page, home: str) -> None:
    page.goto(f"{home}/en/report/index.html")
    page.evaluate(COPYING)
    today = f"{datetime.datetime.now().astimezone().date():%Y-%m-%d}"
    gb = page.locator("dd[data-form]").first
    expect(gb).to_contain_text(f"[{today}]. ")
    gb.locator("button").click()
    (copied,) = page.evaluate("window.copied")
    assert (gb.text_content() or "").startswith(copied)
    assert copied.endswith("/report/index.html")
    assert "/en/" not in copied


def test_the_foot_says_who_and_how(plain: Page, home: str) -> None:
    for path in ("index.html", "en/glossary/places.html", "zh-hant/report/2023-1.html"):
        plain.goto(f"{home}/{path}")
        foot = plain.locator(".foot a")
        links = [urlsplit(link.get_attribute("href") or "") for link in foot.all()]
        assert links[0].path.endswith("/issues/new")
        assert path in unquote(links[0].query)


def test_dark_mode_is_switched_and_remembered(page: Page, served: str) -> None:
    page.goto(f"{served}/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{served}/report/2023-1.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_print_has_the_text_and_its_notes_and_no_tools(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2023-1.html")
    page.emulate_media(media="print")
    expect(page.locator('[id="2023.1.1.1"]')).to_be_visible()
    for hidden in (".md-header", ".tools", ".editions", ".s-link"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".term-notes li").first).to_be_visible()
    for path in ("report/2023-4.html", "tracker/problems.html"):
        page.goto(f"{served}/{path}")
        pages = [squeezed(text) for text in texts(page.pdf(format="A4"))]
        assert min(map(len, pages[:-1])) > 150, path  # no page is nearly blank


def test_a_filtered_list_is_printed_alone(page: Page, served: str) -> None:
    page.goto(f"{served}/en/tracker/index.html?text=hospital")
    expect(page.locator("html")).to_have_attribute("data-list", "part")
    page.emulate_media(media="print")
    for other in (".outcome-bar", "#outcomes", ".reported", ".moved", ".also"):
        assert not any(each.is_visible() for each in page.locator(other).all()), other
    expect(page.locator(".pair:visible").first).to_be_visible()
    assert len(texts(page.pdf(format="A4"))) <= 3


def test_printed_numbers_of_notes_stay_with_their_words(page: Page, served: str) -> None:
    """In Chinese no line begins with one, and none makes a hole of full width."""
    page.goto(f"{served}/report/2023-1.html")
    page.emulate_media(media="print")
    content = "e => getComputedStyle(e, '::after').content"
    assert page.locator(".s a.term").first.evaluate(content).strip('"').startswith("\u2060[")
    printed = texts(page.pdf(format="A4"))
    assert not [
        line for text in printed for line in text.splitlines() if re.match(r"\s*\[\d+\]，", line)
    ]


def test_a_date_or_a_sum_is_on_one_line(page: Page, served: str, site: Path) -> None:
    """And what is copied has plain spaces."""
    page.goto(f"{served}/en/report/2023-1.html")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        lines = "all => all.filter((e) => e.getClientRects().length > 1).length"
        assert page.locator(".solid").count() > 3
        assert page.locator(".solid").evaluate_all(lines) == 0
    assert "\u00a0" not in page.locator(".solid").first.inner_text()


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
    wanted, reached = {"md-skip", "s-link", "term"}, set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className.split(' ')[0]"))
        if wanted <= reached:
            return
    assert wanted <= reached


def test_no_key_alone_leaves_the_page_or_opens_anything(page: Page, home: str) -> None:
    """WCAG 2.2, 2.1.4; the theme's keys would go to the neighbours, which this page has."""
    page.goto(f"{home}/report/2023-2.html")
    dialog = page.locator("#search")
    for key in ("n", "p", ".", ",", "s", "f", "/", "Alt+n", "Shift+p"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    expect(page).to_have_url(re.compile(r"report/2023-2\.html$"))
    expect(dialog).to_be_hidden()
    assert "Control+K" in (page.locator(".search-open").get_attribute("aria-keyshortcuts") or "")
    # The panel beside the text stays open.
    page.locator(".s-link").nth(3).click()
    for key in ("Control+k", "Meta+k", "Control+K"):
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
});"""


def test_without_storage_the_page_works(browser: Browser, served: str) -> None:
    """A browser that lets a site store nothing refuses localStorage with an error."""
    errors: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served}/report/2023-1.html")
        page.locator("label[for=__palette_1]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator(".s-link").first.click()
        expect(page.locator(".panel")).to_be_visible()
        page.goto(f"{served}/tracker/index.html")
        page.locator("select[name=followed]").select_option("yes")
        expect(page).to_have_url(re.compile("followed=yes"))
    assert errors == []


NIGHT = datetime.datetime(2024, 3, 1, 22, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Shanghai", "2024-03-02"), ("America/New_York", "2024-03-01")]
)
def test_a_sheet_has_one_day(browser: Browser, served: str, zone: str, day: str) -> None:
    """The reader's, at the foot and in the citation."""
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.clock.set_fixed_time(NIGHT)
        page.goto(f"{served}/tracker/index.html")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".printed [data-day]")).to_have_text(f"· {day}")
        assert day in (page.locator(".filters").get_attribute("data-printed") or "")


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
LARGE = "html { font-size: 200% !important; }"
WIDEST = """([width, styles]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  const texts = [...document.querySelectorAll(".chart text")];
  const ends = texts.map((text) => text.getBoundingClientRect().right);
  return Math.max(document.documentElement.scrollWidth, ...ends);
}"""


SAMPLE = """() => {
  const free = new Set(["alt", "aria-controls", "aria-describedby", "aria-label", "aria-labelledby",
    "content", "cx", "cy", "d", "datetime", "download", "for", "height", "href", "id", "name",
    "placeholder", "points", "src", "title", "transform", "value", "width", "x", "x1", "x2", "y",
    "y1", "y2"]);
  const own = (element) => JSON.stringify([
    element.localName,
    [...element.attributes].map(({ name, value }) =>
      [name, free.has(name) || name.startsWith("data-") ? !value.trim() : value]).sort(),
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
  ]);
  const shape = (element) =>
    JSON.stringify([own(element), ...[...new Set([...element.children].map(own))].sort()]);
  const thin = (element) => {
    for (const like of Map.groupBy(element.children, own).values()) {
      const seen = new Set();
      for (const [at, child] of like.entries()) {
        const has = [child, ...child.querySelectorAll("*")].map((each) => shapes.get(each));
        const isNew = has.some((each) => !seen.has(each));
        if (!isNew && at > 1 && at < like.length - 1) child.remove();
        for (const each of has) seen.add(each);
      }
    }
    for (const child of element.children) thin(child);
  };
  const main = document.querySelector("main");
  const shapes = new Map([...main.querySelectorAll("*")].map((each) => [each, shape(each)]));
  // What is out of view has no colours yet.
  const late = main.querySelectorAll(".pair, .letter");
  for (const row of late) row.style.contentVisibility = "visible";
  thin(main);
}"""
"""Of like neighbours, leaves the first two, the last, and each that has an element of a new shape.

The shape of an element is: its name, its attributes, whether it has text, and the kinds of elements
in it; and the values of all but attributes that are data, names, words, addresses or places in a
drawing, where it matters whether there is a value.
"""


def violations(page: Page, **options: object) -> str:
    """What axe objects to, in words; nothing where all is well."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return str(found.generate_report()[:4000]) if found.violations_count else ""


NARROW: ViewportSize = {"width": 640, "height": 800}  # a screen of 1280 at twice the size
IN_VIEW = """() => {
  const { left, right } = document.activeElement.getBoundingClientRect();
  return left >= -1 && right <= innerWidth + 1;
}"""


@pytest.mark.parametrize(("folder", "kind"), in_turns(list(EDITIONS), KINDS))
def test_every_kind_of_page_is_accessible(page: Page, served: str, folder: str, kind: str) -> None:
    """Opened once for all: the focus is never where nobody sees it; what is large fits; axe objects
    to nothing, with a few of many like rows, also to the colours of the dark palette."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served}/{folder}{KINDS[kind]}")
    check_focus(page)
    check_sizes(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(SAMPLE)
    assert violations(page) == ""
    if not folder:
        page.locator("label[for=__palette_1]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        # The dark palette changes colours only.
        assert violations(page, runOnly=["color-contrast"]) == ""
        page.locator("label[for=__palette_0]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    check_phone(page, has_drawer=kind == "report")


def check_focus(page: Page) -> None:
    page.set_viewport_size(NARROW)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_VIEW), page.evaluate("document.activeElement.outerHTML")
    page.evaluate("document.activeElement.blur()")


def check_sizes(page: Page) -> None:
    """A page fits 320 pixels (WCAG 2.2, 1.4.10), and with large or spaced letters nothing is past
    the edge, the texts of charts too (1.4.4, 1.4.12)."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for width, styles in ((320, SPACED), (320, LARGE), (1280, LARGE)):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDEST, [width, styles]) <= width + 1, (width, styles)
    page.evaluate("document.adoptedStyleSheets = []")


def check_phone(page: Page, has_drawer: bool) -> None:
    """Axe objects to nothing on a phone outside the text, which is the same on a wide screen; with
    ``has_drawer``, the drawer open too."""
    page.set_viewport_size({"width": 390, "height": 800})
    text = "document.querySelectorAll('article .page > :not(h1, .running-head, :has(h1))')"
    page.evaluate(f"{text}.forEach((each) => each.remove())")
    assert violations(page) == ""
    if has_drawer:
        page.evaluate("document.getElementById('__drawer').click()")
        page.wait_for_timeout(100)
        assert violations(page) == ""


def test_the_sample_keeps_what_differs(page: Page) -> None:
    """Among many like rows axe meets the one that lacks something, wherever it stands."""
    row = "<li><a href='#{0}'>row {0}</a></li>"
    for wrong, rule in (
        ("<li><img src='data:,'></li>", "image-alt"),
        ("<li><a href='#x'></a></li>", "link-name"),
        ("<li><a href='#x' style='color: #eee'>pale</a></li>", "color-contrast"),
        ("<li><a href='#x' data-pale>pale</a></li>", "color-contrast"),
        ("<li><a href='#x' lang='xx-nothing-'>row</a></li>", "valid-lang"),
    ):
        rows = [row.format(number) for number in range(40)]
        rows[25] = wrong
        head = "<html lang=en><title>t</title><style>[data-pale] {color: #eee}</style>"
        page.set_content(f"{head}<main><h1>t</h1><ul>{''.join(rows)}")
        page.evaluate(SAMPLE)
        assert page.locator("li").count() == 4
        assert rule in violations(page)
