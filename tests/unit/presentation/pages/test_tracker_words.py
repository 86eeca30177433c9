"""The tracker's words: relations, filters, and the one vocabulary of its lists."""

import re
from dataclasses import replace

import pytest

from build_tools.amounts.bounds import Bound
from build_tools.presentation.pages.tracker_views import relation_name
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition
from build_tools.resources.interface import Words
from build_tools.resources.vocabulary import general_vocabulary
from tests.support.publications import full, pages_of

RELATIONS = general_vocabulary()["relation"].choices


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [
        ("at-least", "只设下限", "minimum only"),
        ("more-than", "只设下限", "minimum only"),
        ("at-most", "只设上限", "maximum only"),
        ("less-than", "只设上限", "maximum only"),
    ],
)
def test_a_bound_says_which_it_is(bound: Bound, zh: str, en: str) -> None:
    found = next(one for one in full.resolved().tracker.follow_ups if one.comparison)
    assert found.comparison
    after = replace(found.comparison.after, bound=bound)
    limits = replace(found, relation="limits", comparison=replace(found.comparison, after=after))
    assert relation_name(limits, RELATIONS["limits"], Words(HANS)) == zh
    assert relation_name(limits, RELATIONS["limits"], Words(ENGLISH)) == en
    raises = replace(limits, relation="raises")
    assert relation_name(raises, RELATIONS["raises"], Words(ENGLISH)) == "raises"


def tracker_page(edition: Edition) -> str:
    found = {page.path: page.body for page in pages_of(full.resolved(), edition)}
    return found["tracker/index.md"]


def labels(body: str) -> dict[str, tuple[str, str]]:
    """The label of each filter and its first option, by its name."""
    found = re.findall(r'<label>([^<]*)<select name="([^"]+)"><option value="">([^<]*)<', body)
    return {name: (label, first) for label, name, first in found}


def test_filters_say_what_they_choose() -> None:
    found = labels(tracker_page(ENGLISH))
    assert found["order"] == ("Order", "Report order")
    assert found["figures"] == ("Figures in it", "Any")
    assert found["link_strength"] == ("Basis of the link", "Any")
    assert labels(tracker_page(HANS))["order"] == ("排列", "按原文顺序")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_red_words_are_explained_where_the_quotes_are(edition: Edition) -> None:
    """Only the Chinese quotes have them."""
    words = full.resolved().words(edition)
    body = tracker_page(edition)
    assert (words("tracker_marks") in body) == edition.is_chinese
    assert body.count(words("tracker_marks")) <= 1


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_marked_words_are_not_known_by_their_colour(edition: Edition) -> None:
    """In print and in forced colours another sign shows them."""
    assert not re.search("红|紅|[Rr]ed ", full.resolved().words(edition)("tracker_marks"))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_report_of_a_mistake_is_not_read_as_mistakes_of_the_report(edition: Edition) -> None:
    """报告 is the document, here and in the navigation: 报告错误 are its errors."""
    words = full.resolved().words(edition)
    for key in ("report_mistake", "sign_link"):
        assert not edition.is_chinese or words("report") not in words(key)


def test_the_choices_of_a_list_begin_alike() -> None:
    """English words of labels have small letters, as they stand in sentences and beside figures."""
    for name in ("relation", "reason", "strength", "link_strength", "verdict", "origin"):
        for choice in general_vocabulary()[name].choices.values():
            assert choice.name.en[0].islower(), choice.name.en


def test_one_thing_has_one_name() -> None:
    """The share of the bar and the option of the filter that lists it."""
    body = tracker_page(ENGLISH)
    share = re.search(r'followed=yes"><span[^>]*></span><strong>\d+</strong> ([^<]+)</a>', body)
    option = re.search(r'<select name="followed">.*?<option value="yes">([^<]+)</option>', body)
    assert share and option and share[1] == option[1]
