"""A text that breaks off says so where it is read, and only there."""

from dataclasses import replace

import pytest

from build_tools.presentation.pages.follow_up_summary import (
    is_plan_cut,
    plan_ends_early,
    summary_sentence,
)
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, ENGLISH, Edition
from tests.support.publications import full, pages_of, second

SAYING = {
    "index.md",
    "report/index.md",
    "tracker/index.md",
    "tracker/no-follow-up.md",
    "tracker/problems.md",
}
"""The pages that a reader may take for the whole."""
AT_END = 'class="source-end"'


def bodies(resolved: Resolved, edition: Edition) -> dict[str, str]:
    return {page.path: page.body for page in pages_of(resolved, edition)}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_cut_text_says_so_where_it_is_read(edition: Edition) -> None:
    found = bodies(full.resolved(), edition)
    words = full.resolved().words(edition)
    ends = words.of(full.resolved().publication.source.ends_early)
    saying = {path for path, body in found.items() if 'class="incomplete"' in body}
    assert saying == SAYING & found.keys()
    for path in saying:
        assert words("incomplete") in found[path]
        assert ends in found[path]
        assert 'notes.html#end">' in found[path]


def test_the_notice_follows_the_last_sentence() -> None:
    (body,) = (one for one in bodies(full.resolved(), ENGLISH).values() if AT_END in one)
    last = full.resolved().document.segments[-1].id
    assert body.index(f'id="{last}"') < body.index(AT_END)
    for notes in ("tracker-notes", "restored-notes", "term-notes"):
        assert notes not in body or body.index(AT_END) < body.index(notes)


def test_a_whole_text_says_nothing_of_it() -> None:
    for body in bodies(second.resolved(), ENGLISH).values():
        assert "incomplete" not in body
        assert AT_END not in body
    assert "surviving" not in summary_sentence(second.resolved(), second.resolved().words(ENGLISH))


def test_a_text_that_breaks_off_behind_the_plan_has_the_whole_plan() -> None:
    resolved = full.resolved()
    *others, last = resolved.document.segments
    document = replace(resolved.document, segments=(*others, replace(last, part="back")))
    assert plan_ends_early(resolved)
    assert plan_ends_early(replace(resolved, document=document)) is None


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("is_cut", [True, False], ids=["cut", "whole"])
def test_what_is_counted_of_a_cut_plan_is_of_what_survives(edition: Edition, is_cut: bool) -> None:
    resolved = (full if is_cut else second).resolved()
    words, tracker = resolved.words(edition), resolved.tracker
    counts = {
        "index.md": ("way_tracker", len(tracker.accepted)),
        "tracker/new.md": ("tracker_new_about", len(tracker.new_commitments)),
    }
    assert is_plan_cut(resolved) is is_cut
    for path, (key, n) in counts.items():
        whole, cut = (words(each, n=n, **tracker.years) for each in (key, f"{key}_surviving"))
        body = bodies(resolved, edition)[path]
        assert (cut if is_cut else whole) in body
        assert is_cut or cut not in body
