"""The staged pages with Zensical, which takes Material's place, work as they do with Material."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.build import build
from build_tools.diagnostics import Problems
from build_tools.system.progress import Progress
from build_tools.website.render import RENDERERS
from tests.support.publications import tiny
from tests.support.readers import DESKTOP, Watched
from tests.support.servers import serving

KINDS = [
    "index.html",
    "report/2021-1.html",
    "en/tracker/index.html",
    "zh-hant/indicators.html",
    "en/glossary/index.html",
    "downloads.html",
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small publication by each renderer; the build verifies it."""
    made = {}
    for name in ("mkdocs", "zensical"):  # others may be there for tests
        problems = Problems()
        project = tiny.project(tmp_path_factory.mktemp(name))
        made[name] = build(project, problems, Progress(), renderer=RENDERERS[name])
        assert list(map(str, problems)) == []
    return made


@pytest.fixture(scope="module")
def served(sites: dict[str, Path]) -> Iterator[str]:
    with serving(sites["zensical"]) as root:
        yield root


@pytest.fixture(params=["disk", pytest.param("server", marks=pytest.mark.long)])
def home(request: pytest.FixtureRequest, sites: dict[str, Path], served: str) -> str:
    return served if request.param == "server" else sites["zensical"].as_uri()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Watched]:
    reader = Watched(browser, DESKTOP)
    yield reader
    reader.context.close()


@pytest.fixture
def page(reader: Watched) -> Iterator[Page]:
    """The one page of the reader, as new. Zensical's own scripts do what the policy refuses."""
    yield reader.page
    reader.leave()


def pages(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


@cache
def parsed(path: Path) -> Any:
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def content(path: Path) -> list[tuple[Any, ...]]:
    """The elements of the article with their attributes and text, as a reader gets them."""
    article = parsed(path).find(".//article//div[@class]")
    assert article is not None
    return [
        (
            element.tag,
            sorted((key, value) for key, value in element.attrib.items()),
            " ".join((element.text or "").split()),
            " ".join((element.tail or "").split()),
        )
        for element in article.iter()
        if isinstance(element.tag, str)
    ]


def test_the_same_pages(sites: dict[str, Path]) -> None:
    assert list(pages(sites["zensical"])) == list(pages(sites["mkdocs"]))


def test_the_same_content(sites: dict[str, Path]) -> None:
    theirs = pages(sites["mkdocs"])
    different = [
        name
        for name, path in pages(sites["zensical"]).items()
        if not name.endswith(("404.html", "downloads.html"))
        and content(path) != content(theirs[name])
    ]
    assert different == []


def test_the_same_head(sites: dict[str, Path]) -> None:
    def head(path: Path) -> list[Any]:
        tree = parsed(path)
        links = tree.findall(".//head/link[@hreflang]") + tree.findall(
            ".//head/link[@rel='canonical']"
        )
        return [
            tree.get("lang"),
            tree.find(".//title").text,
            [sorted(link.items()) for link in links],
        ]

    theirs = pages(sites["mkdocs"])
    for name, path in pages(sites["zensical"]).items():
        if name.endswith("404.html"):
            continue
        assert head(path) == head(theirs[name]), name


def test_the_same_data(sites: dict[str, Path]) -> None:
    for path in sorted((sites["mkdocs"] / "data").rglob("*")):
        if path.is_file() and path.name != "manifest.json":
            same = sites["zensical"] / path.relative_to(sites["mkdocs"])
            assert same.read_bytes() == path.read_bytes(), path.name


# In the browser


def test_every_kind_of_page_opens_without_a_request_to_another_site(page: Page, home: str) -> None:
    strangers, errors = [], []
    page.on("request", lambda asked: strangers.append(asked.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in KINDS:
        page.goto(f"{home}/{name}")
        expect(page.locator("h1")).to_be_visible()
    assert strangers
    assert [url for url in strangers if not url.startswith((home, "data:", "blob:"))] == []
    assert errors == []


def test_the_switch_of_edition_keeps_the_place(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2021-1.html#2021.1.1")
    page.locator(".editions a", has_text="English").click()
    page.wait_for_url(re.compile(r"/en/report/2021-1\.html#2021\.1\.1$"))


def test_the_reading_views(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2021-1.html?view=lines")
    expect(page.locator(".o").first).to_be_visible()
    page.goto(f"{home}/report/2021-1.html?view=one")
    expect(page.locator(".o").first).to_be_hidden()


def test_a_term_opens_the_panel(page: Page, home: str) -> None:
    page.goto(f"{home}/report/2021-1.html?terms=all")
    page.locator(".s a.term").first.click()
    expect(page.locator(".panel__terms .note__en").first).to_be_visible()


def test_the_filters_of_the_tracker(page: Page, home: str) -> None:
    page.goto(f"{home}/tracker/index.html")
    rows = page.locator(".pair:visible")
    everything = rows.count()
    page.locator("select[name=followed]").select_option("yes")
    expect(rows).not_to_have_count(everything)
    assert 0 < rows.count() < everything


def test_the_dark_palette(page: Page, home: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{home}/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("query", ["云川", "yi yunchuan"])
def test_the_search(page: Page, home: str, query: str) -> None:
    page.goto(f"{home}/index.html")
    for key in ("n", "/"):
        page.keyboard.press(key)  # alone a key does nothing
    page.keyboard.press("Control+k")
    page.keyboard.insert_text(query)
    page.locator(".search__page").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("article mark.found").first.wait_for()
