"""Staged pages: plain Markdown, and everything from data comes out as text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from build_tools.diagnostics import Place
from build_tools.document.model import Document
from build_tools.glossary.records import Form, Glossary
from build_tools.presentation.pages.page import Page
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.records.editions import EDITIONS, Edition
from build_tools.records.publication import Publication
from build_tools.restoration.restore import Erratum, Repair
from tests.support import tiny
from tests.support.cases import read_cases
from tests.support.page_html import Seen, check_plain, front, plain, shown

HOSTILE = read_cases("presentation/hostile.yml")
Change = Callable[[str], str]


def every(value: Any, change: Change) -> Any:
    """A record's values with ``change`` to each of its bilingual texts."""
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            return {key: change(text) for key, text in value.items()}
        return {key: every(inner, change) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [every(inner, change) for inner in value]
    return value


def hostile(resolved: Resolved, words: str) -> Resolved:
    """The publication with ``words`` in each of its texts."""

    def change(text: str) -> str:
        return f"{text} {words}"

    def both(text: Bilingual | None) -> Bilingual | None:
        return Bilingual(zh=change(text.zh), en=change(text.en)) if text else None

    record = every(resolved.publication.model_dump(mode="json"), change)
    record["source"]["ends_early"] = {"zh": change("止"), "en": change("end")}
    record["accepted"] = [{"text": words, "why": {"zh": words, "en": words}}]
    # Text of the source has no line ends; each line is its own.
    line = words.replace("\n", " ")
    segments = tuple(
        replace(s, hans=s.hans + line, hant=s.hant + line, restored=s.restored + line)
        for s in resolved.document.segments
    )
    terms = tuple(
        replace(
            term,
            forms=tuple(Form(change(form.hans), change(form.hant)) for form in term.forms),
            pinyin=change(term.pinyin),
            en=change(term.en),
            en_also=(words,),
            source=change(term.source),
            definition=change(term.definition),
            definition_zh=words,
            definition_hant=words,
        )
        for term in resolved.glossary.terms
    )
    tracker = resolved.tracker
    links = {
        id(link): replace(link, note=Bilingual(zh=words, en=words), change=both(link.change))
        for item in (*tracker.achievements, *tracker.commitments)
        for link in item.follow_ups
    }

    def item(found: Any) -> Any:
        return replace(
            found,
            title=both(found.title),
            hans=change(found.hans),
            hant=change(found.hant),
            english=words,  # which stands in the sentence's English
            note=Bilingual(zh=words, en=words),
            follow_ups=tuple(links[id(link)] for link in found.follow_ups),
        )

    erratum = Erratum(words, words, words, words, words, words, Place("errata.yml"))
    repair = Repair("erratum", 0, 1, words, words, False, erratum)
    return replace(
        resolved,
        publication=Publication.model_validate(record),
        document=Document(segments, resolved.document.end, resolved.document.units),
        translation={key: change(text) for key, text in resolved.translation.items()},
        glossary=Glossary(terms, resolved.glossary.omitted),
        restoration=replace(resolved.restoration, repairs=(repair,)),
        tracker=replace(
            tracker,
            achievements=tuple(map(item, tracker.achievements)),
            commitments=tuple(map(item, tracker.commitments)),
        ),
    )


@cache
def staged(words: str, edition: Edition) -> list[Page]:
    resolved = tiny.resolved()
    return tiny.pages(hostile(resolved, words) if words else resolved, edition)


@pytest.fixture(params=EDITIONS, ids=lambda edition: edition.id)
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


def test_pages_are_plain_markdown(edition: Edition) -> None:
    for page in staged("", edition):
        check_plain(page)


def test_every_page_has_front_matter_and_one_title(edition: Edition) -> None:
    for page in staged("", edition):
        loaded, body = front(page.markdown())
        assert loaded["title"] == page.title
        assert loaded["description"]
        assert len(re.findall(r"^# ", body, re.M)) == 1
        assert body.startswith("# ")


def test_the_pages_are_the_same_in_each_edition() -> None:
    paths = [[page.path for page in staged("", edition)] for edition in EDITIONS]
    assert paths[0] == paths[1] == paths[2]
    assert len(set(paths[0])) == len(paths[0])


def test_identifiers_are_the_same_in_each_edition() -> None:
    def ids(edition: Edition) -> dict[str, list[str]]:
        pattern = r'(?:\bid="|\{ #)([^" ]+)'
        return {page.path: re.findall(pattern, page.body) for page in staged("", edition)}

    found = [ids(edition) for edition in EDITIONS]
    assert found[0] == found[1] == found[2]
    for path, names in found[0].items():
        assert len(set(names)) == len(names), path


def test_every_segment_has_its_anchor(edition: Edition) -> None:
    bodies = {page.path: page.body for page in staged("", edition)}
    for segment in tiny.resolved().document.segments:
        unit = "index" if segment.unit == "front" else segment.unit
        body = bodies[f"report/{unit}.md"]
        assert f'id="{segment.id}"' in body or f"{{ #{segment.id} }}" in body
        own = segment.text(edition.script) if edition.is_chinese else None
        assert own is None or own.rstrip("。") in Seen(shown(body)).text


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(words: str, edition: Edition) -> None:
    for page in staged(words, edition):
        check_plain(page)
        loaded, body = front(page.markdown())
        assert set(loaded) <= {"title", "description", "kind", "hide"}
        seen = Seen(shown(body))
        assert seen.acts == [], page.path
        assert seen.wrong == [], page.path


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown(words: str) -> None:
    """On the pages of the default edition that show each kind of text."""
    texts = {page.path: plain(Seen(shown(page.body)).text) for page in staged(words, EDITIONS[0])}
    for path in (
        "index.md",
        "report/2021-1.md",
        "glossary/index.md",
        "glossary/economy.md",
        "tracker/index.md",
        "notes.md",
    ):
        assert plain(words) in texts[path], path


def test_the_data_for_scripts_is_json(edition: Edition) -> None:
    for words in HOSTILE:
        for page in staged(words, edition):
            for block in re.findall(
                r'<script type="application/json"[^>]*>(.*?)</script>', page.body, re.S
            ):
                json.loads(block)
