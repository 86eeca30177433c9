"""The page that explains the codes."""

import re
from html import unescape

import pytest
from markupsafe import escape

from build_tools.diagnostics.all_codes import codes_by_room, every_code
from build_tools.presentation.pages import notes
from build_tools.presentation.pages.codes import page
from build_tools.records.editions import EDITIONS, Edition
from tests.support.publications import tiny


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_page_explains_every_code(edition: Edition) -> None:
    resolved = tiny.resolved()
    words = resolved.words(edition)
    made = page(words, codes_by_room())
    assert not made.listed
    assert f'href="{made.address}"' in notes.page(resolved, words).body
    for code in every_code():
        (shown,) = re.findall(f'<h3 id="{code.id}">.*?</section>', made.body, re.DOTALL)
        for said in (code.meaning, code.remedy):
            assert str(escape(said)) in shown
        example = re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", shown)))
        assert re.sub(r"\s+", " ", code.example) in example
