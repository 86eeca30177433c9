"""Nothing that data holds runs, and no page does what its content security policy refuses.

One site is built for both, of a small publication with hostile text in every field that takes it.
"""

import csv
import io
import itertools
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from build_tools.build import build
from build_tools.diagnostics import Problems
from build_tools.exports.files import export_files
from build_tools.glossary.records import DraftRecord
from build_tools.publication.check import check_publication
from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.project import Project
from build_tools.records import Record
from build_tools.resources.drafting import DraftingWords
from build_tools.resources.units import Unit
from build_tools.system.progress import Progress
from build_tools.website import policy
from build_tools.website.policy import with_policy
from tests.support import hostile
from tests.support.book_checks import texts
from tests.support.publications import tiny
from tests.support.servers import serving

pytestmark = pytest.mark.browser

EDITIONS = ("", "zh-hant/", "en/")
KINDS = (
    "index.html",
    "report/index.html",
    "report/2021-1.html",
    "report/2022-close.html",
    "glossary/index.html",
    "glossary/pinyin.html",
    "glossary/economy.html",
    "tracker/index.html",
    "tracker/no-follow-up.html",
    "indicators.html",
    "notes.html",
    "downloads.html",
    "data.html",
    "about.html",
)
TITLE = "zqtitle {{ 'x' ~ (7+7) }}{% raw %} ${7+7} ]]> &lt;b&gt;"
"""Of a page written by hand, whose author may write HTML; verify refuses what would run."""
PATIENCE = 5000


