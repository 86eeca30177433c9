"""The search in a browser, from a web server and from a disk, with the network cut.

The site is a small one of Material for MkDocs, made here from the real report with the theme of the
publication's sites.
"""

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path
from statistics import mean
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Request, Route

from build_tools.records.editions import EDITIONS, Edition
from build_tools.resources.interface import Words, general_interface
from build_tools.search.engine import ENGINE_PATH, engine
from build_tools.search.entries import SearchEntry
from build_tools.search.index import INDEX_PATH, search_index
from build_tools.website.configuration import THEME
from build_tools.website.page_files import SEARCH_WORDS, THEME_WORDS
from tests.acceptance.search_queries import pages_with, query_cases, real_entries
from tests.support.paths import ASSETS
from tests.support.servers import serving

pytestmark = pytest.mark.browser

HANS, HANT, EN = EDITIONS
LEAST_RECALL = 0.98
SCRIPTS = [ASSETS / "js" / "theme-limits.js", *sorted((ASSETS / "js").glob("search*.js"))]
STYLE = "assets/css/publication.css"
CONFIGURATION = """
site_name: Report
use_directory_urls: false
plugins: []
theme:
  name: material
  language: LANGUAGE
  font: false
  custom_dir: THEME
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: light}}
extra_css: [assets/css/publication.css, assets/other.css]
extra: EXTRA
"""
EVIL = "<img src=x onerror=\"document.title='evil'\"><b>常熟</b>"


def shown(entry: SearchEntry, edition: Edition) -> tuple[str, str]:
    texts = (entry.text, entry.english)
    return texts if edition.is_chinese else texts[::-1]


def markdown(entries: list[SearchEntry], edition: Edition) -> str:
    """A page of the report: each sentence an element of its own, the other language beside it."""
    lines = []
    for entry in entries:
        own, other = map(escape, shown(entry, edition))
        if entry.kind != "sentence":
            level = 1 if entry.kind == "title" else 2
            lines.append(f'<h{level} id="{entry.anchor}">{own}</h{level}>')
        else:
            # A term in the middle carries a note, which must not break a match.
            middle = len(own) // 2
            noted = own if "&" in own else f"{own[:middle]}<a>{own[middle:]}</a>"
            lines.append(
                f'<span class="s" id="{entry.anchor}">{noted}<i role="tooltip">note</i></span>'
                f'<span class="o" data-of="{entry.anchor}" hidden>{other}</span>'
            )
    return "\n".join(lines) + "\n"


def site_entries(edition: Edition) -> list[SearchEntry]:
    """The whole report in the default edition, which is enough of the others."""
    evil = SearchEntry("evil.html", EVIL, EVIL, "evil", "sentence", EVIL, EVIL)
    pages = {"report/2023-1.html", "report/2023-2.html"}
    found = (e for e in real_entries(edition) if edition == HANS or e.page in pages)
    return [*found, evil]


def prepare(folder: Path, edition: Edition) -> None:
    """Write what MkDocs makes the site of."""
    docs = folder / "docs"
    entries = site_entries(edition)
    for page, group in groupby(entries, key=lambda entry: entry.page):
        path = docs / page.replace(".html", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(list(group), edition), "utf-8")
    (docs / "index.md").write_text("# Home\n\n[a link](report/2023-1.md)\n", "utf-8")
    (docs / INDEX_PATH).parent.mkdir(parents=True)
    for script in SCRIPTS:
        shutil.copy(script, (docs / INDEX_PATH).with_name(script.name))
    (docs / STYLE).parent.mkdir(parents=True)
    shutil.copy(ASSETS / "css" / "publication.css", docs / STYLE)
    (docs / INDEX_PATH).write_bytes(search_index(entries, edition))
    (docs / ENGINE_PATH).write_bytes(engine())
    (docs / "assets" / "other.css").write_text(".o, [role=tooltip] {display: none}", "utf-8")
    words = Words(edition, general_interface())
    extra = {
        "edition": edition.id,
        "editions": [{"id": edition.id, "lang": edition.lang, "folder": "", "name": edition.name}],
        "homepage": "index.html",
        "root_url": "https://site.example/",
        "foot": {},
        "words": {key: words(key) for key in THEME_WORDS},
        "interface": json.dumps(words.for_scripts(*SEARCH_WORDS)),
    }
    configuration = CONFIGURATION.replace("LANGUAGE", edition.lang)
    configuration = configuration.replace("THEME", json.dumps(str(THEME)))
    configuration = configuration.replace("EXTRA", json.dumps(extra, ensure_ascii=False))
    (folder / "mkdocs.yml").write_text(configuration, "utf-8")


