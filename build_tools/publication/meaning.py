"""Whether records say what the text says: titles, names and links held against their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.glossary.definition_fit import check_definitions
from build_tools.glossary.records import Glossary
from build_tools.publication.facts import check_facts, check_labels
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.tracker.link_evidence import check_links
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.outcome_facts import check_outcomes
from build_tools.tracker.records import Tracker
from build_tools.tracker.titles import check_indicator_names, check_titles
from build_tools.tracker.word_evidence import check_word_evidence
from build_tools.translation.bilingual import check_bilingual
from build_tools.translation.pinyin_names import small_words


def check_meaning(
    publication: Located[Publication],
    tracker: Tracker,
    resolved: ResolvedTracker,
    document: Document,
    glossary: Glossary,
    translation: Mapping[str, str],
    others: Iterable[Located[Any]],
    problems: Problems,
) -> None:
    """Report what parts from the text; ``translation`` is the English of each segment by its id,
    ``others`` are records with reasons in both languages."""
    check_titles(tracker, document, translation, _places(glossary), problems)
    check_indicator_names(tracker, resolved, translation, problems)
    forms = {term.id: [form.hans for form in term.forms] for term in glossary.terms}
    texts = [(segment.hans, translation.get(segment.id, "")) for segment in document.segments]
    texts += [(record.value.title.zh, record.value.title.en) for record in tracker.entries]
    check_definitions(glossary, texts, problems)
    english = {form.hans: term.english for term in glossary.terms for form in term.forms}
    check_facts(publication, document, translation, problems)
    check_labels(publication, document, english, problems)
    years: dict[str, tuple[int, ...]] = {
        part.role: part.years or () for part in publication.value.parts
    }
    check_outcomes(tracker, resolved, years, problems)
    check_word_evidence(tracker, resolved, problems)
    _check_notes(publication, tracker, others, translation, problems)
    check_links(tracker, resolved, document, forms, problems)


def _check_notes(
    publication: Located[Publication],
    tracker: Tracker,
    others: Iterable[Located[Any]],
    translation: Mapping[str, str],
    problems: Problems,
) -> None:
    """Compare the two languages of everything that is said of the tracker's records."""
    words = small_words(translation.values())
    for record in (
        *(*tracker.achievements, *tracker.commitments, *tracker.context, *tracker.problems),
        *(*tracker.links, *tracker.no_follow_up, *tracker.no_origin),
        *((tracker.outcomes,) if tracker.outcomes else ()),
        *others,
    ):
        check_bilingual(record, problems, words, skipped=("title",))
    home = frozenset(re.findall("[a-z]+", publication.value.place.en.lower()))
    check_bilingual(publication, problems, words | home)
    for indicator in tracker.indicators:
        check_bilingual(indicator, problems, words)


def _places(glossary: Glossary) -> set[str]:
    """The forms of terms whose English is one name."""
    named = (term for term in glossary.terms if re.fullmatch("[A-Z][a-z]+", term.en))
    return {form.hans for term in named for form in term.forms}
