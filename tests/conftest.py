"""What many tests share: the real publication, and a copy of its data to damage."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from build_tools.conversion.to_simplified import Converted
from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.records.publication import Publication
from build_tools.restoration.restore import Restoration
from build_tools.system.progress import Progress
from tests import fuzzing
from tools.browser import find

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"

LONGEST = (
    *("browser/test_reading", "browser/test_security", "test_mutations_words", "test_durability"),
    *("test_search_browser", "browser/test_two_homes", "browser/test_terms", "test_cli"),
    *("test_reproducible", "test_new", "test_zensical", "test_html_check", "test_mutations"),
    *("test_pdf", "browser/test_views", "browser/test_tracker", "test_search", "test_epub"),
    *("test_fuzz_loaders", "test_offline_browser", "test_pages", "test_pipeline", "test_serve"),
    *("test_workflows", "restoration/test_other_pages", "test_codes", "restoration/test_restore"),
)
"""The files that take longest, roughly in that order: a long one begun last would leave a worker
idle."""

fuzzing.load_profile()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden", action="store_true", help="write the golden files anew, for review"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within a file the order stays."""
    place = {ROOT / "tests" / f"{name}.py": at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(LONGEST)))


@dataclass(frozen=True)
class Real:
    """The real publication, resolved once for all tests, and what was wrong with it."""

    resolved: Resolved
    problems: Problems

    @property
    def publication(self) -> Publication:
        return self.resolved.publication

    @property
    def document(self) -> Document:
        return self.resolved.document

    @property
    def restoration(self) -> Restoration:
        return self.resolved.restoration

    @property
    def converted(self) -> Converted:
        return self.resolved.converted


@pytest.fixture(scope="session")
def real() -> Real:
    """The real publication. It has no errors."""
    problems = Problems()
    resolved = check(DATA, problems, Progress())
    assert resolved is not None, list(map(str, problems))
    return Real(resolved, problems)


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the real data in a folder of the test's own."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other machine has an address. Playwright's own interception would cost each page its cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker: Playwright cannot be started twice in a process."""
    program = find()
    assert program, "no Chromium is here: python -m tools.browser --install"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(program), args=FLAGS)
        yield chromium
        chromium.close()
