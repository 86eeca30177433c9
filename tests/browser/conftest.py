"""The built site in a browser with no network, from a server and from the disk."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site() -> Path:
    """The site that ``make site`` built."""
    folder = ROOT / "site"
    assert (folder / "index.html").exists(), "run `make site` first"
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address on a local server, under a sub-path as on a project page."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session", params=["server", "disk"])
def home(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """The site's root address, once from a server and once from the disk."""
    return served if request.param == "server" else site.as_uri()


class Watched:
    """A browser context that fails every request to another site and remembers it."""

    def __init__(self, browser: Browser, **options: object) -> None:
        self.context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
        self.strangers: list[str] = []
        self.errors: list[str] = []
        self.context.route("**/*", self._allow)

    def _allow(self, route: object) -> None:
        url = route.request.url  # type: ignore[attr-defined]
        if url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            route.continue_()  # type: ignore[attr-defined]
        else:
            self.strangers.append(url)
            route.abort()  # type: ignore[attr-defined]

    def _refused(self, message: ConsoleMessage) -> None:
        """A page that does what its content security policy refuses is told so on the console."""
        if message.type == "error" and "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._refused)
        return page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A desktop reader; after the test nothing may have left the site, and no script failed."""
    reader = Watched(browser, viewport={"width": 1280, "height": 900})
    yield reader
    reader.context.close()
    assert reader.strangers == []
    assert reader.errors == []


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A reader with a small touch screen."""
    reader = Watched(
        browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield reader.page()
    reader.context.close()
    assert reader.strangers == []
    assert reader.errors == []
