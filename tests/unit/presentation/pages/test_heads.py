"""What the pages say of themselves to machines: Open Graph, reference managers, schema.org."""

import dataclasses
import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import html

from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.pages.frame import framed
from build_tools.presentation.pages.head import Head, card_path
from build_tools.presentation.pages.page import LONGEST_DESCRIPTION, Page
from build_tools.records.editions import EDITIONS, Edition
from build_tools.records.publication import site_url
from tests.support.cases import read_cases
from tests.support.publications import Made, full, second

URL = {"type": "string", "pattern": "^https://[^\\s]+$"}
TEXT = {"type": "string", "minLength": 1}
NAMED = {"required": ["@type", "name"], "properties": {"name": TEXT}}
FILES = {
    "type": "array",
    "minItems": 1,
    "items": {"required": ["contentUrl", "encodingFormat"], "properties": {"contentUrl": URL}},
}
TERMS = {
    "type": "array",
    "items": {
        "required": ["@id", "name", "termCode", "alternateName"],
        "properties": {"@id": URL, "name": TEXT},
    },
}
TYPES: dict[str, dict[str, Any]] = {
    "Report": {"required": ["name", "url", "inLanguage", "author", "datePublished", "@id"]},
    "Chapter": {"required": ["name", "url", "isPartOf"]},
    "WebSite": {"required": ["name", "url", "mainEntity"]},
    "WebPage": {"required": ["name", "url", "isPartOf"]},
    "Dataset": {
        "required": ["name", "description", "url", "distribution", "creator"],
        "properties": {"distribution": FILES},
    },
    "DefinedTermSet": {"required": ["name", "url"], "properties": {"hasDefinedTerm": TERMS}},
}
"""What schema.org and those who read it ask of each type."""
SCHEMA = {
    "type": "object",
    "required": ["@context", "@type"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"enum": list(TYPES)},
        "url": URL,
        "creator": NAMED,
        "author": NAMED,
    },
    "allOf": [
        {"if": {"properties": {"@type": {"const": name}}}, "then": rest}
        for name, rest in TYPES.items()
    ],
}
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
KINDS = {
    "home": "WebSite",
    "contents": "Report",
    "report": "Chapter",
    "tracker": "Dataset",
    "indicators": "Dataset",
    "data": "Dataset",
    "glossary": "DefinedTermSet",
    "subject": "DefinedTermSet",
}


@cache
def heads(made: Made, edition: Edition) -> list[tuple[Page, html.HtmlElement]]:
    """The pages of an edition, each with its head as the theme gets it."""
    found = []
    for page in made.pages(edition):
        front = yaml.load(page.markdown().split("---\n")[1], yaml.CSafeLoader)
        found.append((page, html.fromstring(f"<html><head>{front['head']}</head></html>")))
    return found


def meta(head: html.HtmlElement) -> dict[str, str]:
    return {
        element.get("property") or element.get("name"): element.get("content")
        for element in head.iter("meta")
    }


def json_ld(head: html.HtmlElement) -> dict[str, Any]:
    (script,) = head.xpath('//script[@type="application/ld+json"]')
    data: dict[str, Any] = json.loads(script.text)
    return data


@pytest.mark.parametrize("made", [full, second], ids=["full", "second"])
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_every_page_says_what_it_is(made: Made, edition: Edition) -> None:
    publication = made.resolved().publication
    if edition not in publication.published:
        pytest.skip("it has no such edition")
    root, addresses = site_url(publication), set()
    for page, head in heads(made, edition):
        data, tags = json_ld(head), meta(head)
        VALIDATOR.validate(data)
        assert data["@type"] == KINDS.get(page.kind, "WebPage"), page.path
        assert tags["og:url"] not in addresses
        addresses.add(tags["og:url"])
        assert tags["og:url"].startswith(root)
        assert tags["og:image"] == root + card_path(page.kind, edition)
        assert {"og:title", "og:description", "og:site_name", "og:locale"} <= tags.keys()
        assert all(tags.values()), page.path
        assert len(tags["og:description"]) <= LONGEST_DESCRIPTION
        is_report = page.kind in ("home", "contents", "report")
        assert ("citation_title" in tags) == is_report
        if is_report:
            assert tags["citation_title"] == made.resolved().words(edition).of(publication.title)
            assert re.fullmatch(r"\d{4}/\d\d/\d\d", tags["citation_publication_date"])
            assert tags["citation_technical_report_institution"] == tags["citation_author"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_every_term_is_defined_at_its_address(edition: Edition) -> None:
    defined = [
        term
        for page, head in heads(full, edition)
        if page.kind == "subject"
        for term in json_ld(head)["hasDefinedTerm"]
    ]
    assert {term["termCode"] for term in defined} == set(full.resolved().glossary.by_id)
    assert all(term["@id"].endswith(f"#{term['termCode']}") for term in defined)


@pytest.mark.parametrize("text", read_cases("presentation/hostile.yml"))
def test_hostile_texts_stay_texts(text: str) -> None:
    publication, words = full.resolved().publication, full.resolved().words(EDITIONS[2])
    citer = Citer(publication, words, "https://a.example/")
    first = full.pages(EDITIONS[2])[0]
    page = dataclasses.replace(first, title=text, description=text, body="x", cites="term")
    (made,) = framed([page], citer, Head(citer, (), ()))
    tree = html.fromstring(f"<html><head>{made.outside['head']}</head></html>")
    assert {element.tag for element in tree.iter()} <= {"html", "head", "meta", "script"}
    assert json_ld(tree)["mainEntity"]["@type"] == "Report"
    assert meta(tree)["og:title"] == " ".join(text.split())
    assert made.body.count("</script") == 1
