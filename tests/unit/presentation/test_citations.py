"""Citations, whole, for another city's report; and of this one."""

import datetime

import pytest

from build_tools.diagnostics import Place
from build_tools.document.model import Segment
from build_tools.presentation.citations import chicago, gb_t_7714
from build_tools.presentation.pages.report import whole
from build_tools.records.editions import EDITIONS, ENGLISH, HANS
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words, general
from tests.support.cases import read_cases
from tests.support.publications import full

CASES = read_cases("presentation/citations.yml")
PUBLICATION = Publication.model_validate(CASES["publication"])
STYLES = {"gb": gb_t_7714, "chicago": chicago}
WORDS = {"gb": Words(HANS, general()), "chicago": Words(ENGLISH, general())}


def segment(case: dict) -> Segment | None:
    kind = "heading" if "heading" in case else "sentence"
    if kind not in case:
        return None
    return Segment(
        id=case[kind],
        part="review",
        kind=kind,
        level="sentence",
        unit="2021-1",
        offset=0,
        paragraph=1,
        restored="",
        hant="",
        hans="",
        place=Place("source"),
    )


@pytest.mark.parametrize("case", CASES["citations"], ids=lambda c: c["style"])
def test_citation(case: dict) -> None:
    cite, words = STYLES[case["style"]], WORDS[case["style"]]
    text = cite(PUBLICATION, case["address"], words, segment(case), case.get("accessed"))
    assert text == case["text"]


@pytest.mark.parametrize("style", STYLES)
def test_each_sentence_has_its_own_citation(style: str) -> None:
    day = datetime.date(2024, 2, 1)
    publication, segments = full.resolved().publication, full.resolved().document.segments
    texts = {
        STYLES[style](publication, f"https://example.org/#{part.id}", WORDS[style], part, day)
        for part in segments
    }
    assert len(texts) == len(segments)
    assert all(WORDS[style].of(publication.title) in text for text in texts)


def test_the_contents_cite_the_whole() -> None:
    english = whole(full.resolved(), EDITIONS[2], "report/index.md")
    assert [(style, lang) for style, lang, _ in english] == [
        ("GB/T 7714-2015", "zh-Hans"),
        ("Chicago", "en"),
    ]
    for _, _, words in english:
        assert words.endswith("/en/report/index.html.")
