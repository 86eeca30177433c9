"""The second made publication in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from build_tools.records.editions import EDITIONS
from tests.support.built import Built, built_copy
from tests.support.paths import SECOND


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The second publication as its editors have it."""
    return built_copy(SECOND, tmp_path_factory.mktemp("new") / "second")


def test_the_second_in_a_browser(second: Built, browser: Browser) -> None:
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
