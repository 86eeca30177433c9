"""Staged pages: plain Markdown, the same in each edition, with every segment."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from markupsafe import escape

from build_tools.presentation.pages.glossary import ORDERS, initial, own_order, sort_key
from build_tools.presentation.pages.page import MORE, unit_path
from build_tools.records.editions import EDITIONS, ENGLISH, Edition
from tests.support.page_html import Seen, check_plain, front, shown
from tests.support.publications import full, pages_of, second


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
            assert f'id="{segment.id}"' in body or f"{{ #{segment.id} aria-" in body
            own = segment.text(edition.script) if edition.is_chinese else None
            assert own is None or own.rstrip("。") in text


def test_a_part_without_an_english_heading_has_its_english_name() -> None:
    resolved = second.resolved()
    english = {id_: text for id_, text in resolved.translation.items() if id_ != "2019"}
    pages = {p.path: p.body for p in pages_of(replace(resolved, translation=english), ENGLISH)}
    heading, other = re.findall(
        r'^# <span id="2019-name">(.+?)</span><a .*|^<p class="o heading-other" .*>(.+)</p>$',
        pages["report/2019.md"],
        re.M,
    )
    assert (heading[0], other[1]) == ("Plan for 2019", "第二部分　2019年工作安排")
    assert "lang=zh" not in pages["report/2019.md"].splitlines()[0]


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


def test_each_label_and_sign_is_explained_where_it_is_met(edition: Edition) -> None:
    """The lists explain their labels; a report page explains the signs that it has, no others."""
    pages = {page.path: page.body for page in full.pages(edition)}
    vocabulary, words = full.resolved().tracker.vocabulary, full.resolved().words(edition)
    for path, names in (
        ("tracker/no-follow-up.md", ["reason"]),
        ("tracker/new.md", ["origin", "strength"]),
    ):
        for choice in (c for name in names for c in vocabulary[name].choices.values()):
            assert f"<dd>{escape(words.of(choice.meaning))}</dd>" in pages[path]
    used = {found.relation for found in full.resolved().shown_tracker.follow_ups}
    for key, choice in vocabulary["relation"].choices.items():
        explained = f"<dd>{escape(words.of(choice.meaning))}</dd>" in pages["tracker/index.md"]
        assert explained == (key in used), key
    met = set()
    for path, body in pages.items():
        if not path.startswith("report/20"):
            continue
        signs = {
            "sign_follow": 'data-record="a-',
            "sign_origin": 'class="follow" href="[^"]*" data-record="c-',
        }
        signs |= {
            "sign_term": '<a class="term"',
            "sign_restored": 'class="restored"',
            "sign_link": "s-link",
        }
        for key, pattern in signs.items():
            said = words(key, **full.resolved().tracker.years)
            assert bool(re.search(pattern, body)) == (f"<dd>{said}</dd>" in body), (path, key)
            met |= {key} if said in body else set()
    assert {"sign_follow", "sign_origin", "sign_term", "sign_link"} <= met


def test_an_entry_of_each_list_leads_to_its_tools(edition: Edition) -> None:
    pages = {page.path: page.body for page in full.pages(edition)}
    for item in full.resolved().tracker.without_follow_up:
        assert f'class="s-link" href="index.html#a-{item.id}"' in pages["tracker/no-follow-up.md"]
    for item in full.resolved().tracker.new_commitments:
        assert f'class="s-link" href="#c-{item.id}"' in pages["tracker/new.md"]


def test_the_words_of_a_heading_name_it_without_its_tools(edition: Edition) -> None:
    """Else what the link in it says would be a part of its accessible name."""
    seen = 0
    for page in full.pages(edition):
        html = shown(page.body)
        for tag, attributes, inside in re.findall(r"<(h[1-6])([^>]*)>(.*?)</\1>", html, re.S):
            if '<a class="s-link"' not in inside:
                continue
            seen += 1
            (name,) = re.findall(r' aria-labelledby="([^"]+)"', attributes)
            words = inside.partition(f'<span id="{name}">')[2]
            assert words.index("</span><a") > 0, (page.path, tag, inside)
    assert seen > 20


def test_a_subject_of_the_glossary_is_in_the_order_of_its_edition(edition: Edition) -> None:
    terms = full.resolved().glossary.by_id
    _, listed_by = ORDERS[own_order(edition)]
    for page in full.pages(edition):
        if page.kind == "subject":
            names = re.findall('<section class="entry" id="([^"]+)"', page.body)
            assert names == sorted(names, key=lambda name: sort_key(listed_by(terms[name])))
            initials = [initial(listed_by(terms[name])) for name in names]
            letters = [(letter, names[initials.index(letter)]) for letter in sorted({*initials})]
            found = re.findall('<li><a href="#([^"]+)-name">(.)</a></li>', page.body)
            assert found == [(name, letter) for letter, name in letters]


def test_a_page_shows_the_others_of_its_tab(edition: Edition) -> None:
    listed = [page for page in full.pages(edition) if page.listed and page.tab not in ("", MORE)]
    tabs = Counter(page.tab for page in listed)
    for page in listed:
        assert tabs[page.tab] == 1 or "navigation" not in page.hide, page.path
