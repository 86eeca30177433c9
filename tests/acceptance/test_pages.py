"""The pages of this publication."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.page import Page
from build_tools.records.editions import ENGLISH, HANS, HANT, Edition
from tests.acceptance.conftest import Real
from tests.support.page_html import check_plain
from tests.support.paths import ROOT
from tests.support.publications import pages_of

Pages = Callable[[Edition], list[Page]]


@pytest.fixture(scope="module")
def made(real: Real) -> Pages:
    """The pages of an edition, made once."""
    return cache(lambda edition: pages_of(real.resolved, edition))


@pytest.mark.parametrize("edition", [HANS, ENGLISH], ids=lambda edition: edition.id)
def test_the_pages_are_plain_markdown(made: Pages, edition: Edition) -> None:
    for page in made(edition):
        check_plain(page)


def test_a_filter_of_sections_names_their_year(made: Pages) -> None:
    bodies = {page.path: page.body for page in made(ENGLISH)}
    labels = ("Section (2023)", "Section (2024)")
    found = {
        name: [label in bodies[f"tracker/{name}.md"] for label in labels]
        for name in ("index", "no-follow-up", "new")
    }
    assert found == {"index": [True, True], "no-follow-up": [True, False], "new": [False, True]}


def test_the_sign_of_a_difficulty_is_in_its_heading(made: Pages, real: Real) -> None:
    """On a narrow screen the quotation below is a block, and the sign would have its own line."""
    (page,) = (page for page in made(ENGLISH) if page.path == "tracker/problems.md")
    heading = (
        '<h2 class="side__title" aria-labelledby="t-([^"]+)">'
        r'<span id="t-\1">[^<]+</span>(.*?)</h2>'
    )
    headings = re.findall(heading, page.body)
    assert len(headings) == len(real.resolved.tracker.difficulties) > 0
    assert all(f'class="s-link" href="#{anchor}"' in tools for anchor, tools in headings)


MIXED = re.compile(
    "軟件|字節|用戶自定義|菜單|程序轉換|丟失|本項目|報告錯誤|可比口徑|口徑不同|頁腳|打印|默認"
)
"""Words of the mainland in traditional characters, which the interface has in other words."""
QUOTED = re.compile(r"<blockquote.*?</blockquote>|<(?:del|ins)\b.*?</(?:del|ins)>|“[^“”]*”", re.S)
"""What is quoted keeps its words."""


def test_the_traditional_pages_have_one_vocabulary(made: Pages, real: Real) -> None:
    """Those written by hand, and what editors explain on the others."""
    words = real.resolved.words(HANT)
    by_hand = list(handwritten.pages(ROOT / "docs", words, Problems()))
    explaining = ("index.md", "notes.md", "downloads.md", "tracker/index.md", "indicators.md")
    found = [page for page in made(HANT) if page.path in explaining]
    assert len(found) == len(explaining)
    for page in (*by_hand, *found):
        assert not MIXED.findall(QUOTED.sub("", page.body)), page.path
    for page in (*by_hand, *made(HANT)):
        assert not re.search("「[^」]", page.body), "the pages have the marks of the report"
    about = next(page.body for page in by_hand if page.path == "about.md")
    assert "“ ”" in about and "「」" in about, "both are named"
