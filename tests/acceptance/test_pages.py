"""The pages of this publication."""

import re

import pytest

from build_tools.records.editions import ENGLISH, HANS, Edition
from tests.acceptance.conftest import Real
from tests.support.page_html import check_plain
from tests.support.publications import pages_of


@pytest.mark.parametrize("edition", [HANS, ENGLISH], ids=lambda edition: edition.id)
def test_the_pages_are_plain_markdown(real: Real, edition: Edition) -> None:
    for page in pages_of(real.resolved, edition):
        check_plain(page)


def test_a_filter_of_sections_names_their_year(real: Real) -> None:
    bodies = {page.path: page.body for page in pages_of(real.resolved, ENGLISH)}
    labels = ("Section of 2023", "Section of 2024")
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
