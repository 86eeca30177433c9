"""The built site in a browser with no network, from a server and from the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.paths import SITE
from tests.support.readers import DESKTOP, PHONE, PLAIN, Watched, reading
from tests.support.servers import serving


@pytest.fixture(scope="session")
def site() -> Path:
    """The site that ``make site`` built."""
    folder = SITE
    assert (folder / "index.html").exists(), "run `make site` first"
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address on a local server, under a sub-path as on a project page."""
    with serving(site) as root:
        yield root


@pytest.fixture(scope="session", params=["disk", pytest.param("server", marks=pytest.mark.long)])
def home(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """The site's root address: from the disk, and in the long tests from a server too.

    A server's pages are read by the tests that use ``served``, and tests/browser/test_two_homes.py
    compares both.
    """
    return served if request.param == "server" else site.as_uri()


@pytest.fixture(scope="session")
def idle() -> dict[str, Watched]:
    """The readers that no test uses now. One that could not leave its test is not among them."""
    return {}


@pytest.fixture
def watched(browser: Browser, idle: dict[str, Watched]) -> Iterator[Watched]:
    """A desktop reader; after the test nothing may have left the site, and no script failed."""
    with reading(browser, idle, "desktop", DESKTOP) as reader:
        yield reader


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


@pytest.fixture
def phone(browser: Browser, idle: dict[str, Watched]) -> Iterator[Page]:
    """A reader with a small touch screen."""
    with reading(browser, idle, "phone", PHONE) as reader:
        yield reader.page


@pytest.fixture
def plain(browser: Browser, idle: dict[str, Watched]) -> Iterator[Page]:
    """A reader whose browser runs no scripts."""
    with reading(browser, idle, "plain", PLAIN) as reader:
        yield reader.page
