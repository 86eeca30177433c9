"""Hostile text in every field of every data file is text on every page."""

import json
import re
from functools import cache
from itertools import chain

import pytest
from lxml import html

from build_tools.diagnostics import Problems
from build_tools.presentation.pages.page import Page
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, Edition
from tests.support import hostile
from tests.support.page_html import Seen, check_plain, front, plain, shown
from tests.support.publications import pages_of, tiny


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Resolved:
    data = tiny.project(tmp_path_factory.mktemp("hostile")).data
    hostile.write(hostile.everywhere(hostile.base(data)), data)
    problems = Problems()
    found = check_publication(data, problems)
    assert list(map(str, problems.errors)) == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def pages(resolved: Resolved) -> dict[str, list[Page]]:
    return {edition.id: pages_of(resolved, edition) for edition in EDITIONS}


@cache
def read(body: str) -> Seen:
    """A page as a browser reads it, once for all tests."""
    return Seen(shown(body))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_nothing_acts_and_nothing_is_markup(pages: dict[str, list[Page]], edition: Edition) -> None:
    for page in pages[edition.id]:
        check_plain(page)
        loaded, body = front(page.markdown())
        assert set(loaded) <= {
            "title",
            "description",
            "kind",
            "part",
            "hide",
            "head",
            "issue",
            "file",
        }
        in_head = html.fromstring(f"<html><head>{loaded['head']}</head></html>")
        assert {element.tag for element in in_head.iter()} <= {
            *("html", "head", "meta", "script", "link")
        }
        json.loads(in_head.xpath("string(//script)"))
        seen = read(body.strip())
        assert (seen.acts, seen.wrong) == ([], []), page.path
        for block in re.findall(
            r'<script type="application/json"[^>]*>(.*?)</script>', page.body, re.S
        ):
            json.loads(block)


def test_every_text_is_shown_letter_for_letter(pages: dict[str, list[Page]]) -> None:
    texts = [
        plain(f"{page.title} {page.description} {read(page.body.strip()).text}")
        for page in chain(*pages.values())
    ]
    assert set(hostile.unseen(texts)) == {*hostile.CASES["unseen"], *hostile.CASES["foot"]}
