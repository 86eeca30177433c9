"""The page that explains the codes."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape

from build_tools.diagnostics import catalogue
from build_tools.presentation.pages import notes
from build_tools.presentation.pages.codes import page
from build_tools.records.editions import EDITIONS, Edition
from tests.support import tiny


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_page_explains_every_code(edition: Edition) -> None:
    made = page(edition)
    assert not made.listed
    assert f'href="{made.address}"' in notes.page(tiny.resolved(), edition).body
    for code in catalogue.every():
        (shown,) = re.findall(f'<h3 id="{code.id}">.*?</section>', made.body, re.DOTALL)
        for words in (code.meaning, code.remedy):
            assert str(escape(words)) in shown
        assert re.search(f'<pre class="told" lang="en"><code>[^<]*(<[^<]*)*{code.id} ', shown)
