"""One site, two homes: the same files from a server and from a disk, with all that they can do.

The links are followed here as a browser follows them, by other code than the build's own check.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from lxml import html
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from tests.browser.test_reading import KINDS
from tests.support.offline_readers import KEEPING, until
from tests.support.servers import Server, running

pytestmark = pytest.mark.browser

FOLDERS = ["", "zh-hant/", "en/"]
ADDRESSES = ("href", "src", "poster", "data", "action")
COPY = re.compile(r"<p data-copy>.*?</p>")


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader unpacks the archive to."""
    folder = tmp_path_factory.mktemp("a folder 文件夹")
    (archive,) = (site / "downloads").glob("*.zip")
    zipfile.ZipFile(archive).extractall(folder)
    return folder


# Without a browser: the files, and where their addresses lead.


def followed(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each address in a page of ``folder`` that opens nothing from a disk: page, address, why."""
    pages = {
        path: html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        for path in sorted(folder.rglob("*.html"))
    }
    ids = {path: set(root.xpath("//@id | //a/@name")) for path, root in pages.items()}
    files = {path for path in folder.rglob("*") if path.is_file()}
    for path, root in pages.items():
        name, base = path.relative_to(folder).as_posix(), path.as_uri()
        for element in root.iter(*{"a", "area", "link", "script", "img", "source", "form"}):
            if element.get("rel", "").startswith(("alternate", "canonical")):
                continue
            for url in filter(None, map(element.get, ADDRESSES)):
                led = urlsplit(urljoin(base, url))
                if led.scheme in ("http", "https", "mailto", "data") and not url.startswith("//"):
                    continue
                target = Path(url2pathname(led.path))
                anchor = unquote(led.fragment)
                if led.netloc or target not in files:
                    yield name, url, "no file"
                # The theme's script makes the anchors that begin with two low lines.
                elif anchor and anchor[:2] != "__" and anchor not in ids.get(target, {anchor}):
                    yield name, url, "no anchor"


def test_every_address_opens_from_the_disk(unpacked: Path) -> None:
    assert list(followed(unpacked)) == []


def test_the_archive_holds_the_site(site: Path, unpacked: Path) -> None:
    """The same files, and the same bytes but for what must differ."""
    own = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    copy = unpacked / "site"
    held = {p.relative_to(copy).as_posix() for p in copy.rglob("*") if p.is_file()}
    assert {Path(path).suffix for path in own - held} == {".zip"}
    assert held - own == set()
    differ = set()
    for path in sorted(held):
        content, other = (site / path).read_bytes(), (copy / path).read_bytes()
        if path.endswith(".html"):
            page = COPY.sub("<p data-copy hidden></p>", other.decode())
            assert page != other.decode(), f"{path} does not say which copy it is"
            other = page.encode()
        if content != other:
            differ.add(path)
    pages = {f"{folder}{name}" for folder in FOLDERS for name in ("404.html", "downloads.html")}
    assert differ == pages | {"sw.js", "data/manifest.json"}


# In the browser: each kind of page, and what a reader does there.


@dataclass
class Visited:
    """What a browser asked for and found, page after page."""

    home: str
    asked: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)

    def watch(self, page: Page) -> None:
        page.context.on("request", lambda request: self.asked.add(request.url))
        page.context.on("requestfailed", self._request_failed)
        page.context.on("response", self._responded)
        page.on("pageerror", lambda error: self.failed.append(str(error)))
        page.on("console", self._said)

    def _request_failed(self, request: Request) -> None:
        # What the next page interrupts has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def _responded(self, response: Response) -> None:
        if not response.ok:
            self.failed.append(response.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.failed.append(message.text)

    def short(self, url: str) -> str:
        return unquote(url).removeprefix(unquote(self.home))


FOUND = """() => ({
  links: [...document.querySelectorAll('a[href]')]
    .map((a) => new URL(a.getAttribute('href'), document.baseURI).href),
  charts: document.querySelectorAll('main svg[role=img]').length,
  words: document.querySelector('main').innerText.length,
  styled: getComputedStyle(document.querySelector('.md-header')).position,
})"""


@pytest.fixture(scope="module")
def visits(browser: Browser, served: str, site: Path, unpacked: Path) -> dict[str, Visited]:
    """Each kind of page once (the editions in turn), from a server and from the site's folder.

    From the copy only some, since its files are the same.
    """
    homes = {
        "server": served,
        "disk": site.as_uri(),
        "copy": (unpacked / "site").as_uri(),
    }
    other_in_copy = ("report/2023-1.html", "downloads.html", "404.html")
    made = {}
    for name, home in homes.items():
        seen = Visited(home)
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        seen.watch(page)
        for number, path in enumerate(KINDS.values()):
            if path == "404.html" and name == "disk":
                continue
            if path not in other_in_copy and name == "copy":
                continue
            address = f"{FOLDERS[number % len(FOLDERS)]}{path}"
            page.goto(f"{home}/{address}")
            found = page.evaluate(FOUND)
            assert found["styled"] != "static", address
            seen.links[address] = [
                *map(seen.short, found["links"]),
                f"{found['charts']} charts",
            ]
        context.close()
        made[name] = seen
    return made


def test_no_request_leaves_the_site(visits: dict[str, Visited]) -> None:
    for name, seen in visits.items():
        assert [url for url in seen.asked if not url.startswith((seen.home, "data:"))] == [], name
        assert seen.failed == [], name
        assert len(seen.asked) > 2 * len(seen.links)


def test_both_homes_have_the_same_links_and_charts(visits: dict[str, Visited]) -> None:
    server, disk, copy = visits["server"].links, visits["disk"].links, visits["copy"].links
    for address, found in disk.items():
        assert found == server[address]
    for address, found in copy.items():
        if "downloads" not in address:
            # The copy's foot leads to the newest version.
            own = [link for link in found if not re.match("https?:", link)]
            assert own == [link for link in server[address] if not re.match("https?:", link)]
    assert any("0 charts" not in found for found in disk.values())


def test_a_reader_does_the_same_in_each_home(page: Page, served: str, site: Path) -> None:
    """Search, edition switch, view, and a deep link of the tracker have the same outcome."""
    outcomes = []
    record = json.loads((site / "data/tracker.json").read_text("utf-8"))["achievements"][10]
    for home in (served, site.as_uri()):
        page.goto(f"{home}/index.html?q=机器人")
        results = page.locator(".search__page a")
        expect(results.first).to_be_visible()
        hits = [unquote(a.get_attribute("href") or "") for a in results.all()]
        page.goto(f"{home}/report/2023-1.html?view=lines#2023.1.2.2")
        expect(page.locator('.o[data-of="2023.1.2.2"]')).to_be_visible()
        page.locator(".editions a", has_text="English").click()
        page.wait_for_url(re.compile("/en/report"))
        switched = page.url
        expect(page.locator("html")).to_have_attribute("data-view", "lines")
        page.goto(f"{home}/tracker/index.html?followed=yes#a-{record['id']}")
        expect(page.locator(".filters output")).not_to_be_empty()
        count = page.locator(".filters output").text_content()
        page.goto(f"{home}/indicators.html")
        charts = page.locator("svg[role=img]:visible").count()
        outcome = [*hits, switched, count, charts]
        outcomes.append([str(x).replace(unquote(home), "").replace(home, "") for x in outcome])
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]) > 5


def test_the_copy_opens_by_its_start_page_and_says_what_it_is(
    browser: Browser, unpacked: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((unpacked / "start.html").as_uri())
    release = page.locator("section p").first.text_content() or ""
    version = re.search(r"\d{4}-\d\d-\d\d", release)
    assert version
    page.locator("a.open", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    note = page.locator("footer [data-copy]")
    expect(note).to_be_visible()
    expect(note).to_contain_text("offline copy")
    expect(note).to_contain_text(version[0])
    page.goto((unpacked / "site/404.html").as_uri())
    page.locator(".md-content a").first.click()
    expect(page).to_have_url((unpacked / "site/index.html").as_uri())
    context.close()


def test_the_site_itself_does_not_say_that_it_is_a_copy(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2023-1.html")
    expect(page.locator("footer [data-copy]")).to_be_hidden()


# As an installed app: the real site, whole, without a connection.


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        context.add_init_script(KEEPING)
        yield context


def heading(page: Page, url: str) -> str:
    page.goto(url)
    return page.locator("h1").inner_text()


def test_the_whole_site_stays_without_a_connection(site: Path, reader: BrowserContext) -> None:
    with running(Server(site)) as server:
        page = reader.new_page()
        page.goto(f"{server.root}report/2023-1.html")
        asks = page.locator(".update")
        expect(asks).to_contain_text(re.compile(r"约\d+MB"))
        asks.locator("button").first.click()
        until(page, "kept.length === 3")
        asked = set(server.requests)
        assert not [path for path in asked if path.startswith("downloads/")]
        used = page.evaluate("async () => (await navigator.storage.estimate()).usage")
        assert used < 25e6
        server.down = True
        for path, words in {
            "index.html": "2024年",
            "zh-hant/report/2024-1.html": "一、",
            "en/tracker/index.html": "2024",
        }.items():
            assert words in heading(page, f"{server.root}{path}")
        page.goto(f"{server.root}en/index.html?q=robots")
        expect(page.locator(".search__page a").first).to_be_visible()
        page.goto(f"{server.root}downloads.html")
        expect(page.locator("[data-sha256]")).to_have_text(re.compile("[0-9a-f]{64}"))
        page.goto(f"{server.root}no/such/page.html")
        expect(page.locator("body")).to_contain_text("没有网络")

        # The next version, of which one page and the worker are others.
        server.down = False
        name = "report/2023-1.html"
        worker = (site / "sw.js").read_text("utf-8")
        changed = (site / name).read_text("utf-8").replace("<h1", "<h1 data-new", 1).encode()
        server.altered = {name: changed, "sw.js": next_worker(worker, name, changed)}
        page.goto(f"{server.root}en/index.html")
        notice = page.locator(".update")
        expect(notice).to_be_visible()
        expect(notice).to_contain_text("new version")
        server.down = True
        page.goto(f"{server.root}{name}")
        expect(page.locator("h1[data-new]")).to_have_count(0)
        with page.expect_navigation():
            page.locator(".update button").first.click()
        expect(page.locator("h1[data-new]")).to_have_count(1)
        assert heading(page, f"{server.root}zh-hant/index.html")


def next_worker(worker: str, name: str, content: bytes) -> bytes:
    """The worker of a version whose file ``name`` has another ``content``."""
    from hashlib import sha256

    own = sha256(content).hexdigest()[:16]
    worker = re.sub(rf'("{re.escape(name)}": ?")[0-9a-f]+', rf"\g<1>{own}", worker, count=1)
    return re.sub(r'(VERSION = ")[0-9a-f]+', r"\g<1>0000000000000000", worker).encode()


def test_what_is_not_found_is_told_at_any_depth(site: Path, page: Page) -> None:
    """The page for it has its looks, links and search below an address that no file has."""
    with running(Server(site, "")) as server:
        page.goto(f"{server.root}no/such/place.html")
        expect(page.locator("h1")).to_have_text("没有这一页")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.md-header')).position")
            == "sticky"
        )
        page.locator(".editions a", has_text="English").click()
        expect(page).to_have_url(f"{server.root}en/index.html")
        page.goto(f"{server.root}no/such/place.html?q=机器人")
        expect(page.locator(".search__page a").first).to_be_visible()
        page.locator(".search__page a").first.click()
        page.wait_for_url(re.compile(r"/report/|/tracker/|/glossary/|/index\.html"))
        assert not [
            path for path in server.requests if path.startswith("no/such/") and "place" not in path
        ]
