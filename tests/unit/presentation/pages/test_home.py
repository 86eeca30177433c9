"""The home page: what readers come for first, and what is known of the plan's outcomes."""

import re
from dataclasses import replace

import pytest

from build_tools.presentation.pages import home
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition
from tests.support.publications import full, pages_of, second


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


def test_only_links_with_figures_lead_to_the_indicators() -> None:
    resolved = full.resolved()
    words = resolved.words(ENGLISH)
    door = '<li><a href="indicators.html">'
    assert door in home.page(resolved, words).body

    tracker = resolved.tracker
    plain = tuple(replace(item, amounts=()) for item in tracker.commitments)
    links = tuple(replace(one, comparison=None) for one in tracker.follow_ups)
    changed = replace(tracker, commitments=plain, follow_ups=links)
    page = home.page(replace(resolved, tracker=changed), words)
    assert door not in page.body
    assert 'href="tracker/index.html"' in page.body


def test_the_way_to_the_notes_promises_proofs_only_where_all_are_proven() -> None:
    resolved = full.resolved()
    words, restoration = resolved.words(ENGLISH), resolved.restoration
    n = sum(1 for repair in restoration.repairs if repair.erratum)
    for is_proven, key in ((True, "way_restored"), (False, "way_restored_unproven")):
        repairs = tuple(replace(repair, proven=is_proven) for repair in restoration.repairs)
        changed = replace(resolved, restoration=replace(restoration, repairs=repairs))
        about = f"<span>{words(key, n=n)}</span>"
        assert about in home.page(changed, words).body


def test_a_report_without_english_says_so_before_a_reader_opens_it() -> None:
    """And its Chinese is marked as Chinese, the names of the parts too."""
    resolved = second.resolved()
    parts = [
        part.model_copy(update={"name": part.name.model_copy(update={"en": ""})})
        for part in resolved.publication.parts
    ]
    record = resolved.publication.model_copy(update={"parts": tuple(parts)})
    bare = replace(resolved, translation={}, publication=record)
    for made, is_said in ((bare, True), (resolved, False)):
        for edition in (ENGLISH, HANS):
            words = made.words(edition)
            pages = {page.path: page.body for page in pages_of(made, edition)}
            for path in ("index.md", "report/index.md"):
                said = words("untranslated_report") in pages[path]
                assert said is (is_said and edition is ENGLISH)
            named = '<h3><a href="[^"]+" lang="zh-Hans">' if is_said else '<h3><a href="[^"]+">'
            if edition is ENGLISH:
                assert len(re.findall(named, pages["index.md"])) == len(parts)
