"""All data of a publication, loaded, checked and joined: the stages before any page is made.

Nothing here imports what makes pages, books or the site, so that a check is quick. Every file is
read, even if others have errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from build_tools.conversion import records as conversion
from build_tools.conversion.convert import convert
from build_tools.conversion.ledger import unconverted
from build_tools.conversion.records import Conversion
from build_tools.conversion.report_spelling import report_spelling
from build_tools.diagnostics import Place, Problems
from build_tools.diagnostics.follow_on import without_follow_on
from build_tools.document.model import Document
from build_tools.document.outline import outline
from build_tools.glossary import lint, termbase
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary, Term
from build_tools.glossary.see_also import check_see
from build_tools.publication import history, published_ids
from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.emptied import report_emptied, report_misnamed
from build_tools.publication.facts import check_part_ids
from build_tools.publication.history import Version
from build_tools.publication.history_facts import Texts, check_changes, texts_now
from build_tools.publication.key_figures import check_featured, check_key_figures
from build_tools.publication.meaning import check_meaning
from build_tools.publication.published_ids import Kind, Name, Published, Successor
from build_tools.publication.resolved import Resolved
from build_tools.publication.unfinished import gather_unfinished
from build_tools.records import Located, decisions, forms, publication, report_unread, yaml_files
from build_tools.records.decisions import Decision
from build_tools.records.publication import Publication, TranslationStatus
from build_tools.records.record_names import RecordFiles
from build_tools.resources import interface, readings, units
from build_tools.resources.interface import Interface
from build_tools.resources.units import Units
from build_tools.restoration import errata, source
from build_tools.restoration.errata import Erratum
from build_tools.restoration.restore import restore
from build_tools.system.progress import Progress
from build_tools.text.pinyin import Readings
from build_tools.tracker import records as tracker
from build_tools.tracker.checks import check_english, check_names
from build_tools.tracker.contrary import check_contrary
from build_tools.tracker.drafts.unread import report_unread_drafts
from build_tools.tracker.elided import check_elided
from build_tools.tracker.figure_parity import check_figures
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.records import Tracker
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import checks as translation_checks
from build_tools.translation import records as translation
from build_tools.translation import senses
from build_tools.translation.checks import TermUse
from build_tools.translation.records import Departures, SegmentTranslation
from build_tools.translation.senses import Senses

FOUNDATION = ("publication.yml", "conversion.yml", "errata.yml")
"""Without these files there is no text to check anything against."""


@dataclass(frozen=True)
class Records:
    """Everything that editors wrote, each record valid by itself."""

    publication: Located[Publication] | None
    conversion: Located[Conversion] | None
    errata: tuple[Located[Erratum], ...]
    decisions: tuple[Located[Decision], ...]
    glossary: Glossary
    translation: dict[str, Located[SegmentTranslation]]
    departures: Departures
    tracker: Tracker
    units: Units
    interface: Interface
    readings: Readings
    senses: Senses
    history: tuple[Located[Version], ...]
    published: dict[Published, Place]

    @property
    def reasoned(self) -> Iterator[Located[Any]]:
        """The records outside the tracker and the publication with texts in both languages."""
        yield from (self.conversion,) if self.conversion else ()
        yield from self.errata
        yield from self.decisions
        yield from self.history
        yield from self.glossary.omitted
        yield from self.departures.exceptions


def load(data: Path, problems: Problems, progress: Progress) -> Records:
    """Every file of a data folder, each read even if others have errors."""
    with progress.stage("load"):
        report_unread(data, [file.pattern for file in DATA_FILES], problems)
        known_units = units.load(data, problems)
        record = publication.load(data, problems)
        chinese_only = record is not None and "en" not in record.value.editions
        is_empty = next(yaml_files(data / translation.FOLDER), None) is None
        return Records(
            publication=record,
            conversion=conversion.load(data, problems),
            errata=errata.load(data, problems),
            decisions=decisions.load(data, problems),
            glossary=glossary.load(data, problems),
            translation={} if chinese_only and is_empty else translation.load(data, problems),
            departures=translation.load_departures(data, problems),
            tracker=tracker.load(data, problems, known_units),
            units=known_units,
            interface=interface.load(data, problems),
            readings=readings.load(data, problems),
            senses=senses.load(data, problems),
            history=history.load(data, problems),
            published=published_ids.load(data, problems),
        )


def unreadable(problems: Problems) -> list[str]:
    """The files that give no record at all."""
    return sorted({p.place.file for p in problems.found if p.code.breaks == "file"})


def check(data: Path, problems: Problems, progress: Progress | None = None) -> Resolved | None:
    """Everything known about the publication in ``data``; None where it has no text to read.

    ``progress`` reports the stages.
    """
    progress = progress or Progress()
    with problems.within(data.name) as found:
        if not forms.is_current(data, found):
            return None
        inner = Problems()
        records = load(data, inner, progress)
        resolved = _resolve(data, records, inner, progress)
        files, record = RecordFiles(data), records.publication
        if record and resolved:
            report_misnamed(data, record.value, resolved.document, inner)
            entries = (entry.value.segment for entry in records.tracker.entries)
            check_part_ids(record, (*records.translation, *entries), inner)
        if record:
            report_emptied(data, record, inner)
        unfinished = record.value.unfinished if record else ()
        listed = without_follow_on(inner, files.names, unfinished)
        listed = [files.exact(one) for one in listed]
        if record and resolved:
            listed = gather_unfinished(record, Problems(listed))
        found.found += listed
        return resolved


def _resolve(
    data: Path, records: Records, problems: Problems, progress: Progress
) -> Resolved | None:
    """The records held against the text and against each other."""
    record, rules = records.publication, records.conversion
    text = source.read(data, record, problems) if record else None
    if record is None or rules is None or text is None:
        return None
    if not set(FOUNDATION).isdisjoint(unreadable(problems)):
        return None
    with progress.stage("restore"):
        accepted = {
            words.text: record.at("accepted", index)
            for index, words in enumerate(record.value.accepted)
        }
        restoration = restore(
            text,
            record.value.source.file,
            problems,
            records.errata,
            accepted,
            layout=record.value.source.layout,
            decisions=records.decisions,
        )
    with progress.stage("convert"):
        script, restored = record.value.source.script, restoration.text
        converted = (
            convert(restored, script, rules, restoration.place, problems)
            if record.value.has_traditional
            else unconverted(restored)
        )
        phrases = records.interface
        if record.value.has_traditional:
            phrases = replace(phrases, traditional=report_spelling(converted, rules.value))
    with progress.stage("outline"):
        document = outline(restoration, converted, record, problems, records.decisions)
    check_key_figures(record, document, problems)
    with progress.stage("glossary"):
        spelt = partial(Term.spelt, traditional=phrases.traditional, readings=records.readings)
        terms, matched = termbase.join(records.glossary, record, document, problems, spelt)
        glossary_coverage = lint.check(
            terms, matched, document, problems, record.value.has_traditional
        )
        check_see(terms, matched, problems)
    with progress.stage("translation"):
        english = translation.english(records.translation)
        uses = _term_uses(terms, matched)
        translation_coverage = translation_checks.check(
            document,
            records.translation,
            records.departures,
            uses,
            problems if records.translation or "en" in record.value.editions else Problems(),
            records.units,
            records.senses,
            is_official=record.value.translation.status == "official",
            home=record.value.place.en,
        )
    with progress.stage("tracker"):
        years = record.value.period("review"), record.value.period("plan")
        shown = resolve_tracker(records.tracker, document, problems, years, phrases)
        joined = shown
        if records.tracker.has_drafts:
            read, again = records.tracker.without_drafts, Problems()
            joined = resolve_tracker(read, document, again, years, phrases)
        check_featured(record, shown, problems)
        if "en" in record.value.editions:
            check_names(records.tracker, problems)
        report_unread_drafts(records.tracker, problems)
        check_english(records.tracker, english, problems)
        check_elided(records.tracker, document, english, problems)
        named = ((found.span, found.form.hans) for found in matched.occurrences)
        check_contrary(records.tracker, joined, named, problems)
        check_figures(records.tracker, document, english, problems)
        check_meaning(
            record,
            records.tracker,
            shown,
            document,
            terms,
            english,
            records.senses,
            records.reasoned,
            problems,
        )
    texts = texts_now(document, english, terms, records.tracker)
    former = _check_ids(records, _ids(records, record, document, terms, shown), texts, problems)
    publication = record.value
    has_edition = "en" in publication.editions
    if not english or not has_edition:
        none = TranslationStatus(status="none")
        publication = publication.model_copy(update={"translation": none})
    return Resolved(
        publication=publication,
        decisions=records.decisions,
        document=document,
        restoration=restoration,
        converted=converted,
        translation=english if has_edition else {},
        glossary=terms,
        matching=matched,
        tracker=joined,
        shown_tracker=shown if record.value.drafts else joined,
        interface=phrases,
        readings=records.readings,
        history=tuple(version.value for version in records.history),
        published=tuple(records.published),
        former=former,
        texts=texts,
        glossary_coverage=glossary_coverage,
        translation_coverage=translation_coverage,
        uncertain=translation.uncertain(records.translation),
    )


def _term_uses(terms: Glossary, matched: Matching) -> Iterator[TermUse]:
    """Each term's use in a segment, with the English that the glossary accepts for it."""
    for found in matched.occurrences:
        term = terms.by_id[found.term]
        yield TermUse(found.span.segment, found.form.hans, term.english, term.is_general)


