"""The service worker in a browser: what it keeps, how it is replaced, and where it stays away."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from build_tools.diagnostics import Problems
from build_tools.publication.revision import Revision
from build_tools.records.editions import EDITIONS, Edition
from build_tools.system.cache import Cache
from build_tools.system.files import write as write_file
from build_tools.website import archive, offline
from build_tools.website.offline import offline_files
from build_tools.website.policy import with_policy
from tests.support.offline_readers import KEEPING, until
from tests.support.paths import ASSETS
from tests.support.publications import tiny
from tests.support.servers import Server, running

# Each test has a browser context and a worker of its own: too long for `make test`.
pytestmark = [pytest.mark.browser, pytest.mark.long]

SCRIPT = ASSETS / "js" / "offline.js"
REVISION = Revision("0123456789ab", datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC))


def write(folder: Path, words: str) -> None:
    """A site of three editions with two pages each, whose first page says ``words``."""
    for path, content in offline_files(tiny.resolved(), Cache()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for edition in EDITIONS:
        own = f"{edition.folder}/" if edition.folder else ""
        up = "../" if own else "./"
        head = (
            f'<!doctype html><html lang="{edition.lang}"><meta charset="utf-8"><title>t</title>'
            f'<meta name="site-root" content="{up}" data-folder="{own}"'
            f' data-app="{offline.app_name(edition)}"><script src="offline.js" defer></script>'
        )
        (folder / own).mkdir(parents=True, exist_ok=True)
        (folder / own / "offline.js").write_bytes(SCRIPT.read_bytes())
        (folder / own / "index.html").write_text(f"{head}<p>{words} {edition.id}</p>", "utf-8")
        (folder / own / "other.html").write_text(f"{head}<p>other {edition.id}</p>", "utf-8")
        (folder / own / "downloads.html").write_text(f"{head}<p data-keep>keep</p>", "utf-8")
    (folder / "data").mkdir()
    problems = Problems()
    for page in folder.rglob("*.html"):
        page.write_text(with_policy(page.read_text("utf-8")), "utf-8")
    last = archive.last_files(
        folder, tiny.resolved(), REVISION, "https://a.example/", "x.zip", problems
    )
    for path, content in last.items():
        write_file(folder / path, content)
    assert list(problems) == []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    write(tmp_path / "first", "first")
    with running(Server(tmp_path / "first")) as started:
        yield started


def publish(server: Server, words: str) -> None:
    """Replace the site by another version at once, as a build and a good server do."""
    folder = server.folder.with_name(words)
    write(folder, words)
    server.folder = folder


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as reader:
        reader.add_init_script(KEEPING)
        yield reader


def visit(page: Page, url: str) -> None:
    """Open a page, ask for the whole site, and wait until it is kept."""
    page.goto(url)
    page.locator(".update button").first.click()
    until(page, "kept.length === 3")


def words(page: Page, url: str) -> str:
    page.goto(url)
    return page.inner_text("p >> nth=0")


def test_one_visit_keeps_the_site(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, f"{server.root}en/index.html")
    assert page.evaluate("kept") == ["en/", "", "zh-hant/"], "the reader's edition first"
    server.down = True
    assert words(page, server.root) == "first hans"
    assert words(page, f"{server.root}index.html?q=x#s") == "first hans"
    assert words(page, f"{server.root}other.html") == "other hans"
    assert words(page, f"{server.root}other") == "other hans"
    assert words(page, f"{server.root}en/other.html") == "other en"
    assert "没有网络" in words(page, f"{server.root}en/nothing.html")


def test_a_first_visit_keeps_what_it_showed_and_asks_for_the_rest(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(server.root)
    until(page, "await caches.match(location.href + 'index.html')")
    page.locator(".update button").last.click()
    page.reload()
    until(page, "navigator.serviceWorker.controller")
    page.wait_for_timeout(200)
    assert page.locator(".update").count() == 0, "it asks once"
    server.down = True
    assert words(page, server.root) == "first hans"
    assert "没有网络" in words(page, f"{server.root}other.html")


def test_the_page_of_downloads_offers_the_whole_site_again(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(server.root)
    page.locator(".update button").last.click()
    page.goto(f"{server.root}downloads.html")
    page.locator(".update button").first.click()
    until(page, "kept.length === 3")
    page.reload()
    until(page, "kept.length === 3")
    assert page.locator(".update").count() == 0, "the whole site is kept"


def test_a_new_version_waits_until_the_reader_asks_for_it(
    server: Server, context: BrowserContext
) -> None:
    page, other = context.new_page(), context.new_page()
    visit(page, server.root)
    other.goto(f"{server.root}other.html")
    publish(server, "second")
    server.requests.clear()
    page.goto(f"{server.root}other.html")
    notice = page.locator(".update")
    notice.wait_for()
    changed = {"sw.js", *(f"{e.folder}/index.html".lstrip("/") for e in EDITIONS)}
    assert set(server.requests) == changed, "only what changed is fetched again"
    server.down = True
    assert words(page, server.root) == "first hans", "no page mixes the versions"
    with page.expect_navigation(), other.expect_navigation():
        notice.locator("button").first.click()
    assert words(page, server.root) == "second hans"
    assert words(page, f"{server.root}other.html") == "other hans"
    assert len(page.evaluate("caches.keys()")) == 1
    assert page.locator(".update").count() == 0


def test_a_new_version_comes_by_itself_once_no_page_is_open(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    visit(page, server.root)
    publish(server, "second")
    page.goto(f"{server.root}other.html")
    page.locator(".update button").last.click()
    assert page.locator(".update").count() == 0
    server.down = True
    for _ in range(50):  # the browser starts the new worker some time after the last page is closed
        page.goto("about:blank")
        page.wait_for_timeout(100)
        if words(page, server.root) == "second hans":
            break
    assert words(page, server.root) == "second hans"


def test_an_update_without_a_connection_leaves_the_old_version(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    visit(page, server.root)
    publish(server, "second")
    (server.folder / "index.html").unlink()
    server.down = True
    assert words(page, server.root) == "first hans"
    assert words(page, f"{server.root}other.html") == "other hans"


def test_a_page_of_another_version_gets_all_of_it_from_the_server(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(server.root)
    until(page, "navigator.serviceWorker.controller")
    until(page, "await caches.match(location.href + 'offline.js')")
    publish(server, "second")
    script = b"window.isNew = true;"
    (server.folder / "offline.js").write_bytes(script)
    worker = (server.folder / "sw.js").read_text("utf-8")
    (server.folder / "sw.js").write_text(worker.replace('VERSION = "', 'VERSION = "0'), "utf-8")
    other = server.folder / "other.html"
    other.write_text(other.read_text("utf-8").replace("other hans", "other new"), "utf-8")
    assert page.evaluate("async () => (await fetch('offline.js')).text()") != script.decode()
    refused = "async () => fetch('other.html').then(() => 'answered', () => 'refused')"
    assert page.evaluate(refused) == "refused", "a newer file is no part of this page"
    assert words(page, f"{server.root}other.html") == "other new"
    assert page.evaluate("async () => (await fetch('offline.js')).text()") == script.decode()


@pytest.mark.parametrize("way", ["withdrawn", "moved"])
def test_a_site_that_is_gone_lets_its_readers_go(
    server: Server, context: BrowserContext, way: str
) -> None:
    page = context.new_page()
    visit(page, server.root)
    server.gone = 410 if way == "withdrawn" else 301
    page.goto(server.root)
    until(page, "!(await navigator.serviceWorker.getRegistration())")
    until(page, "!(await caches.keys()).length")
    assert page.locator(".update").count() == 1


def test_a_full_disk_keeps_what_fits(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    session = context.new_cdp_session(page)
    origin = server.root.partition("/a/")[0]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3000})
    page.goto(server.root)
    page.locator(".update button").first.click()
    until(page, "kept.length === 3")
    assert words(page, server.root) == "first hans"
    assert words(page, f"{server.root}en/other.html") == "other en"


def test_what_was_altered_on_the_way_is_not_kept(server: Server, context: BrowserContext) -> None:
    server.altered["other.html"] = b"<!doctype html><p>an advertisement</p>"
    page = context.new_page()
    visit(page, server.root)
    assert words(page, f"{server.root}other.html") == "an advertisement"
    server.down = True
    assert "没有网络" in words(page, f"{server.root}other.html")


def test_downloads_and_strangers_are_left_alone(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, server.root)
    status = "async (url) => (await fetch(url)).status"
    assert page.evaluate(status, f"{server.root}downloads/x.zip") == 200
    assert page.evaluate(status, f"{server.root}nothing.html") == 404
    kept = page.evaluate(
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).map((k) => k.url)"
    )
    assert all(url.startswith(server.root) for url in kept)
    assert not [url for url in kept if "/downloads/" in url or "/data/" in url]


def test_nothing_is_kept_unasked(server: Server, browser: Browser) -> None:
    """Not on the reader's own machine, and never from a disk."""
    with browser.new_context() as reader:
        page = reader.new_page()
        page.goto(server.root)
        page.wait_for_load_state("networkidle")
        found = "async () => (await navigator.serviceWorker.getRegistrations()).length"
        assert page.evaluate(found) == 0
        assert not {"sw.js", "app-hans.webmanifest"} & set(server.requests)
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in ("index.html", "en/index.html"):
            page.goto((server.folder / path).as_uri())
            page.wait_for_load_state("load")
            assert page.locator("link[rel=manifest]").count() == 0
        assert errors == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_it_can_be_installed(server: Server, context: BrowserContext, edition: Edition) -> None:
    page = context.new_page()
    folder = f"{edition.folder}/" if edition.folder else ""
    visit(page, f"{server.root}{folder}index.html")
    session = context.new_cdp_session(page)
    app = session.send("Page.getAppManifest")
    assert app["errors"] == []
    told = json.loads(app["data"])
    assert told["lang"] == edition.lang
    assert words(page, server.root + told["start_url"].removeprefix("./")) == f"first {edition.id}"
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [p["errorId"] for p in problems if p["errorId"] != "in-incognito"] == []
    for icon in told["icons"]:
        assert (server.folder / icon["src"]).is_file()
