"""Where the site stands: a project page under a sub-path, or a domain of its own."""

import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from build_tools.diagnostics import Problems
from build_tools.records.editions import EDITIONS, Edition
from build_tools.system.cache import Cache
from build_tools.system.files import sync, walk
from build_tools.website.assemble import sitemap
from build_tools.website.loading import load_project
from build_tools.website.offline import offline_files
from build_tools.website.render import MKDOCS, Rendering
from tests.support.paths import ASSETS
from tests.support.publications import tiny

ADDRESSES = ["https://owner.github.io/name/", "https://report.example.org"]
PAGES = ("index.html", "report/2021-1.html")


@pytest.fixture(scope="module", params=ADDRESSES, ids=["sub-path", "domain"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address that the site is built for, as the workflow gives it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SITE_URL", request.param)
        yield request.param.rstrip("/") + "/"


@pytest.fixture(scope="module")
def site(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the tiny publication in each edition, without its books and exports."""
    project = tiny.project(tmp_path_factory.mktemp("site"))
    problems = Problems()
    loaded = load_project(project, problems)
    assert loaded is not None
    assets = {p.relative_to(ASSETS.parent).as_posix(): p.read_bytes() for p in walk(ASSETS)}
    with MKDOCS.process() as process:
        rendering = Rendering(project, loaded, process)
        for edition in EDITIONS:
            pages = [p for p in tiny.pages(edition) if p.path.startswith(("index", "report"))]
            files = {page.path: b"# Page\n" for page in pages} | assets
            sync(project.staged / edition.id, files)
            rendering.start(edition, pages)
        rendering.finish(problems)
    assert list(map(str, problems)) == []
    for edition in EDITIONS:
        (project.build / "rendered" / edition.id).rename(project.site / edition.folder)
    return project.site


class Tags(HTMLParser):
    """The attributes of every element, by its name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def links(self, rel: str) -> list[dict[str, str]]:
        return [a for tag, a in self.found if tag == "link" and rel in a.get("rel", "").split()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_canonical_and_alternates(site: Path, address: str, edition: Edition, page: str) -> None:
    folder = edition.folder
    tags = Tags(site / folder / page)
    name = "" if page == "index.html" else page
    prefix = f"{folder}/" if folder else ""
    (canonical,) = tags.links("canonical")
    assert canonical["href"] == f"{address}{prefix}{name}"
    alternates = {a["hreflang"]: a["href"] for a in tags.links("alternate") if "hreflang" in a}
    assert alternates == {
        **{e.lang: f"{address}{f'{e.folder}/' if e.folder else ''}{name}" for e in EDITIONS},
        "x-default": f"{address}{name}",
    }


def test_sitemap_has_every_page_at_its_address(site: Path, address: str) -> None:
    text = sitemap(site, tiny.resolved().publication)
    places = re.findall("<loc>([^<]+)</loc>", text)
    pages = [p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.name != "404.html"]
    tops = {f"{edition.folder}/index.html".lstrip("/"): edition.folder for edition in EDITIONS}
    wanted = [address + (f"{tops[page]}/".lstrip("/") if page in tops else page) for page in pages]
    assert sorted(places) == sorted(wanted)
    assert set(re.findall('href="([^"]+)"', text)) == set(places)


def test_the_page_for_what_is_not_found_works_at_any_depth(site: Path, address: str) -> None:
    """A server shows it under the address that was asked for: all of its own begin at the root."""
    tags = Tags(site / "404.html")
    missing = urljoin(address, "en/report/no/such/page.html")
    looked_at = 0
    for _, attributes in tags.found:
        for key in ("href", "src"):
            url = urljoin(missing, attributes.get(key, "#"))
            if urlsplit(url)[:2] != urlsplit(address)[:2] or attributes.get(key, "#")[0] == "#":
                continue
            assert url.startswith(address), attributes
            path = site / unquote(url.removeprefix(address)).partition("#")[0]
            assert (path / "index.html" if path.is_dir() else path).is_file(), attributes
            looked_at += 1
    assert looked_at > 5


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_the_app_and_its_worker_cover_the_site(
    site: Path, address: str, edition: Edition, page: str
) -> None:
    """The script resolves both against the page's own address; nothing knows the site's."""
    folder = edition.folder
    here = f"{address}{folder}/{page}" if folder else address + page
    (root,) = (a for tag, a in Tags(site / folder / page).found if a.get("name") == "site-root")
    assert urljoin(here, root["content"]) == address  # the worker's scope
    manifest = urljoin(address, root["data-app"])
    name = manifest.removeprefix(address)
    app = json.loads(offline_files(tiny.resolved(), Cache())[name])
    assert urljoin(manifest, app["scope"]) == address
    start = urljoin(manifest, app["start_url"])
    assert start == f"{address}{folder}/index.html" if folder else f"{address}index.html"
    assert (site / start.removeprefix(address)).is_file()
    assert all(urljoin(manifest, icon["src"]).startswith(address) for icon in app["icons"])


def test_nothing_but_the_head_names_the_address(site: Path, address: str) -> None:
    """So one build serves any address, a disk included."""
    for path in sorted(site.rglob("*.html")):
        for tag, attributes in Tags(path).found:
            if tag not in ("link", "meta") and path.name != "404.html":
                assert not any(value.startswith(address) for value in attributes.values()), path
