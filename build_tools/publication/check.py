"""All data of a publication, loaded, checked and joined: the stages before any page is made.

Nothing here imports what makes pages, books or the site, so that a check is quick. Every file is
read, even if others have errors.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_tools.conversion.convert import convert
from build_tools.conversion.ledger import Converted, unconverted
from build_tools.conversion.records import Conversion
from build_tools.conversion.report_spelling import report_spelling
from build_tools.diagnostics import Area, Diagnostic, Place, Problems
from build_tools.diagnostics.follow_on import without_follow_on
from build_tools.diagnostics.in_fork import start_reporting
from build_tools.document.model import Document
from build_tools.document.outline import outline
from build_tools.glossary import termbase
from build_tools.glossary.lint import check_glossary
from build_tools.glossary.records import Term
from build_tools.glossary.see_also import check_see
from build_tools.publication.all_records import Records, load_records
from build_tools.publication.description_fit import check_part_ids
from build_tools.publication.history_fit import texts_now
from build_tools.publication.joined import Joined
from build_tools.publication.key_figures import check_featured, check_key_figures
from build_tools.publication.linkable_ids import check_ids
from build_tools.publication.meaning_checks import (
    check_languages_of_records,
    check_languages_of_terms,
    check_records,
    lexicon_of,
)
from build_tools.publication.missing_files import (
    report_emptied,
    report_misnamed,
    report_missing_pages,
    report_unnamed_subjects,
)
from build_tools.publication.page_comparison import check_pages
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.publication.term_uses import term_uses
from build_tools.publication.unfinished import gather_unfinished
from build_tools.records import Located
from build_tools.records.data_form import is_current
from build_tools.records.publication import Publication, TranslationStatus
from build_tools.records.record_names import RecordFiles
from build_tools.records.text_file import REC001
from build_tools.resources.interface import Interface
from build_tools.restoration.named_bytes import check_named_bytes
from build_tools.restoration.repairs import Restoration
from build_tools.restoration.restore import Instructions, restore
from build_tools.restoration.source import read_source
from build_tools.system.forks import Forks
from build_tools.system.progress import Progress
from build_tools.tracker.checks import check_english, check_names
from build_tools.tracker.contrary import check_contrary
from build_tools.tracker.drafts.unread import report_unread_drafts
from build_tools.tracker.elided import check_elided
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.record_figures import check_record_figures
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import records as translation
from build_tools.translation.alike import load_alike, save_alike
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.checks import TranslationCoverage, check_translation
from build_tools.translation.records import english_texts

FOUNDATION = ("publication.yml", "conversion.yml", "errata.yml")
"""Without these files there is no text to check anything against."""


def check_publication(data: Path, problems: Problems, kept: Path | None = None) -> Resolved | None:
    """Everything known about the publication in ``data``; None where it has no text to read.

    ``kept`` is a file for the next check, as for :class:`Check`.
    """
    with Forks() as forks:
        check = Check(data, forks, kept=kept)
        problems.found += check.finish()
    return check.resolved


@dataclass(frozen=True)
class _Text:
    """The text as it is read, and the words of the interface, spelt as it is."""

    publication: Located[Publication]
    restoration: Restoration
    converted: Converted
    document: Document
    interface: Interface


class Check:
    """A check of all data. The slowest checks run in forks: whether records say what the text says,
    and whether both of their languages say the same. Pages do not wait for them."""

    def __init__(
        self,
        data: Path,
        forks: Forks,
        progress: Progress | None = None,
        *,
        kept: Path | None = None,
        is_quick: bool = False,
    ) -> None:
        """Begin to check the publication in ``data``; a quick check leaves out what takes longest.

        ``progress`` reports the stages. ``kept`` is the file with what the last check found alike;
        it is written anew.
        """
        self.resolved: Resolved | None = None
        """Everything known about the publication; None where it has no text to read."""
        self._data, self._progress = data, progress or Progress()
        self._kept = kept
        self._forks, self._is_quick = forks, is_quick
        self._records: Records | None = None
        self._found, self._outside = Problems(), Problems()
        """The problems in ``data/``, and those outside it."""
        self._waiting: list[Callable[[Problems], set[str]]] = []
        """What waits for the forks, and adds what they found; which pairs of texts are alike."""
        self._alike: set[str] = set()
        """The pairs of texts that are found alike here, and not in a fork."""
        if has_data_folder(data, self._outside) and self._is_current():
            with self._progress.stage("load"):
                records = self._records = load_records(data, self._found)
            if text := self._read(records):
                self.resolved = self._resolve(records, text)

    def quick(self) -> list[Diagnostic]:
        """The problems that are known so far. Without an error among them pages can be made."""
        return self._outside.found + self._listed(Problems(self._found.found.copy()))

    def finish(self) -> list[Diagnostic]:
        """Wait, once, for the rest; all problems."""
        with self._progress.stage("meaning"):
            alike = self._alike.union(*(wait(self._found) for wait in self._waiting))
        if self._waiting and self._kept:
            with suppress(OSError):  # the next check only has more to do
                save_alike(self._kept, alike)
        return self._outside.found + self._listed(self._found)

    def _listed(self, found: Problems) -> list[Diagnostic]:
        """The problems without those that follow from others, and those of unfinished areas merged.

        ``found`` gets those of whole files.
        """
        if self._records is None:
            return []
        data, records, record = self._data, self._records, self._records.publication
        files = RecordFiles(data)
        if record and self.resolved:
            report_misnamed(data, record, self.resolved.document, found)
            report_missing_pages(data, record, self.resolved.document, found)
            report_unnamed_subjects(data, record, found)
            entries = (entry.value.segment for entry in records.tracker.entries)
            check_part_ids(record, (*records.translation, *entries), found)
        if record:
            report_emptied(data, record, found)
        if record is None:  # what it declares unfinished is not known
            found = Problems([one for one in found if one.code.absent is None])
        unfinished = record.value.unfinished if record else ()
        listed = without_follow_on(found, files.names, unfinished)
        listed = [files.exact(one) for one in listed]
        if record and self.resolved:
            begun: set[Area] = {"tracker"} if records.tracker.has_drafts else set()
            if set(record.value.subjects) - {*records.glossary.categories}:
                begun.add("glossary")  # a subject has no term yet
            listed = gather_unfinished(record, Problems(listed), begun)
        return [one.within(data.name) for one in listed]

    def _is_current(self) -> bool:
        with self._outside.within(self._data.name) as found:
            return is_current(self._data, found)

    def _later(self, work: Callable[[Problems], set[str]]) -> None:
        """Start a check that nothing here waits for."""
        if not self._is_quick:
            self._waiting.append(start_reporting(self._forks, work))

    def _read(self, records: Records) -> _Text | None:
        """The text, stage by stage; None where it cannot be read."""
        record, rules, problems = records.publication, records.conversion, self._found
        text = read_source(self._data, record, problems) if record else None
        if record is None or rules is None or text is None:
            return None
        if not set(FOUNDATION).isdisjoint(unreadable(problems)):
            return None
        with self._progress.stage("restore"):
            restoration = _restored(text, record, records, problems)
            check_named_bytes(records.errata, problems)
        with self._progress.stage("convert"):
            converted, interface = _converted(restoration, record.value, rules, records, problems)
        with self._progress.stage("outline"):
            document = outline(restoration, converted, record, problems, records.decisions)
            check_key_figures(record, document, problems)
        return _Text(record, restoration, converted, document, interface)

    def _resolve(self, records: Records, text: _Text) -> Resolved:
        """The records held against the text and against each other, stage by stage."""
        document, interface = text.document, text.interface
        publication, problems, progress = text.publication.value, self._found, self._progress
        with progress.stage("glossary"):
            spelt = partial(
                Term.spelt, traditional=interface.traditional, readings=records.readings
            )
            terms, matched = termbase.join(
                records.glossary, text.publication, document, problems, spelt
            )
            glossary_coverage = check_glossary(
                terms, matched, document, problems, publication.has_traditional
            )
            check_see(terms, matched, problems)
        english = english_texts(records.translation)
        known = load_alike(self._kept) if self._kept else None
        lexicon = lexicon_of(publication, terms, english, records.senses, records.units, known)
        self._alike = lexicon.alike.found
        if not self._is_quick:
            lexicon.senses.prepare()
        self._later(partial(check_languages_of_terms, terms, english, lexicon))
        with progress.stage("tracker"):
            trackers = _trackers(records, text, problems)
        joined = Joined(
            text.publication, document, english, terms, matched, records.tracker, *trackers
        )
        self._later(partial(_check_meaning, joined, records, lexicon))
        if "en" in publication.editions and not self._is_quick:
            check_pages(Project.at(self._data.parent).handwritten, lexicon, self._outside)
        with progress.stage("translation"):
            coverage = _check_translation(records, joined, lexicon, problems)
        with progress.stage("records"):
            _check_tracker(joined, problems)
            texts = texts_now(document, english, terms, records.tracker)
            former = check_ids(records, joined, texts, problems)
        has_edition = "en" in publication.editions
        if not english or not has_edition:
            none = TranslationStatus(status="none")
            publication = publication.model_copy(update={"translation": none})
        return Resolved(
            publication=publication,
            decisions=records.decisions,
            document=document,
            restoration=text.restoration,
            converted=text.converted,
            translation=english if has_edition else {},
            glossary=terms,
            matching=matched,
            tracker=joined.without_drafts,
            shown_tracker=joined.with_drafts if publication.drafts else joined.without_drafts,
            interface=interface,
            readings=records.readings,
            history=tuple(release.value for release in records.history),
            published=tuple(records.published),
            former=former,
            texts=texts,
            glossary_coverage=glossary_coverage,
            translation_coverage=coverage,
            uncertain=translation.uncertain(records.translation),
        )


def _check_meaning(
    joined: Joined, records: Records, lexicon: Lexicon, problems: Problems
) -> set[str]:
    """Report records that do not say what the text says, or not the same in both languages; the
    pairs of texts that are alike."""
    check_records(joined, lexicon, problems)
    return check_languages_of_records(joined, records.reasoned, lexicon, problems)


def has_data_folder(data: Path, problems: Problems) -> bool:
    """Whether there is a data folder; reports it where there is none."""
    if not data.is_dir():
        hint = "a publication has this folder; --root names the publication"
        problems.add(REC001, Place(data.name), f"no such folder in {data.parent}", hint)
    return data.is_dir()


def unreadable(problems: Problems) -> list[str]:
    """The files that give no record at all."""
    return sorted({p.place.file for p in problems.found if p.code.breaks == "file"})


def _restored(
    text: str, publication: Located[Publication], records: Records, problems: Problems
) -> Restoration:
    record = publication.value
    accepted = {
        words.text: publication.at("accepted", index) for index, words in enumerate(record.accepted)
    }
    given = Instructions(records.errata, accepted, record.source.layout, records.decisions)
    return restore(text, record.source.file, problems, given)


def _converted(
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
    spelling = report_spelling(converted, rules.value)
    return converted, replace(records.interface, traditional=spelling)


def _check_translation(
    records: Records, joined: Joined, lexicon: Lexicon, problems: Problems
) -> TranslationCoverage:
    """Hold the English against the text, its terms and its figures; how much of it there is."""
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


def _trackers(
    records: Records, text: _Text, problems: Problems
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


def _check_tracker(joined: Joined, problems: Problems) -> None:
    """The tracker's records held against the text and its English."""
    tracker, document, english = joined.tracker, joined.document, joined.translation
    if "en" in joined.publication.value.editions:
        check_names(tracker, problems)
    report_unread_drafts(tracker, problems)
    check_english(tracker, english, problems)
    check_elided(tracker, document, english, problems)
    named = ((found.span, found.form.hans) for found in joined.matching.occurrences)
    check_contrary(tracker, joined.without_drafts, named, problems)
    check_record_figures(tracker, document, english, problems)