@dataclass(frozen=True)
class Hostile:
    """The built site, and the text of each field that took hostile text."""

    project: Project
    base: hostile.Data
    data: hostile.Data

    @property
    def site(self) -> Path:
        return self.project.site

    def pages(self) -> list[str]:
        return [
            path.relative_to(self.site).as_posix() for path in sorted(self.site.rglob("*.html"))
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    project = tiny.project(tmp_path_factory.mktemp("hostile"))
    base = hostile.base(project.data)
    data = hostile.everywhere(base)
    hostile.write(data, project.data)
    for page in project.handwritten.rglob("about.md"):
        page.write_text(f"# {TITLE}\n\nText.\n", "utf-8")
    problems = Problems()
    check_publication(project.data, problems)
    assert list(map(str, problems.errors)) == [], "a field that refuses these belongs to `refused`"
    build(project, problems, Progress())
    return Hostile(project, base, data)


@pytest.fixture(scope="module")
def server(made: Hostile) -> Iterator[str]:
    with serving(made.site) as root:
        yield root


# What takes which text.


def test_every_type_of_record_is_walked() -> None:
    walked = {model for file in hostile.FILES.values() for model in hostile.models(file)}
    words = {
        model
        for file in DATA_FILES
        if file.pattern in hostile.WORDS
        for model in hostile.models(file.model)
    }
    known = {model for model in hostile.subclasses(Record) if not model.__subclasses__()}
    ours = {model for model in known if model.__module__.startswith("build_tools.")}
    # A term without its English has the fields of a term, and no page shows it; a unit is made
    # from its entry in the file; the words of drafting are the generator's own.
    assert ours - walked - words == {DraftRecord, Unit, DraftingWords}


def test_what_is_not_free_text_is_refused_where_it_stands(made: Hostile, tmp_path: Path) -> None:
    data = tiny.project(tmp_path).data
    hostile.base(data)
    wrong = " ".join(text.replace("FIELD", "zq") for text in hostile.CASES["strings"].values())
    passed = []
    for field in hostile.fields():
        if field.leaf.kind != "text":
            found = hostile.errors_of(
                hostile.changed(made.base, field, hostile.put(wrong)), data, field.file
            )
            places = {problem.place.file for problem in found if problem.place.line}
            passed += [field.name] if f"data/{field.file}" not in places else []
        hostile.write(made.base, data, field.file)
    assert passed == []


def test_addresses_are_of_the_web(made: Hostile, tmp_path: Path) -> None:
    data = tiny.project(tmp_path).data
    hostile.base(data)
    found = [field for field in hostile.fields() if field.leaf.kind == "address"]
    assert found
    for field in found:
        for wrong in hostile.CASES["addresses"]:
            values = hostile.changed(made.base, field, hostile.put(wrong))
            told = hostile.errors_of(values, data, field.file)
            assert [problem.code.id for problem in told] == ["REC007"], (field.name, wrong)
            assert told[0].place.line > 0
        values = hostile.changed(made.base, field, hostile.put("https://report.example.org/a/"))
        assert hostile.errors_of(values, data, field.file) == []


def test_what_repeats_other_words_takes_none(made: Hostile, tmp_path: Path) -> None:
    data = tiny.project(tmp_path).data
    hostile.base(data)
    free = {field.name: field for field in hostile.fields() if field.leaf.kind == "text"}
    partly = dict.fromkeys(hostile.CASES["takes"], "")
    for name, code in {**partly, **hostile.CASES["refused"]}.items():
        texts = hostile.refused_strings(free[name]) if not code else hostile.strings(free[name])
        values = hostile.changed(made.base, free[name], hostile.append(*texts))
        codes = [problem.code.id for problem in hostile.errors_of(values, data, free[name].file)]
        assert codes, name
        assert not code or code in codes, name
        hostile.write(made.base, data, free[name].file)


def test_no_text_holds_what_is_not_seen(made: Hostile, tmp_path: Path) -> None:
    data = tiny.project(tmp_path).data
    hostile.base(data)
    for file, turned in zip(hostile.FILES, itertools.cycle(hostile.CASES["never"])):
        field = next(f for f in hostile.fields() if f.file == file and f.leaf.kind == "text")
        values = hostile.changed(made.base, field, hostile.append(turned, between=""))
        [found] = [p for p in hostile.errors_of(values, data, file) if "invisible" in p.message]
        assert found.code.id == "REC007"
        assert found.place.line > 0
        hostile.write(made.base, data, file)


def tables(folder: Path) -> list[list[str]]:
    """The rows of all tables that a data folder makes."""
    resolved = check_publication(folder, Problems())
    assert resolved is not None
    files = export_files(resolved)
    rows = [
        row
        for name in files
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(files[name]))
    ]
    return rows + [line.split("\t") for line in files["translation.tsv"].splitlines()]


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    data = tiny.project(tmp_path).data
    values = hostile.base(data)
    for name in ("glossary source", "tracker/indicators en", "translation/front en"):
        [field] = [field for field in hostile.fields() if field.name == name]
        values = hostile.changed(values, field, lambda old: f"=HYPERLINK({old})")
    hostile.write(values, data)
    cells = [cell for row in tables(data) for cell in row]
    assert len([cell for cell in cells if cell.startswith("'=HYPERLINK(")]) == 3
    figures = [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert all(re.fullmatch(r"[+-][\d.]+", cell) for cell in figures)
    assert figures, "a change keeps its sign"


class Acting(HTMLParser):
    """What in a page would act: scripts, handlers, and addresses that run a script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.script = tag == "script" and values.get("type") not in policy.DATA
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().startswith("javascript"):
                self.found.append(f"{name}={value}")
        if tag == "img":
            self.found.append("img")

    def handle_data(self, data: str) -> None:
        if self.script and "window.hacked" in data:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def test_no_page_has_what_would_act(made: Hostile) -> None:
    """Nor do the names and descriptions, which reach the renderer's own templates."""
    act = "<p onclick=x><script>window.hacked=1</script><a href='javascript:x'><img>"
    assert len(Acting(act).found) == 4
    for path in made.pages():
        assert Acting((made.site / path).read_text("utf-8")).found == [], path


# In a browser.


SHOWN = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const element of copy.querySelectorAll("script, style")) element.remove();
  const attributes = [...copy.querySelectorAll("[title], [aria-label], meta[content]")]
    .flatMap((e) => [e.title, e.ariaLabel, e.content]);
  return [copy.textContent, ...attributes].join(" ");
}"""


def shown(path: Path) -> str:
    """What a page shows before its scripts run."""
    root = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    etree.strip_elements(root, "script", "style", with_tail=False)
    return " ".join(
        [root.text_content(), *root.xpath("//@title | //@aria-label | //meta/@content")]
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def search(page: Page, words: str) -> None:
    """Ask for words in the dialog, and leave its results open."""
    if not page.locator("#search[open]").count():
        page.locator(".search-open").click()
    page.locator(".search__field").fill(words)
    page.locator(".search__page").first.wait_for(timeout=PATIENCE)
    for more in page.locator(".search__page summary").all():
        more.click()


USE = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const opened = new Set();
  const note = () => [".panel[open]", ".panel__terms", ".panel__links"]
    .filter((what) => document.querySelector(what)).forEach((what) => opened.add(what));
  const change = (field) => ["input", "change"].forEach(
    (name) => field.dispatchEvent(new Event(name, { bubbles: true })));
  for (const input of all(".tools input")) input.click();
  for (const term of all(".md-content a.term[href]")) { term.click(); note(); }
  for (const link of all("a.follow")) { link.click(); note(); }
  for (const link of all('.s-link[href^="#"]')) {
    link.click();
    note();
    const copying = ".panel__tools button, .panel__form button:first-of-type";
    for (const button of all(copying)) button.click();
  }
  for (const field of all(".filters input, #filter")) { field.value = "zq"; change(field); }
  for (const field of all(".filters select")) { field.selectedIndex = 1; change(field); }
  for (const button of all(".filters button")) { button.click(); opened.add(".filters"); }
  dispatchEvent(new Event("beforeprint"));
  all("[data-md-component=palette] label:not([hidden])")[0]?.click();
  return [...opened];
}"""
"""Uses whatever the page has to use, and says what was seen."""
OPEN = """(addresses) => Promise.all(addresses.map((address) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.width = 1000;
  frame.height = 700;
  frame.onload = done;
  frame.src = address;
  document.body.append(frame);
})))"""
USED = {".panel[open]", ".panel__terms", ".panel__links", ".filters"}


