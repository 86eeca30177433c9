"""Matching: the hard sentences, and what holds for all terms and all texts."""

import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Problems
from build_tools.document.model import Segment, Span
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import Occurrence, beats, match
from build_tools.glossary.records import Form, Term
from tests.support.cases import read_cases
from tests.support.documents import document, segment
from tests.support.glossaries import term, write

CASES = read_cases("glossary/matching.yml")


def marked(text: str, spans: list[Span]) -> str:
    """``text`` with square brackets around each span."""
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_hard_sentences(case: dict[str, Any]) -> None:
    text = re.sub(r"[\[\]]", "", case["marked"])
    terms = [
        term(name, forms, case.get("not_in", {}).get(name, ()))
        for name, forms in case["terms"].items()
    ]
    found = match(terms, [segment("1", text)]).occurrences
    assert marked(text, [occurrence.span for occurrence in found]) == case["marked"]


def test_the_result_is_in_reading_order() -> None:
    text = document("乙甲", "甲", "甲乙")
    segments = [*text.segments[1:], text.segments[0]]
    found = match([term("a", ["甲"]), term("b", ["乙"])], segments)
    order = [(occurrence.span.segment, occurrence.term) for occurrence in found.occurrences]
    assert order == [("2", "a"), ("3", "a"), ("3", "b"), ("1", "b"), ("1", "a")]
    assert list(found.by_segment) == ["2", "3", "1"]
    assert [o.span.segment for o in found.by_term["b"]] == ["3", "1"]


def test_what_was_not_matched_is_told_with_the_reason() -> None:
    terms = [
        term("tourism", ["文旅"], ["农文旅"]),
        term("ministry", ["文旅部"]),
    ]
    found = match(terms, document("文旅部推动农文旅融合").segments)
    assert [occurrence.form.hans for occurrence in found.occurrences] == ["文旅部"]
    (beaten,) = found.beaten
    assert (beaten.found.term, beaten.by.term) == ("tourism", "ministry")
    (excepted,) = found.excepted
    assert (excepted.found.span.start, excepted.word) == (6, "农文旅")


def test_of_two_terms_with_one_form_the_first_id_has_it() -> None:
    terms = [term("b", ["甲乙"]), term("a", ["丙", "甲乙"])]
    for order in (terms, terms[::-1]):
        assert [o.term for o in match(order, document("甲乙").segments).occurrences] == ["a"]


def test_no_terms_and_no_text() -> None:
    assert match([], document("甲").segments).occurrences == ()
    assert match([term("a", ["甲"])], []).occurrences == ()


# What holds for all terms and all texts. Few characters, so that forms meet and overlap often.

CHARACTERS = "国产业发a1"
TRADITIONAL = str.maketrans("国产业发", "國產業發")
WORDS = st.text(CHARACTERS, min_size=1, max_size=4)


@st.composite
def glossaries(draw: st.DrawFn) -> list[Term]:
    forms = draw(st.lists(WORDS, min_size=1, max_size=8, unique=True))
    terms: list[Term] = []
    while forms:
        size = draw(st.integers(1, min(3, len(forms))))
        own, forms = forms[:size], forms[size:]
        around = draw(st.lists(st.tuples(WORDS, st.sampled_from(own)), max_size=2, unique=True))
        terms.append(
            term(
                f"t{len(terms)}",
                own,
                [before + form for before, form in around],
                [form.translate(TRADITIONAL) for form in own],
            )
        )
    return terms


TEXTS = st.lists(st.text(CHARACTERS, max_size=30), max_size=3)


def segments_of(texts: list[str]) -> list[Segment]:
    return [segment(str(at), text, text.translate(TRADITIONAL)) for at, text in enumerate(texts)]


def all_finds(term: Term, form: Form, part: Segment) -> list[Occurrence]:
    """Every place where the rules of edges and exceptions let a form stand, by plain search."""
    text = part.hans
    finds = []
    for at in range(len(text)):
        end = at + len(form.hans)
        if not text.startswith(form.hans, at):
            continue
        if any(re.fullmatch(r"[a-z0-9]{2}", text[max(0, cut - 1) : cut + 1]) for cut in (at, end)):
            continue
        inside = any(
            word_at <= at and end <= word_at + len(word)
            for word in term.record.not_in
            for word_at in range(len(text))
            if text.startswith(word, word_at)
        )
        if not inside:
            finds.append(Occurrence(term.id, form, Span(part.id, at, end)))
    return finds


@given(glossaries(), TEXTS)
def test_spans_are_exact_and_apart_in_both_scripts(terms: list[Term], texts: list[str]) -> None:
    parts = {part.id: part for part in segments_of(texts)}
    found = match(terms, parts.values()).occurrences
    ends = dict.fromkeys(parts, 0)
    for occurrence in found:
        span = occurrence.span
        assert occurrence.form in next(t for t in terms if t.id == occurrence.term).forms
        assert parts[span.segment].hans[span.start : span.end] == occurrence.form.hans
        assert parts[span.segment].hant[span.start : span.end] == occurrence.form.hant
        assert span.start >= ends[span.segment], "overlaps the one before"
        ends[span.segment] = span.end


@given(glossaries(), TEXTS)
def test_only_what_beats_it_keeps_a_form_out(terms: list[Term], texts: list[str]) -> None:
    parts = segments_of(texts)
    found = match(terms, parts).occurrences
    possible = [
        find
        for part in parts
        for term in terms
        for form in term.forms
        for find in all_finds(term, form, part)
    ]
    assert set(found) <= set(possible)
    for find in set(possible) - set(found):
        rivals = [o.span for o in found if o.span.segment == find.span.segment]
        assert any(beats(rival, find.span) for rival in rivals), find


@given(glossaries(), TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_terms_and_forms_does_not_matter(
    terms: list[Term], texts: list[str], random: Random
) -> None:
    parts = segments_of(texts)
    shuffled = random.sample(terms, len(terms))
    assert match(shuffled, parts) == match(terms, parts)


@given(glossaries(), TEXTS)
def test_segments_do_not_matter_to_each_other(terms: list[Term], texts: list[str]) -> None:
    parts = segments_of(texts)
    alone = [o for part in parts for o in match(terms, [part]).occurrences]
    assert list(match(terms, parts).occurrences) == alone


@given(
    st.lists(WORDS, min_size=1, max_size=8, unique=True), TEXTS, st.randoms(use_true_random=False)
)
def test_files_and_the_order_of_records_do_not_matter(
    forms: list[str], texts: list[str], random: Random
) -> None:
    records = [{"id": f"t{at}", "zh": form} for at, form in enumerate(forms)]
    results = []
    for _ in range(2):
        files: dict[str, list[dict[str, str]]] = {"one": [], "two": [], "three": []}
        for record in random.sample(records, len(records)):
            files[random.choice(sorted(files))].append(record)
        with TemporaryDirectory() as folder:
            problems = Problems()
            loaded = load_glossary(write(Path(folder), files), problems)
            assert problems.errors == []
        results.append(match(loaded.terms, segments_of(texts)))
    assert results[0] == results[1]
