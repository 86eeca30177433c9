"""The stages of a check, one function each: the text, the glossary, the tracker, the English.

:mod:`build_tools.publication.check` calls them in their order. Each takes what the stages before it
gave, adds to the problems, and changes nothing else.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from build_tools.conversion.convert import convert
from build_tools.conversion.ledger import Converted, unconverted
from build_tools.conversion.records import Conversion
from build_tools.conversion.report_spelling import report_marks, report_spelling
from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.glossary import termbase
from build_tools.glossary.coverage import GlossaryCoverage
from build_tools.glossary.lint import check_glossary
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary, Term
from build_tools.glossary.see_also import check_see
from build_tools.glossary.sources import check_sources
from build_tools.publication.all_records import Records
from build_tools.publication.joined import Joined
from build_tools.publication.key_figures import check_featured
from build_tools.publication.meaning_checks import check_languages_of_records, check_records
from build_tools.publication.term_uses import term_uses
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.resources.interface import Interface
from build_tools.restoration.repairs import Restoration
from build_tools.restoration.restore import Instructions, restore
from build_tools.tracker.checks import check_english, check_names
from build_tools.tracker.contrary import check_contrary
from build_tools.tracker.drafts.unread import report_unread_drafts
from build_tools.tracker.elided import check_elided
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.record_figures import check_record_figures
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.checks import TranslationCoverage, check_translation


@dataclass(frozen=True)
class ReadText:
    """The text as it is read, and the words of the interface, spelt as it is."""

    publication: Located[Publication]
    restoration: Restoration
    converted: Converted
    document: Document
    interface: Interface


def restored_text(
    text: str, publication: Located[Publication], records: Records, problems: Problems
) -> Restoration:
    """The text as received, restored with the errata and what publication.yml says of it."""
    record = publication.value
    accepted = {
        words.text: publication.at("accepted", index) for index, words in enumerate(record.accepted)
    }
    given = Instructions(records.errata, accepted, record.source.layout, records.decisions)
    return restore(text, record.source.file, problems, given)


def converted_text(
    restoration: Restoration,
    publication: Publication,
    rules: Located[Conversion],
    records: Records,
    problems: Problems,
) -> tuple[Converted, Interface]:
    """The text in the scripts that the publication has, and the interface spelt as it is."""
    if not publication.has_traditional:
        return unconverted(restoration.text), records.interface
    script = publication.source.script
    converted = convert(restoration.text, script, rules, restoration.place, problems)
    spelling, marked = report_spelling(converted, rules.value), report_marks(converted.hant)
    return converted, replace(records.interface, traditional=spelling, marked=marked)


class Terms(NamedTuple):
    """The terms of a publication, their places in the text, and how much of it they explain."""

    glossary: Glossary
    matching: Matching
    coverage: GlossaryCoverage


def joined_terms(records: Records, text: ReadText, problems: Problems) -> Terms:
    """The glossary with the general terms that occur, checked against the text (GLO)."""
    spelt = partial(Term.spelt, traditional=text.interface.traditional, readings=records.readings)
    glossary, matched = termbase.join(
        records.glossary, text.publication, text.document, problems, spelt
    )
    has_traditional = text.publication.value.has_traditional
    coverage = check_glossary(glossary, matched, text.document, problems, has_traditional)
    check_see(glossary, matched, problems)
    check_sources(glossary, problems)
    return Terms(glossary, matched, coverage)


def check_english_of_text(
    records: Records, joined: Joined, lexicon: Lexicon, problems: Problems
) -> TranslationCoverage:
    """Check the English against the text, its terms and its figures; how much of it there is."""
    publication = joined.publication.value
    is_expected = records.translation or "en" in publication.editions
    return check_translation(
        joined.document,
        records.translation,
        records.departures,
        term_uses(joined.glossary.by_id, joined.matching),
        lexicon,
        problems if is_expected else Problems(),
        is_official=publication.translation.status == "official",
    )


def resolved_trackers(
    records: Records, text: ReadText, problems: Problems
) -> tuple[ResolvedTracker, ResolvedTracker]:
    """The tracker joined to the text: with its drafts, and without them."""
    publication, document, phrases = text.publication, text.document, text.interface
    years = publication.value.period("review"), publication.value.period("plan")
    counts_drafts = "tracker" in publication.value.unfinished
    with_drafts = read = resolve_tracker(
        records.tracker, document, problems, years, phrases, counts_drafts
    )
    if records.tracker.has_drafts:
        tracker, again = records.tracker.without_drafts, Problems()
        read = resolve_tracker(tracker, document, again, years, phrases)
    check_featured(publication, with_drafts, problems)
    return with_drafts, read


def check_tracker(joined: Joined, problems: Problems) -> None:
    """Check the tracker's records against the text and its English."""
    tracker, document, english = joined.tracker, joined.document, joined.translation
    if "en" in joined.publication.value.editions:
        check_names(tracker, problems)
    report_unread_drafts(tracker, problems)
    check_english(tracker, english, problems)
    check_elided(tracker, document, english, problems)
    named = ((found.span, found.form.hans) for found in joined.matching.occurrences)
    check_contrary(tracker, joined.without_drafts, named, problems)
    check_record_figures(tracker, document, english, problems)


def check_meaning(joined: Joined, records: Records, lexicon: Lexicon, problems: Problems) -> None:
    """Report records that do not say what the text says, or not the same in both languages."""
    check_records(joined, lexicon, problems)
    check_languages_of_records(joined, records.reasoned, lexicon, problems)