def opened(page: Page, root: str, paths: Sequence[str]) -> list[Frame]:
    """Pages of the site in frames of one page, which takes much less time than one by one."""
    page.goto(f"{root}/data/source.txt")
    page.evaluate(OPEN, [f"{root}/{path}" for path in paths])
    frames = page.frames[1:]
    assert len(frames) == len(paths)
    return frames


def test_nothing_runs_though_no_policy_holds(made: Hostile, server: str, browser: Browser) -> None:
    """Every page is opened and used with its policy switched off; and every text is shown.

    The Chinese editions have the templates and scripts of the English one: one simplified page of
    each kind is opened, and the other Chinese pages are read.
    """
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    texts, used = [], set()
    for edition in EDITIONS:
        others = tuple(folder for folder in EDITIONS if folder and folder != edition)
        paths = [path for path in made.pages() if path.startswith(edition)]
        paths = [path for path in paths if edition or not path.startswith(others)]
        opening = {"": list(KINDS), "zh-hant/": [], "en/": paths}[edition]
        texts += [squeezed(shown(made.site / path)) for path in paths if path not in opening]
        for path, frame in zip(opening, opened(page, server, opening), strict=True):
            used |= set(frame.evaluate(USE))
            assert frame.evaluate("String(window.hacked)") == "undefined", path
            texts.append(squeezed(frame.evaluate(SHOWN)))
        if not opening:
            continue
        page.goto(f"{server}/{edition}report/2021-1.html")
        for words in ("zqsource", "onerror", "raw"):
            search(page, words)
        assert page.evaluate("String(window.hacked)") == "undefined"
    context.close()
    assert used == USED
    whole = "\n".join(texts)
    # The footer, which is not part of a page's text, tells whose translation it is.
    footer = ("publication translation.translator.", "publication translation.source.")
    assert hostile.unseen(texts) == [
        name for name in hostile.CASES["unseen"] if not name.startswith(footer)
    ]
    assert squeezed(unescape(TITLE)) in whole
    assert "onerror=window.hacked=/zqsource/" in whole