def _check_ids(
    records: Records,
    ids: tuple[dict[Name, Place | None], list[Successor]],
    texts: Texts,
    problems: Problems,
) -> dict[Name, Name]:
    """What took the place of ids; lost ones, and changes of what never was, are reported."""
    names, successors = ids
    once = {one.name for one in records.published} | {one.former for one in successors}
    check_changes(records.history, names.keys() | once, texts, problems)
    return published_ids.check(records.published, names, successors, problems)


def _ids(
    records: Records,
    publication: Located[Publication],
    document: Document,
    terms: Glossary,
    shown: ResolvedTracker,
) -> tuple[dict[Name, Place | None], list[Successor]]:
    """What can be linked to, with its place, and what took the place of ids published before."""
    names: dict[Name, Place | None] = {("segment", one.id): one.place for one in document.segments}
    names |= {("term", term.id): None if term.is_general else term.at("id") for term in terms.terms}
    # Records whose quotes are wrong are among them: their ids are not gone.
    sides: tuple[tuple[Kind, Sequence[Located[Any]], Sequence[Tracked]], ...] = (
        ("achievement", records.tracker.achievements, shown.achievements),
        ("commitment", records.tracker.commitments, shown.commitments),
    )
    for kind, entries, visible in sides:
        seen = {item.id for item in visible}
        for one in entries:
            if one.value.id in seen or not one.value.draft:
                names[kind, one.value.id] = one.at("id")
    found = [
        Successor(("segment", old), ("segment", new), publication.at("former", old))
        for old, new in publication.value.former.items()
    ]
    for term in terms.terms:
        for old in term.record.former:
            found.append(Successor(("term", old), ("term", term.id), term.at("former")))
    for done in records.tracker.achievements:
        name: Name = ("achievement", done.value.id)
        found += [Successor((name[0], o), name, done.at("former")) for o in done.value.former]
    for planned in records.tracker.commitments:
        name = ("commitment", planned.value.id)
        found += [Successor((name[0], o), name, planned.at("former")) for o in planned.value.former]
    kinds = {one.id: one.kind for one in records.published if one.name not in names}
    for words in records.tracker.context:
        for old in words.value.former:
            former: Name = (kinds.get(old, "achievement"), old)
            now: Name = ("segment", words.value.segment)
            found.append(Successor(former, now, words.at("former")))
    return names, found
