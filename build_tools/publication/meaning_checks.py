"""Whether records say what the text says: titles, names and links compared with its words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from build_tools.diagnostics import Code, Place, Problems
from build_tools.glossary.definition_fit import check_definitions
from build_tools.glossary.records import Glossary, Term
from build_tools.publication.description_fit import check_facts, check_labels
from build_tools.publication.joined import Joined
from build_tools.records import KeyPath, Located
from build_tools.records.publication import Publication
from build_tools.records.types import path_name
from build_tools.resources.senses import exclusive_words
from build_tools.resources.units import Units
from build_tools.system.remembered import recall_all
from build_tools.tracker.difficulties import check_answers
from build_tools.tracker.link_evidence import check_indicator_choice, check_links
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.note_fit import check_notes
from build_tools.tracker.outcome_fit import check_outcomes
from build_tools.tracker.quote_english import check_quote_english
from build_tools.tracker.subjects import check_subjects
from build_tools.tracker.title_fit import check_indicator_names, check_titles
from build_tools.tracker.word_evidence import check_word_evidence
from build_tools.translation.bilingual import (
    TRN023,
    Field,
    Lexicon,
    check_bilingual,
    check_text,
    contradictions,
    differences_of_titles,
)
from build_tools.translation.contrast import denied_name
from build_tools.translation.pinyin_names import small_words, spellings
from build_tools.translation.senses import Senses, with_places
from build_tools.translation.terms import occurrences

GLO027 = Code(
    "GLO027",
    "A term's source is of another place than the term.",
    "Correct the source, or name its place in the definition.",
    "advice",
    needs=("glossary/*.yml",),
    example='"technical-upgrading": the source is of Beijing, the term of Shanghai',
)


def lexicon_of(
    publication: Publication,
    glossary: Glossary,
    translation: Mapping[str, str],
    senses: Senses,
    units: Units,
) -> Lexicon:
    """The words and names of a publication; ``translation`` is the English of each segment."""
    senses = with_places(senses, frozenset(_places(glossary).items()))
    small = small_words((*translation.values(), *(term.definition for term in glossary.terms)))
    names = spellings(((term.hans, term.en) for term in glossary.terms), small)
    home = publication.place.en
    return Lexicon(senses, units, small | senses.english_words, names, home)


def check_records(joined: Joined, lexicon: Lexicon, problems: Problems) -> None:
    """Report titles, facts, notes and links that do not fit the text that they are about."""
    publication, document, translation = joined.publication, joined.document, joined.translation
    tracker, resolved, glossary = joined.tracker, joined.with_drafts, joined.glossary
    check_titles(tracker, document, translation, _places(glossary), lexicon, problems)
    check_quote_english(tracker, translation, lexicon.senses.plain, problems)
    check_indicator_names(tracker, resolved, translation, lexicon.senses, problems)
    check_definitions(glossary, problems)
    english = {form.hans: term.english for term in glossary.terms for form in term.forms}
    check_facts(publication, document, translation, problems)
    check_labels(publication, document, english, problems)
    years: dict[str, set[int]] = {}
    for part in publication.value.parts:
        years.setdefault(part.role, set()).update(part.years)
    check_outcomes(tracker, resolved, years, problems)
    check_word_evidence(tracker, resolved, problems)
    check_subjects(tracker, resolved, problems)
    check_notes(tracker, resolved, problems)
    check_answers(tracker, resolved.commitment, problems)
    check_links(tracker, resolved, document, glossary.hans_forms, problems)
    check_indicator_choice(tracker, resolved, problems)


def check_languages_of_terms(
    glossary: Glossary, translation: Mapping[str, str], lexicon: Lexicon, problems: Problems
) -> None:
    """Report what one language of a definition or a name says and the other does not.

    ``translation`` is the English of each segment by its id.
    """
    own = [term for term in glossary.terms if not term.is_general]
    for term in own:
        _check_place_of_source(term, lexicon.senses, problems)
        if definition := term.record.definition_zh:
            fields = (
                Field(term.at("definition_zh"), f'"{term.id}", definition_zh'),
                Field(term.at("definition"), f'"{term.id}", definition'),
            )
            about = "，".join(form.hans for form in term.forms), "; ".join(term.english)
            check_text(definition, term.definition, fields, problems, lexicon, about)
        for path, form in _own_english(term):
            is_first = form == term.en
            compare = partial(contradictions, term.hans, form, lexicon, names=is_first)
            key = ("term", lexicon.state, str(is_first), term.hans, form)
            found = recall_all(key, compare)
            _report(term.id, path_name(path, term.record), found, term.at(*path), problems)
            if denied := denied_name(form, term.definition):
                message = f"the definition says that it is not “{denied}”"
                _report(term.id, path_name(path, term.record), [message], term.at(*path), problems)
    _check_english(own, translation.values(), lexicon.senses, problems)


def _check_place_of_source(term: Term, senses: Senses, problems: Problems) -> None:
    """Report a source of one place for a term of another.

    Of 11 terms of which both are known, in a publication and the general termbase, each names the
    place of its source. A publication's own places do not count: one may be a part of another.
    """
    record, general = term.record, exclusive_words()
    source = senses.places_in(record.source or "", "en")
    if not source:
        return
    texts = senses.places_in(f"{term.en}. {term.definition}", "en")
    own = texts | senses.places_in(f"{term.hans}，{record.definition_zh or ''}", "zh")
    own = {place: name for place, name in own.items() if place in general}
    if own and general.keys() >= source.keys() and own.keys().isdisjoint(source):
        places = ", ".join(source.values()), ", ".join(dict.fromkeys(own.values()))
        message = f'"{term.id}": the source is of {places[0]}, the term of {places[1]}'
        problems.add(GLO027, term.at("source"), message)


def check_languages_of_records(
    joined: Joined, others: Iterable[Located[Any]], lexicon: Lexicon, problems: Problems
) -> None:
    """Report what one language of a record's text says and the other does not.

    ``others`` are records, beside those of the tracker and the glossary, with texts in both
    languages.
    """
    tracker = joined.tracker
    for record in (
        *(*tracker.entries, *tracker.context, *tracker.difficulties),
        *(*tracker.links, *tracker.no_follow_up, *tracker.no_origin, *tracker.indicators),
        *tracker.own_lists,
        *others,
    ):
        about = _words_about(record.value, joined.with_drafts)
        check_bilingual(record, problems, lexicon, skipped={"title"}, about=about)
    check_bilingual(joined.publication, problems, lexicon)
    if tracker.outcomes:
        check_bilingual(tracker.outcomes, problems, lexicon, part="review")
    for entry in tracker.quotations:  # each language may say more
        title = entry.value.title
        compare = partial(_differences_of_title, title.zh, title.en, lexicon)
        key = ("title", lexicon.state, title.zh, title.en)
        found = recall_all(key, compare)
        _report(entry.value.id, "title", found, entry.at("title", "en"), problems)
    for one in tracker.indicators:
        named = contradictions(one.value.zh, one.value.en, lexicon)
        _report(one.value.id, "en", named, one.at("en"), problems)


def _differences_of_title(zh: str, en: str, lexicon: Lexicon) -> Iterator[str]:
    """How the languages of a title contradict each other; check_record_figures has its figures."""
    yield from contradictions(zh, en, lexicon, figures=False)
    yield from differences_of_titles(zh, en, lexicon.senses)


def _words_about(record: object, resolved: ResolvedTracker) -> tuple[str, str]:
    """The words of the text that a record is about, in both languages: a phrase, or the quotes that
    it names."""
    named = (
        resolved.achievement.get(getattr(record, "achievement", "")),
        resolved.commitment.get(getattr(record, "commitment", "")),
    )
    items = [item for item in named if item]
    chinese = [getattr(record, "phrase", ""), *(item.hans for item in items)]
    return "，".join(chinese), "; ".join(item.record.english for item in items)


def _report(id_: str, field: str, found: Iterable[str], place: Place, problems: Problems) -> None:
    """Report contradictions in a field of the record with an id."""
    for message in found:
        problems.add(TRN023, place, f'"{id_}", {field}: {message}')


def _check_english(
    terms: Iterable[Term], sentences: Collection[str], senses: Senses, problems: Problems
) -> None:
    """Report English of a term that says what nothing else of it says, unless it is used."""
    for term in terms:
        zh = "，".join((*(form.hans for form in term.forms), term.record.definition_zh or ""))
        for path, form in _own_english(term):
            unsaid = list(senses.missing(form, zh, "en", "zh"))
            if unsaid:
                others = "; ".join(one for one in term.english if one != form)
                also = set(senses.missing(form, others, "en", "en"))
                unsaid = [found for found in unsaid if found in also]
            if unsaid and not any(occurrences(sentence, form) for sentence in sentences):
                name = path_name(path, term.record)
                found = [
                    f"only this English of the term says “{one.text}”{one.bracketed}"
                    for one in unsaid
                ]
                _report(term.id, name, found, term.at(*path), problems)


def _own_english(term: Term) -> Iterator[tuple[KeyPath, str]]:
    """The English of a term that readers see, each with its path."""
    yield ("en",), term.en
    for index, form in enumerate(term.record.en_also):
        yield ("en_also", index), form


def _places(glossary: Glossary) -> dict[str, str]:
    """The forms of terms whose English is one name, and that name."""
    named = (term for term in glossary.terms if re.fullmatch("[A-Z][a-z]+", term.en))
    return {form.hans: term.en for term in named for form in term.forms}
