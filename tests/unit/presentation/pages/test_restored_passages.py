"""The restored passages on the pages: a sign at each, a note for each, none where nothing was."""

import re

import pytest

from build_tools.presentation.pages.restored_passages import restored_passages
from build_tools.records.editions import EDITIONS, Edition
from tests.support.page_html import Seen, shown
from tests.support.publications import full, second


def bodies(edition: Edition) -> dict[str, str]:
    return {page.path: page.body for page in full.pages(edition)}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_each_erratum_has_a_sign_and_a_note_on_its_page(edition: Edition) -> None:
    pages = bodies(edition)
    report = "".join(body for path, body in pages.items() if path.startswith("report/"))
    places = restored_passages(full.resolved())
    assert len(places) == 3
    assert report.count('class="restored"') == len(places)
    for place in places:
        assert place.segment
        unit = "index" if place.segment.unit == "front" else place.segment.unit
        page = pages[f"report/{unit}.md"]
        sign = re.search(rf'<a class="restored" href="([^"]+)" data-note="{place.note}"', page)
        assert sign
        assert sign[1] == f"../notes.html#erratum-{place.number}"
        assert f'id="erratum-{place.number}"' in pages["notes.md"]
        note = page[page.index(f'id="{place.note}"') :]
        for words in (place.repair.before, place.repair.after):
            assert words in Seen(shown(note)).text
        assert f'href="report/{unit}.html#{place.segment.id}"' in pages["notes.md"]


def test_in_chinese_the_sign_follows_the_restored_words() -> None:
    for place in restored_passages(full.resolved()):
        assert place.segment
        words = place.segment.hant[: place.end]
        assert words.endswith(place.repair.after[-3:])


def test_nothing_is_shown_where_nothing_was_restored() -> None:
    for edition in EDITIONS:
        for page in second.pages(edition):
            assert 'class="restored' not in page.body
