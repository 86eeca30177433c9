"""Staged pages: plain Markdown, the same in each edition, with every segment."""

import re

import pytest

from build_tools.presentation.pages.page import unit_path
from build_tools.records.editions import EDITIONS, Edition
from tests.support.page_html import Seen, check_plain, front, shown
from tests.support.publications import full


@pytest.fixture(params=EDITIONS, ids=lambda edition: edition.id)
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


def test_pages_are_plain_markdown(edition: Edition) -> None:
    for page in full.pages(edition):
        check_plain(page)


def test_every_page_has_front_matter_and_one_title(edition: Edition) -> None:
    for page in full.pages(edition):
        loaded, body = front(page.markdown())
        assert loaded["title"] == page.title
        assert loaded["description"]
        assert len(re.findall(r"^# ", body, re.M)) == 1
        assert body.startswith("# ")


def test_the_pages_are_the_same_in_each_edition() -> None:
    paths = [sorted(page.path for page in full.pages(edition)) for edition in EDITIONS]
    assert paths[0] == paths[1] == paths[2]
    assert len(set(paths[0])) == len(paths[0])


def test_identifiers_are_the_same_in_each_edition() -> None:
    def ids(edition: Edition) -> dict[str, list[str]]:
        pattern = r'(?:\bid="|\{ #)([^" ]+)'
        return {page.path: sorted(re.findall(pattern, page.body)) for page in full.pages(edition)}

    found = [ids(edition) for edition in EDITIONS]
    assert found[0] == found[1] == found[2]
    for path, names in found[0].items():
        assert len(set(names)) == len(names), path


def test_every_segment_has_its_anchor(edition: Edition) -> None:
    bodies = {page.path: page.body for page in full.pages(edition)}
    for unit, segments in full.resolved().document.by_unit.items():
        body = bodies[unit_path(unit)]
        text = Seen(shown(body)).text
        for segment in segments:
            assert f'id="{segment.id}"' in body or f"{{ #{segment.id} }}" in body
            own = segment.text(edition.script) if edition.is_chinese else None
            assert own is None or own.rstrip("。") in text


def test_the_link_of_a_term_has_the_number_of_its_note(edition: Edition) -> None:
    """On paper the number is all that leads from a term to its note."""
    linked = 0
    for page in full.pages(edition):
        notes = re.findall(r'<li id="note-([^"]+)"', page.body)
        for term, number in re.findall(
            r'<a class="term"[^>]* data-term="([^"]+)" data-n="(\d+)"', page.body
        ):
            assert notes[int(number) - 1] == term
            linked += 1
    assert linked
