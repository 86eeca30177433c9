"""All data of a publication, loaded, checked and joined: the stages before any page is made.

Nothing here imports what makes pages, books or the site, so that a check is quick. Every file is
read, even if others have errors.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from build_tools.diagnostics import Area, Diagnostic, Place, Problems
from build_tools.diagnostics.follow_on import without_follow_on
from build_tools.diagnostics.in_fork import start_reporting
from build_tools.document.outline import outline
from build_tools.publication.all_records import Records, load_records
from build_tools.publication.check_stages import (
    ReadText,
    check_english_of_text,
    check_meaning,
    check_tracker,
    converted_text,
    joined_terms,
    resolved_trackers,
    restored_text,
)
from build_tools.publication.description_fit import check_part_ids
from build_tools.publication.history_fit import texts_now
from build_tools.publication.joined import Joined
from build_tools.publication.key_figures import check_key_figures
from build_tools.publication.linkable_ids import check_ids
from build_tools.publication.meaning_checks import (
    check_languages_of_terms,
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
from build_tools.publication.unfinished import gather_unfinished
from build_tools.records.data_form import is_current
from build_tools.records.publication import Publication, TranslationStatus
from build_tools.records.record_names import RecordFiles
from build_tools.records.text_file import REC001
from build_tools.restoration.named_bytes import check_named_bytes
from build_tools.restoration.source import read_source
from build_tools.system.forks import Forks
from build_tools.system.progress import Progress
from build_tools.translation import records as translation
from build_tools.translation.records import english_texts

FOUNDATION = ("publication.yml", "conversion.yml", "errata.yml")
"""Without these files there is no text to check anything against."""


def check_publication(data: Path, problems: Problems) -> Resolved | None:
    """Everything known about the publication in ``data``; None where it has no text to read."""
    with Forks() as forks:
        check = Check(data, forks)
        problems.found += check.finish()
    return check.resolved


class Check:
    """A check of all data. The slowest checks run in forks: whether records say what the text says,
    and whether both of their languages say the same. Pages do not wait for them."""

    def __init__(
        self,
        data: Path,
        forks: Forks,
        progress: Progress | None = None,
        *,
        is_quick: bool = False,
    ) -> None:
        """Begin to check the publication in ``data``; a quick check leaves out what takes longest.

        ``progress`` reports the stages.
        """
        self.resolved: Resolved | None = None
        """Everything known about the publication; None where it has no text to read."""
        self._data, self._progress = data, progress or Progress()
        self._forks, self._is_quick = forks, is_quick
        self._records: Records | None = None
        self._found, self._outside = Problems(), Problems()
        """The problems in ``data/``, and those outside it."""
        self._waiting: list[Callable[[Problems], None]] = []
        """What waits for the forks, and adds what they found."""
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
            for wait in self._waiting:
                wait(self._found)
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

    def _later(self, work: Callable[[Problems], None]) -> None:
        """Start a check that nothing here waits for."""
        if not self._is_quick:
            self._waiting.append(start_reporting(self._forks, work))

    def _read(self, records: Records) -> ReadText | None:
        """The text, stage by stage; None where it cannot be read."""
        record, rules, problems = records.publication, records.conversion, self._found
        text = read_source(self._data, record, problems) if record else None
        if record is None or rules is None or text is None:
            return None
        if not set(FOUNDATION).isdisjoint(unreadable(problems)):
            return None
        with self._progress.stage("restore"):
            restoration = restored_text(text, record, records, problems)
            check_named_bytes(records.errata, problems)
        with self._progress.stage("convert"):
            converted, interface = converted_text(
                restoration, record.value, rules, records, problems
            )
        with self._progress.stage("outline"):
            document = outline(restoration, converted, record, problems, records.decisions)
            check_key_figures(record, document, problems)
        return ReadText(record, restoration, converted, document, interface)

    def _resolve(self, records: Records, text: ReadText) -> Resolved:
        """The records compared with the text and with each other, stage by stage."""
        document, problems, progress = text.document, self._found, self._progress
        editions = text.publication.value.editions
        with progress.stage("glossary"):
            terms = joined_terms(records, text, problems)
        english = english_texts(records.translation)
        lexicon = lexicon_of(
            text.publication.value, terms.glossary, english, records.senses, records.units
        )
        if not self._is_quick:
            lexicon.senses.prepare()
        self._later(partial(check_languages_of_terms, terms.glossary, english, lexicon))
        with progress.stage("tracker"):
            trackers = resolved_trackers(records, text, problems)
        joined = Joined(
            text.publication,
            document,
            english,
            terms.glossary,
            terms.matching,
            records.tracker,
            *trackers,
        )
        self._later(partial(check_meaning, joined, records, lexicon))
        if "en" in editions and not self._is_quick:
            check_pages(Project.at(self._data.parent).handwritten, lexicon, self._outside)
        with progress.stage("translation"):
            coverage = check_english_of_text(records, joined, lexicon, problems)
        with progress.stage("records"):
            check_tracker(joined, problems)
            texts = texts_now(document, english, terms.glossary, records.tracker)
            former = check_ids(records, joined, texts, problems)
        return Resolved(
            publication=_as_shown(text.publication.value, english),
            decisions=records.decisions,
            document=document,
            restoration=text.restoration,
            converted=text.converted,
            translation=english if "en" in editions else {},
            glossary=terms.glossary,
            matching=terms.matching,
            tracker=joined.without_drafts,
            shown_tracker=joined.shown,
            interface=text.interface,
            readings=records.readings,
            history=tuple(release.value for release in records.history),
            published=tuple(records.published),
            former=former,
            texts=texts,
            glossary_coverage=terms.coverage,
            translation_coverage=coverage,
            uncertain=translation.uncertain(records.translation),
        )


def _as_shown(publication: Publication, english: Mapping[str, str]) -> Publication:
    """The record of the publication; where there is no English, its translation is ``none``."""
    if english and "en" in publication.editions:
        return publication
    return publication.model_copy(update={"translation": TranslationStatus(status="none")})


def has_data_folder(data: Path, problems: Problems) -> bool:
    """Whether there is a data folder; reports it where there is none."""
    if not data.is_dir():
        hint = "a publication has this folder; --root names the publication"
        problems.add(REC001, Place(data.name), f"no such folder in {data.parent}", hint)
    return data.is_dir()


def unreadable(problems: Problems) -> list[str]:
    """The files that give no record at all."""
    return sorted({p.place.file for p in problems.found if p.code.breaks == "file"})
