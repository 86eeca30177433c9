"""The glossary: its two orders, and places in context."""

import re
from dataclasses import replace

import pytest

from build_tools.glossary.records import Form
from build_tools.presentation.pages.glossary import ORDERS, _whole_words, own_order
from build_tools.records.editions import EDITIONS, Edition
from tests.support.publications import full, pages_of


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("an AAAA-level tourist attraction", "A-level", "AAAA-level"),
        ("the innovation centres here", "innovation centre", "innovation centres"),
        ("a “little giant”", "little giant", "little giant"),
        ("5G base stations", "G base", "5G base"),
    ],
)
def test_a_place_is_whole_words(text: str, found: str, whole: str) -> None:
    start = text.index(found)
    first, last = _whole_words(text, start, start + len(found))
    assert text[first:last] == whole


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_in_another_order_the_own_one_is_offered_first(edition: Edition) -> None:
    """A switch of edition keeps the page, which may list the terms in the other's order."""
    bodies = {page.path: page.body for page in pages_of(full.resolved(), edition)}
    for order, (path, _) in ORDERS.items():
        links = re.findall(r'<a href="(\w+)\.html" class="start">', bodies[path])
        own = {"english": "index", "pinyin": "pinyin"}[own_order(edition)]
        assert links == ([] if order == own_order(edition) else [own])
        assert bodies[path].index('class="orders"') < bodies[path].index('class="subjects"')


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_contents_say_where_to_begin(edition: Edition) -> None:
    bodies = {page.path: page.body for page in pages_of(full.resolved(), edition)}
    body = bodies["report/index.md"]
    begin = re.search(r'<p class="contents__begin"><a class="start" href="([^"]+)"', body)
    first = re.search(r'<li class="contents__part"><a href="([^"]+)"', body)
    assert begin and first and begin[1] == first[1]
    assert body.index("contents__begin") < body.index("{ #contents }")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_links_that_look_alike_have_names_of_their_own(edition: Edition) -> None:
    """A screen reader lists links and headings without what is around them (WCAG 2.4.6, 2.4.9).

    The name begins with the words that are seen (WCAG 2.5.3).
    """
    looked = 0
    for page in pages_of(full.resolved(), edition):
        links = re.findall(
            r'<a class="s-link" href="#([^"]+)" data-title="([^"]+)"[^>]*?>', page.body
        )
        links = [*dict.fromkeys(links)]
        names = re.findall(r'data-title="[^"]+" aria-label="([^"]+)"', page.body)
        assert all(title in " ".join(names) for _, title in links), page.path
        for heading in re.findall(r"<(?:h2|figure)\b[^>]*>(?=.*?s-link)", page.body):
            labelled = re.search(r'aria-labelledby="([^"]+)"', heading)
            assert labelled and f'id="{labelled[1]}"' in page.body, heading
            looked += 1
        if page.path in ("notes.md", "indicators.md"):
            seen = re.findall(
                r'<a href="(\S+\.md#[^"]+|[^"]+\.html#[^"]+)" aria-label="([^"]+)">([^<]+)<',
                page.body,
            )
            assert len({name for _, name, _ in seen}) == len(seen), page.path
            assert all(name.startswith(text) for _, name, text in seen)
            assert seen
    assert looked


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_no_term_is_shown_as_its_own_pinyin(edition: Edition) -> None:
    first, *others = full.resolved().glossary.terms
    latin = replace(first, forms=(Form("3+5", "3+5"),))
    terms = (latin, *others)
    resolved = replace(full.resolved(), glossary=replace(full.resolved().glossary, terms=terms))
    shown = {
        reading
        for page in pages_of(resolved, edition)
        for reading in re.findall(r'class="pinyin" lang="zh-Latn">([^<]*)<', page.body)
    }
    assert shown == {term.reading for term in terms} - {""}