@dataclass
class Reader:
    """A reader with one tab open, whose browser may ask nothing but the site."""

    page: Page
    root: str
    session: CDPSession
    outside: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.asked.clear()
        self.page.goto(self.root + path, wait_until="load")

    @contextlib.contextmanager
    def index(self, other: str) -> Iterator[None]:
        """Sends something in place of the search index; "" for an error.

        Only meanwhile are requests intercepted: a browser keeps no page that it may not ask itself.
        """

        def replace(route: Route) -> None:
            if other:
                route.fulfill(body=other, content_type="text/javascript")
            else:
                route.abort()

        self.page.route(self.root + INDEX_PATH, replace)
        yield
        self.page.unroute(self.root + INDEX_PATH)

    def dialog(self) -> None:
        self.page.locator(".search-open").click()
        self.page.wait_for_function("document.getElementById('search').open")

    def find(self, query: str) -> list[str]:
        """The addresses of the pages found, after the text is put into the field as a paste is."""
        return list(
            self.page.evaluate(
                """async (query) => {
                  const input = document.querySelector(".search__field");
                  const count = document.querySelector(".search__count");
                  count.textContent = "…";
                  input.value = query;
                  const end = performance.now() + 30_000;
                  const wait = async () => {
                    if (performance.now() > end) throw Error("no answer came");
                    await new Promise((resolve) => setTimeout(resolve, 1));
                  };
                  while (!window.siteSearch.search) await wait();
                  input.dispatchEvent(new InputEvent("input", {inputType: "insertFromPaste"}));
                  while (count.textContent.endsWith("…")) await wait();
                  for (let more; (more = document.querySelector(".search__more:not([hidden])")); ) {
                    more.click();
                  }
                  return Array.from(document.querySelectorAll(".search__title"), ({href}) => href);
                }""",
                query,
            )
        )

    def pages(self, query: str) -> list[str]:
        return [
            unquote(found).removeprefix(self.root).partition("?")[0] for found in self.find(query)
        ]

    def told(self) -> str:
        return str(self.page.locator(".search__count").text_content())

    def says(self, expected: str) -> bool:
        """Whether the live region comes to say the text."""
        self.page.wait_for_function(
            "text => document.querySelector('.search [role=status]').textContent === text",
            arg=expected,
        )
        return True

    def marks(self, where: str) -> list[str]:
        return self.page.locator(f"{where} mark").all_text_contents()

    def clean(self) -> None:
        assert self.outside == []
        assert self.errors == []


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {edition.id: tmp_path_factory.mktemp(edition.id) for edition in EDITIONS}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    runs = []
    for edition in EDITIONS:
        prepare(folders[edition.id], edition)
        runs.append(
            subprocess.Popen(
                command, cwd=folders[edition.id], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        )
    for run in runs:
        output, _ = run.communicate()
        assert not run.returncode, output.decode()
    return {name: folder / "site" for name, folder in folders.items()}


@contextlib.contextmanager
def reading(browser: Browser, root: str) -> Iterator[Reader]:
    context = browser.new_context()
    context.set_default_timeout(15_000)
    page = context.new_page()
    reader = Reader(page, root, context.new_cdp_session(page))

    def note(request: Request) -> None:
        if request.url.startswith((root, "data:")):
            reader.asked.append(request.url.removeprefix(root).partition("?")[0])
        else:
            reader.outside.append(request.url)

    context.on("request", note)
    page.on("pageerror", lambda error: reader.errors.append(str(error)))
    yield reader
    context.close()


@pytest.fixture(params=["http", pytest.param("file", marks=pytest.mark.long)], scope="module")
def protocol(request: pytest.FixtureRequest) -> str:
    """From a server, and in the long tests from the disk too, which test_two_homes.py compares."""
    return str(request.param)


@pytest.fixture(scope="module")
def readers(browser: Browser, sites: dict[str, Path], protocol: str) -> Iterator[dict[str, Reader]]:
    """A reader of each edition, who goes from page to page, by one protocol."""
    with contextlib.ExitStack() as stack:
        found = {}
        for name, site in sites.items():
            served = stack.enter_context(serving(site)) if protocol == "http" else site.as_uri()
            root = f"{served}/"
            found[name] = stack.enter_context(reading(browser, root))
        yield found


@pytest.fixture
def reader(readers: dict[str, Reader]) -> Iterator[Reader]:
    """The reader of the default edition."""
    reader = readers["hans"]
    yield reader
    reader.clean()


def test_recall_at_5_in_every_class(reader: Reader) -> None:
    """A third of the queries: tests/acceptance/test_search.py asks the same engine all of them."""
    reader.open("report/2024-1.html")
    reader.dialog()
    recall = {}
    for name, queries in query_cases().items():
        shares = []
        for query in queries.all[::3]:
            wanted = pages_with(query.finds)
            found = reader.pages(query.query)[:5]
            shares.append(len(wanted & set(found)) / min(5, len(wanted)))
        recall[name] = round(mean(shares), 3)
    assert {name: share for name, share in recall.items() if share < LEAST_RECALL} == {}


def test_nothing_is_loaded_before_the_search_is_used(reader: Reader) -> None:
    reader.open("report/2023-1.html")
    reader.page.wait_for_timeout(300)
    assert [path for path in reader.asked if "search" in path] == ["assets/js/search.js"]
    reader.dialog()
    reader.find("常熟")
    loaded = [path for path in reader.asked if "search" in path]
    scripts = ["assets/js/search.js", "assets/js/search-dialog.js"]
    assert sorted(loaded) == sorted([*scripts, ENGINE_PATH, INDEX_PATH])


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_result_opens_the_page_at_the_sentence_marked(
    readers: dict[str, Reader], edition: Edition
) -> None:
    expected = {
        "hans": {"工业用电": "工业用电", "industrial electricity": ""},
        "hant": {"工业用电": "工業用電", "gongyeyongdian": "工業用電"},
        "en": {"industrial electricity": "industrial electricity", "工业用电": ""},
    }
    reader = readers[edition.id]
    for query, marked in expected[edition.id].items():
        reader.open("index.html")
        reader.dialog()
        reader.find(query)
        with reader.page.expect_navigation(url=re.compile(r"[?&]h=")):
            reader.page.keyboard.press("Enter")
        assert unquote(reader.page.url).endswith(f"report/2023-1.html?h={query}#2023.1.1.1"), (
            "Enter opens the sentence itself"
        )
        sentence = reader.page.locator("[id='2023.1.1.1']")
        sentence.locator("mark").first.wait_for()
        whole = str(sentence.inner_text())
        # Found in the language that is hidden: the whole sentence is marked.
        assert "".join(reader.marks("[id='2023.1.1.1']")) == (marked or whole)
        assert sentence.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    reader.clean()


def test_q_opens_the_dialog_with_its_results(reader: Reader) -> None:
    reader.open(f"index.html?q={quote('虞山 尚湖')}")
    reader.page.locator(".search__page").first.wait_for()
    assert reader.page.locator(".search__field").input_value() == "虞山 尚湖"
    assert reader.told() == "3条结果，2页"


def test_h_marks_every_place_of_the_page(reader: Reader) -> None:
    reader.open(f"report/2023-1.html?h={quote('suzhou')}")
    reader.page.locator("article mark").first.wait_for()
    text = "".join(entry.text for entry in real_entries(HANS) if entry.page == "report/2023-1.html")
    # Words that run over a note are marked in two pieces.
    assert "".join(reader.marks(".s, h1, h2")).count("苏州") == text.count("苏州")


def test_h_is_never_markup(reader: Reader) -> None:
    reader.open(f"evil.html?h={quote('<img src=x onerror=alert(1)>常熟 ' + EVIL)}")
    reader.page.locator("article mark").first.wait_for()
    assert reader.page.locator("article img").count() == 0
    assert reader.page.title() != "evil"


def test_count_is_shown_and_announced(reader: Reader) -> None:
    reader.open("index.html")
    reader.dialog()
    reader.find("2870亿元")
    assert reader.told() == "1条结果，1页"
    assert reader.says("1条结果，1页")
    reader.find("龘龘龘")
    assert reader.told().startswith("没有找到")
    assert reader.says(reader.told())
    for useless in (".search__kinds", ".search__link"):
        assert reader.page.locator(useless).is_hidden()
    reader.find("声雪产业")
    assert reader.told().startswith("没有完全相同的内容")
    region = reader.page.locator(".search [role=status]")
    assert region.evaluate("e => getComputedStyle(e).visibility") == "visible"


@pytest.mark.parametrize(
    ("edition", "query", "told"),
    [
        (HANT, "工業用電", "1筆結果，1頁"),
        (EN, "工业用电", "1 result on 1 page"),
    ],
    ids=["hant", "en"],
)
def test_count_is_in_the_language_of_the_edition(
    readers: dict[str, Reader], edition: Edition, query: str, told: str
) -> None:
    reader = readers[edition.id]
    reader.open("index.html")
    reader.dialog()
    reader.find(query)
    assert reader.told() == told
    reader.clean()


def test_how_it_was_found_is_said_where_nothing_is_just_what_was_typed(reader: Reader) -> None:
    reader.open("index.html")
    reader.dialog()
    reader.find("gongyeyongdian")
    assert reader.told() == "1条结果，1页（读音相合）"
    reader.find("用电 工业")
    assert reader.told().endswith("（含全部词语）")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_each_language_has_its_fonts(readers: dict[str, Reader], edition: Edition) -> None:
    """English between Chinese has no full-width quotation marks, and Chinese has its script's."""
    reader = readers[edition.id]
    reader.open("index.html")
    reader.dialog()
    reader.find("工业用电" if edition == EN else "industrial electricity")
    lang = edition.chinese_lang if edition == EN else "en"
    first = "e => getComputedStyle(e).fontFamily.split(',')[0]"
    font = reader.page.locator(f".search__text[lang={lang}]").first.evaluate(first)
    assert font.strip('"') in ("Avenir Next", "PingFang SC", "PingFang TC")
    assert font != reader.page.locator("body").evaluate(first)
    reader.clean()


def test_paste_by_mouse(reader: Reader) -> None:
    reader.open("index.html")
    reader.dialog()
    # What a browser does for "Paste" in its menu: no key is pressed.
    reader.session.send("Input.insertText", {"text": "虞山绿茶"})
    reader.page.locator(".search__page").first.wait_for()
    assert reader.told() == "1条结果，1页"


def test_input_methods_compose(reader: Reader) -> None:
    reader.open("index.html")
    reader.dialog()
    reader.find("虞山")
    before = reader.told()
    reader.page.locator(".search__field").fill("")
    reader.page.wait_for_timeout(50)
    placeholder = reader.told()
    for typed in ("c", "chang", "chang shu"):
        reader.session.send(
            "Input.imeSetComposition",
            {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)},
        )
    # The key that chooses the word opens no result.
    reader.session.send(
        "Input.dispatchKeyEvent",
        {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    reader.page.wait_for_timeout(200)
    assert reader.told() == placeholder
    reader.session.send("Input.insertText", {"text": "常熟"})
    reader.page.locator(".search__page").first.wait_for()
    assert reader.told() not in (before, placeholder)
    assert reader.page.locator(".search__page").count() >= 5
    assert reader.page.url.endswith("index.html")


def test_arrow_keys_enter_and_escape(reader: Reader) -> None:
    reader.open("index.html")
    reader.page.locator("article a").focus()
    reader.page.keyboard.press("Control+k")
    reader.page.wait_for_function("document.getElementById('search').open")
    reader.page.keyboard.type("suzhou")
    reader.page.locator(".search__page").first.wait_for()
    links = reader.page.locator(".search__page a")
    for number in range(2):
        reader.page.keyboard.press("ArrowDown")
        assert links.nth(number).evaluate("link => link === document.activeElement")
    reader.page.keyboard.press("ArrowUp")
    assert links.nth(0).evaluate("link => link === document.activeElement")
    reader.page.keyboard.press("Escape")
    reader.page.wait_for_function("!document.getElementById('search').open")
    reader.page.wait_for_function("document.activeElement.matches('article a')")
    reader.page.keyboard.press("Control+k")
    reader.page.wait_for_function("document.getElementById('search').open")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowDown")
    wanted = links.nth(1).get_attribute("href")
    with reader.page.expect_navigation(url=re.compile(r"[?&]h=")):
        reader.page.keyboard.press("Enter")
    assert reader.page.url == wanted


@pytest.mark.parametrize("way", ["Enter", "click"])
def test_the_way_back_leads_to_the_search(reader: Reader, way: str) -> None:
    reader.open("index.html?view=side")
    reader.dialog()
    reader.page.locator(".search__kinds").locator("[value=report]").evaluate(
        "e => e.checked = true"
    )
    assert reader.find("suzhou")
    with reader.page.expect_navigation(url=re.compile(r"[?&]h=")):
        if way == "click":
            reader.page.locator(".search__result").nth(1).click()
        else:
            reader.page.keyboard.press("Enter")
    assert "q=" not in reader.page.url
    reader.page.go_back()
    reader.page.locator(".search__page").first.wait_for()
    assert reader.page.locator(".search__field").input_value() == "suzhou"
    assert reader.page.locator(".search__kinds :checked").get_attribute("value") == "report"
    assert reader.page.url.endswith("index.html?view=side&q=suzhou&kind=report")
    # Closed, it is closed for good.
    reader.page.keyboard.press("Escape")
    reader.page.wait_for_function("!location.search.includes('q=')")
    assert reader.page.url.endswith("index.html?view=side")


def test_where_the_address_may_not_change_a_result_opens(reader: Reader) -> None:
    reader.open("index.html")
    refuse = "() => { history.replaceState = () => { throw new Error('refused'); }; }"
    reader.page.evaluate(refuse)
    reader.dialog()
    reader.find("suzhou")
    with reader.page.expect_navigation(url=re.compile(r"[?&]h=")):
        reader.page.keyboard.press("Enter")
    assert "h=suzhou" in reader.page.url


def test_nothing_hostile_becomes_markup(reader: Reader) -> None:
    reader.open("index.html")
    reader.dialog()
    queries = ["常熟", "img", "onerror", EVIL, "<script>alert(1)</script>", "\ud800常", "a" * 3000]
    for query in [*queries, "'\"&<>", "%", "\\", "?h=#", "javascript:alert(1)"]:
        reader.find(query)
    reader.find("onerror")
    item = reader.page.locator(".search__page")
    assert "<img src=x" in str(item.first.text_content())
    inside = reader.page.locator(".search__pages *")
    names = set(inside.evaluate_all("all => all.map((one) => one.localName)"))
    assert names <= {"li", "a", "ol", "span", "mark", "details", "summary"}
    assert reader.page.title() != "evil"


def test_narrowed_to_a_kind(reader: Reader) -> None:
    reader.open(f"index.html?q={quote('常熟')}&kind=report")
    reader.page.locator(".search__page").first.wait_for()
    kinds = reader.page.locator(".search__kinds")
    assert kinds.locator(":checked").get_attribute("value") == "report"
    assert kinds.locator("[value=term]").is_disabled(), "a kind without results"
    found = int(kinds.locator("label", has_text="报告").locator(".search__number").inner_text())
    assert found == int(kinds.locator("label").first.locator(".search__number").inner_text()) > 5
    link = str(reader.page.locator(".search__link").get_attribute("href"))
    assert unquote(link) == "?q=常熟&kind=report"


@pytest.mark.parametrize("damage", ["missing", "cut short", "of another kind"])
def test_a_damaged_index_gives_a_plain_message(
    reader: Reader, sites: dict[str, Path], damage: str
) -> None:
    whole = (sites["hans"] / INDEX_PATH).read_text("utf-8")
    damaged = {
        "missing": "",
        "cut short": whole[: len(whole) // 2],
        "of another kind": 'self.searchIndex={"format":0};',
    }[damage]
    with reader.index(damaged):
        reader.open(f"report/2023-1.html?h={quote('工业')}")
        reader.dialog()
        assert reader.find("常熟") == []
        assert reader.told().startswith("搜索索引缺失或不完整")
        assert reader.says(reader.told())
        reader.page.keyboard.press("Escape")
        assert "工业用电持续增长" in str(reader.page.locator("article").text_content())
    # The next time that the field is entered, it is tried again.
    reader.dialog()
    assert reader.find("常熟市")
    assert "条结果" in reader.told()
    if damage == "cut short":
        # Only the console shows it.
        assert all("token" in error for error in reader.errors)
        reader.errors.clear()
