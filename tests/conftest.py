"""Options and fixtures of all tests."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support import properties
from tests.support.paths import TESTS
from tests.support.processes import in_one_process
from tools.browser import find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONGEST = (
    *("robustness/test_mutations", "robustness/test_durability", "browser/test_security"),
    *("browser/test_reading", "acceptance/test_search", "acceptance/test_reproducible"),
    *("browser/test_search", "acceptance/test_books", "browser", "acceptance", "builds"),
    *("robustness", "unit/website/test_serve"),
)
"""Files and folders that take longest, roughly in that order: a long file that started last would
leave the other worker idle."""

properties.load_profile()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden", action="store_true", help="write the golden files again, for review"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within a file the order stays."""

    def rank(item: pytest.Item) -> int:
        file = item.path.relative_to(TESTS).with_suffix("").as_posix()
        names = (file, file.partition("/")[0])
        return next((at for at, name in enumerate(LONGEST) if name in names), len(LONGEST))

    items.sort(key=rank)
    gc.freeze()  # What was imported stays, so that no collection looks at it again.
    gc.set_threshold(100_000)  # as the program does


@pytest.fixture(autouse=True, scope="module")
def one_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Small publications are checked in the worker itself."""
    if request.path.relative_to(TESTS).parts[0] not in ("unit", "cases"):
        yield
        return
    with in_one_process():
        yield


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written again."""
    return bool(request.config.getoption("--save-golden"))


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other machine has an address. Interception by Playwright would switch off the page cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

PATIENCE = 20_000
"""Milliseconds that a page may take to do what is expected of it."""


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for all tests of a worker: Playwright cannot be started twice in a process.

    On a busy machine what a page does at its next frame, such as following a scroll, was seen to
    come nine seconds late; an expectation waits that long, and no longer than it has to.
    """
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    program = find()
    assert program, "there is no Chromium: python -m tools.browser --install"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(program), args=FLAGS)
        yield chromium
        chromium.close()
