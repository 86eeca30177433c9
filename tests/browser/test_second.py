"""The second made publication in a browser."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS
from build_tools.system.progress import Progress
from tests.support.paths import SECOND


@dataclass(frozen=True)
class Made:
    """A folder that ``new`` made or that editors filled, with its site."""

    root: Path
    resolved: Resolved
    told: list[str]
    """By ``new``, before anything was filled in."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, name: str) -> str:
        return (self.site / f"{name}.html").read_text("utf-8")


def checked(root: Path) -> tuple[Resolved, list[str]]:
    problems = Problems()
    resolved = check(root / "data", problems, Progress())
    assert resolved is not None, list(map(str, problems))
    assert problems.errors == []
    return resolved, list(map(str, problems))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The second publication as its editors have it."""
    folder = tmp_path_factory.mktemp("new") / "second"
    shutil.copytree(SECOND, folder)
    assert main(["--root", str(folder), "site", "--quiet"]) == 0
    return Made(folder, *checked(folder))


def test_the_second_in_a_browser(second: Made, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for edition in EDITIONS:
        folder = second.site / edition.folder
        for name in ("index", "report/2018-2", "tracker/index", "glossary/index"):
            page.goto((folder / f"{name}.html").as_uri())
            assert page.locator("h1").inner_text()
            assert page.locator(".editions li").count() == 3
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
    page.close()