WATCH = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused: ${event.effectiveDirective} ${event.blockedURI}`);
  window.refused = [...(window.refused ?? []), event.effectiveDirective];
});"""


def watch(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what is refused or goes wrong on it."""
    context.add_init_script(WATCH)
    page, wrong = context.new_page(), []

    def say(text: str) -> None:
        # The page for what is not found has addresses from a root that is not this one's.
        if "404.html" not in page.url or "Failed to load" not in text:
            wrong.append(f"{page.url}: {text}")

    page.on("console", lambda told: say(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: say(str(error)))
    return page, wrong


@pytest.mark.parametrize("protocol", ["server", "disk"])
def test_no_page_does_what_its_policy_refuses(
    made: Hostile, server: str, browser: Browser, protocol: str
) -> None:
    """Each kind of page, with all that it has to use, from both protocols.

    The kinds are opened in the editions in turn, which share their templates and scripts.
    """
    root = server if protocol == "server" else made.site.as_uri()
    context = browser.new_context()
    page, wrong = watch(context)
    used = set()
    for number, folder in enumerate(EDITIONS):
        kinds = KINDS[number :: len(EDITIONS)]
        for frame in opened(page, root, [f"{folder}{kind}" for kind in kinds]):
            used |= set(frame.evaluate(USE))
        page.goto(f"{root}/{folder}404.html")
        page.goto(f"{root}/{folder}downloads.html")
        with page.expect_download():
            page.locator("a[download]").last.click()
        search(page, "860")
        page.locator(".search__page a").first.click()
        expect(page.locator("mark").first).to_be_visible()
        page.locator(".editions a").first.click()
    page.emulate_media(media="print")
    page.pdf()
    assert used == USED
    context.close()
    assert wrong == []


def test_the_worker_and_the_app_are_covered(made: Hostile, server: str, browser: Browser) -> None:
    context = browser.new_context()
    page, wrong = watch(context)
    page.add_init_script("localStorage.setItem('offline', 'on')")
    page.goto(f"{server}/en/index.html")
    assert (
        page.evaluate("navigator.serviceWorker.ready.then((ready) => ready.scope)") == f"{server}/"
    )
    app = context.new_cdp_session(page).send("Page.getAppManifest")
    assert json.loads(app["data"])["lang"] == "en"
    context.close()
    assert wrong == []


def until(
    page: Page, expression: str, enough: Callable[[Any], bool], *, seconds: float = 20
) -> Any:
    """The expression's value once it is enough.

    Not ``page.wait_for_function``: it evaluates text on the page, which the policy refuses.
    """
    end = time.monotonic() + seconds
    while not enough(value := page.evaluate(expression)):
        assert time.monotonic() < end, f"{expression} is still {value!r}"
        page.wait_for_timeout(20)
    return value


ATTACK = """<!doctype html><meta charset="utf-8"><title>x</title><body>
<script>window.hacked = 1</script><img src="x.png" onerror="window.hacked = 2">
<p id="p" style="color: red" onclick="window.hacked = 3">x</p><a href="javascript:void 0">x</a>
<img src="https://e.example/x.png"><script src="https://e.example/x.js"></script>
<link rel="stylesheet" href="https://e.example/x.css"><iframe srcdoc="x" src="x"></iframe>
<object data="x"></object><base href="https://e.example/"><form action="y"><button></button></form>
</body>"""


def test_the_policy_refuses_what_would_run(browser: Browser, tmp_path: Path) -> None:
    """And the tests above would see it: with the policy switched off, it runs."""
    (tmp_path / "a.html").write_text(with_policy(ATTACK), "utf-8")
    ran = {}
    for bypass in (False, True):
        context = browser.new_context(bypass_csp=bypass)
        context.route("https://**", lambda route: route.abort())
        page, _ = watch(context)
        page.goto((tmp_path / "a.html").as_uri())
        page.locator("#p").click()
        if not bypass:
            page.locator("button").dispatch_event("click")
            refused = set(until(page, "window.refused ?? []", lambda seen: len(set(seen)) == 8))
        else:
            until(page, "window.hacked", lambda value: value == 3)
        ran[bypass] = page.evaluate("window.hacked ?? null")
        context.close()
    assert ran == {False: None, True: 3}
    assert refused == {
        "script-src-elem",
        "script-src-attr",
        "style-src-attr",
        "style-src-elem",
        "img-src",
        "object-src",
        "base-uri",
        "form-action",
    }


# Elsewhere than on pages.


def text_of(made: Hostile, name: str) -> str:
    """A field's whole text as it was written."""
    field = next(field for field in hostile.fields() if field.name == name)
    at = made.data[field.file]
    for part in ((field.key,) if field.key is not None else ()) + field.leaf.path:
        at = at[part]
    assert field.token in at
    return str(at)


@pytest.mark.parametrize("book", ["hans.epub", "bilingual.epub", "en.epub"])
def test_books_are_well_formed_and_show_it_as_text(made: Hostile, book: str) -> None:
    language = "en" if book == "en.epub" else "zh"
    wanted = [text_of(made, f"publication title.{language}")]
    wanted += [text_of(made, "glossary definition"), text_of(made, "glossary en")]
    [path] = (made.site / "downloads").glob(f"*-{book}")
    whole = ""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                root = etree.fromstring(packed.read(name))
                assert not root.xpath("//*[local-name()='script' or local-name()='iframe']"), name
                assert not root.xpath("//@*[starts-with(name(), 'on')]"), name
                assert not root.xpath("//@href[starts-with(., 'javascript:')]"), name
                whole += "".join(root.itertext())
    for text in wanted:
        assert squeezed(text) in squeezed(whole), text


@pytest.mark.parametrize("edition", ["hans", "hant", "en"])
def test_print_shows_it_as_text_and_does_nothing(made: Hostile, edition: str) -> None:
    [path] = (made.site / "downloads").glob(f"*-{edition}.pdf")
    content = path.read_bytes()
    whole = squeezed("".join(texts(content))).replace("-", "")
    language = {"hans": "zh"}.get(edition, edition)
    end = f"publication source.ends_early.{language}"
    for name in (end, "glossary definition"):
        [token] = [field.token for field in hostile.fields() if field.name == name]
        assert f"javascript:window.hacked=/{token}/" in whole
    for action in (b"/JavaScript", b"/Launch", b"/OpenAction"):
        assert action not in content


def test_exports_hold_it_letter_for_letter(made: Hostile) -> None:
    data = made.site / "data"
    report = json.loads((data / "report.json").read_text("utf-8"))
    assert report["publication"]["title"]["en"] == text_of(made, "publication title.en")
    assert report["segments"][0]["en"] == text_of(made, "translation/front en")
    assert "<svg/onload=window.hacked=/zqsource/>" in (data / "source.txt").read_text("utf-8")
    terms = {term["id"]: term for term in json.loads((data / "glossary.json").read_text())["terms"]}
    assert terms["gdp"]["definition_en"] == text_of(made, "glossary definition")
    table = list(csv.DictReader(io.StringIO((data / "glossary.csv").read_text("utf-8-sig"))))
    assert table[0]["definition_en"] == text_of(made, "glossary definition")
    termbase = "".join(etree.parse(data / "glossary.tbx").getroot().itertext())
    assert text_of(made, "glossary definition") in termbase
    memory = "".join(etree.parse(data / "translation.tmx").getroot().itertext())
    assert text_of(made, "translation/front en") in memory
    etree.parse(made.site / "sitemap.xml")
    app = json.loads((made.site / "app-en.webmanifest").read_text("utf-8"))
    assert app["name"] == text_of(made, "publication site.name.en")
    for path in sorted(made.site.rglob("*.json")):
        json.loads(path.read_text("utf-8"))
