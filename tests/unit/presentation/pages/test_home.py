"""The home page: what readers come for first, and what is known of the plan's outcomes."""

import re

import pytest

from build_tools.presentation.pages import home
from build_tools.records.editions import EDITIONS, ENGLISH, Edition
from tests.support.publications import full, second


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_report_and_its_figures_come_before_the_repairs(edition: Edition) -> None:
    body = home.page(full.resolved(), full.resolved().words(edition)).body
    sections = re.findall(r"^## .*\{ #(\w+) \}$", body, re.M)
    order = ["figures", "outcome", "read", "restored"]
    assert sections == [name for name in order if name in sections]
    assert {"outcome", "read"} <= set(sections)
    doors = re.findall(r'<li><a href="([^"]+)"><strong>', body)
    assert doors[0] == "tracker/index.html"
    assert doors[-2:] == ["downloads.html", "notes.html"]
    assert 'class="masthead__start" href="report/index.html"' in body
    assert "hreflang" not in body, "the header has the switch of editions"


def test_a_sound_source_has_its_notes_too() -> None:
    resolved = second.resolved()
    words = resolved.words(ENGLISH)
    assert words("way_notes_sound") in home.page(resolved, words).body
