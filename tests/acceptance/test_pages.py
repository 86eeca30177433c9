"""The pages of this publication."""

import re

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import handwritten
from build_tools.records.editions import ENGLISH, HANS, HANT, Edition
from tests.acceptance.conftest import Real
from tests.support.page_html import check_plain
from tests.support.paths import ROOT
from tests.support.publications import pages_of


@pytest.mark.parametrize("edition", [HANS, ENGLISH], ids=lambda edition: edition.id)
def test_the_pages_are_plain_markdown(real: Real, edition: Edition) -> None:
    for page in pages_of(real.resolved, edition):
        check_plain(page)


def test_a_filter_of_sections_names_their_year(real: Real) -> None:
    bodies = {page.path: page.body for page in pages_of(real.resolved, ENGLISH)}
    labels = ("Section (2023)", "Section (2024)")
    found = {
        name: [label in bodies[f"tracker/{name}.md"] for label in labels]
        for name in ("index", "no-follow-up", "new")
    }
    assert found == {"index": [True, True], "no-follow-up": [True, False], "new": [False, True]}


def test_the_sign_of_a_difficulty_is_in_its_heading(real: Real) -> None:
    """On a narrow screen the quotation below is a block, and the sign would have its own line."""
    (page,) = (
        page for page in pages_of(real.resolved, ENGLISH) if page.path == "tracker/problems.md"
    )
    heading = '<h2 class="side__title"><span id="t-([^"]+)">[^<]+</span>(.*?)</h2>'
    headings = re.findall(heading, page.body)
    assert len(headings) == len(real.resolved.tracker.difficulties) > 0
    assert all(f'class="s-link" href="#{anchor}"' in tools for anchor, tools in headings)


MIXED = re.compile(
    "軟件|字節|用戶自定義|菜單|程序轉換|丟失|本項目|報告錯誤|可比口徑|口徑不同|頁腳|打印|默認"
)
"""Words of the mainland in traditional characters, which the interface has in other words."""
QUOTED = re.compile(r"<blockquote.*?</blockquote>|<(?:del|ins)\b.*?</(?:del|ins)>|“[^“”]*”", re.S)
"""What is quoted keeps its words."""


def test_the_traditional_pages_have_one_vocabulary(real: Real) -> None:
    """Those written by hand, and what editors explain on the others."""
    words = real.resolved.words(HANT)
    by_hand = list(handwritten.pages(ROOT / "docs", words, Problems()))
    explaining = ("index.md", "notes.md", "downloads.md", "tracker/index.md", "indicators.md")
    made = [page for page in pages_of(real.resolved, HANT) if page.path in explaining]
    assert len(made) == len(explaining)
    for page in (*by_hand, *made):
        assert not MIXED.findall(QUOTED.sub("", page.body)), page.path
    for page in by_hand:
        assert not re.search(r"[“‘]\S", page.body), "the pages have the marks of the interface"
    about = next(page.body for page in by_hand if page.path == "about.md")
    assert "“ ”" in about, "the marks of the report are named"
