"""All data of a publication, loaded, checked and joined: the stages before any page is made.

Nothing here imports what makes pages, books or the site, so that a check is quick. Every file is
read, whatever is wrong with the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools.conversion import to_simplified, to_traditional
from build_tools.conversion.to_simplified import Conversion, Converted, Locate
from build_tools.diagnostics import Place, Problems
from build_tools.diagnostics.follow_on import without_follow_on
from build_tools.document.outline import outline
from build_tools.glossary import lint, termbase
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.publication.drafts import gather_drafts
from build_tools.publication.key_figures import check_key_figures
from build_tools.publication.resolved import Resolved
from build_tools.records import Located, publication, report_unread
from build_tools.records.publication import Publication
from build_tools.restoration import errata, source
from build_tools.restoration.restore import Erratum, Restoration, restore
from build_tools.system.progress import Progress
from build_tools.text.offsets import place_of
from build_tools.tracker import records as tracker
from build_tools.tracker.checks import check_english
from build_tools.tracker.figure_parity import check_figures
from build_tools.tracker.records import Tracker
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import checks as translation_checks
from build_tools.translation import records as translation
from build_tools.translation.checks import TermUse
from build_tools.translation.publication_fields import check_pairs
from build_tools.translation.records import Departures, SegmentTranslation

FOUNDATION = ("publication.yml", "conversion.yml", "errata.yml")
"""Without these files there is no text to check anything against."""
DATA_FILES = (
    *FOUNDATION,
    "glossary/*.yml",
    "omitted-phrases.yml",
    "translation/*.yml",
    "translation-variants.yml",
    "translation-exceptions.yml",
    "vocabulary.yml",
    "tracker/achievements.yml",
    "tracker/commitments.yml",
    "tracker/context.yml",
    "tracker/indicators.yml",
    "tracker/links.yml",
    "tracker/no-follow-up.yml",
)
"""Every YAML file that a data folder may have."""


@dataclass(frozen=True)
class Records:
    """Everything that editors wrote, each record valid by itself."""

    publication: Located[Publication] | None
    conversion: Located[Conversion] | None
    errata: tuple[Erratum, ...]
    glossary: Glossary
    translation: dict[str, Located[SegmentTranslation]]
    departures: Departures
    tracker: Tracker


def load(data: Path, problems: Problems, progress: Progress) -> Records:
    """Every file of a data folder, each read whatever is wrong with the others."""
    with progress.stage("load"):
        report_unread(data, DATA_FILES, problems)
        return Records(
            publication=publication.load(data, problems),
            conversion=to_simplified.load(data, problems),
            errata=errata.load(data, problems),
            glossary=glossary.load(data, problems),
            translation=translation.load(data, problems),
            departures=translation.load_departures(data, problems),
            tracker=tracker.load(data, problems),
        )


def unreadable(problems: Problems) -> list[str]:
    """The files that give no record at all."""
    return sorted({p.place.file for p in problems.found if p.code.breaks == "file"})


def check(data: Path, problems: Problems, progress: Progress) -> Resolved | None:
    """Everything known about the publication in ``data``; None where it has no text to read."""
    with problems.within(data.name) as found:
        inner = Problems()
        records = load(data, inner, progress)
        resolved = _resolve(data, records, inner, progress)
        told = without_follow_on(inner)
        if records.publication and resolved:
            told = gather_drafts(records.publication, Problems(told))
        found.found += told
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
    file = record.value.source.file
    with progress.stage("restore"):
        accepted = {
            words.text: record.at("accepted", index)
            for index, words in enumerate(record.value.accepted)
        }
        restoration = restore(text, file, problems, records.errata, accepted)
    with progress.stage("convert"):
        locate = partial(place_in_source, restoration, file)
        converted = _converted(restoration.text, record.value, rules, locate, problems)
    with progress.stage("outline"):
        document = outline(restoration, converted, record, file, problems)
    check_key_figures(record, document, problems)
    with progress.stage("glossary"):
        terms, matched = termbase.join(records.glossary, record, document, problems)
        glossary_coverage = lint.check(
            terms, matched, document, problems, record.value.has_traditional
        )
    with progress.stage("translation"):
        english = translation.english(records.translation)
        uses = _term_uses(terms, matched)
        translation_coverage = translation_checks.check(
            document,
            records.translation,
            records.departures,
            uses,
            problems,
            is_official=record.value.translation.status == "official",
        )
        check_pairs(record, problems)
    with progress.stage("tracker"):
        years = record.value.years("review"), record.value.years("plan")
        joined = resolve_tracker(records.tracker, document, problems, years)
        check_english(records.tracker, english, problems)
        check_figures(records.tracker, document, english, problems)
    return Resolved(
        publication=record.value,
        document=document,
        restoration=restoration,
        converted=converted,
        translation=english,
        glossary=terms,
        matching=matched,
        tracker=joined,
        glossary_coverage=glossary_coverage,
        translation_coverage=translation_coverage,
    )


def _converted(
    text: str,
    record: Publication,
    rules: Located[Conversion],
    locate: Locate,
    problems: Problems,
) -> Converted:
    """The text in the scripts of the publication, from whichever its source is written in."""
    if not record.has_traditional or not to_traditional.fits(rules, record.source.script, problems):
        return to_traditional.unconverted(text)
    if record.source.script == "hans":
        return to_traditional.to_traditional(text, rules, locate, problems)
    return to_simplified.convert(text, rules, locate, problems)


def place_in_source(restoration: Restoration, file: str, at: int) -> Place:
    """Where in the source the character ``at`` of the restored text comes from."""
    return place_of(restoration.source, restoration.traced.source_offset(at), file)


def _term_uses(terms: Glossary, matched: Matching) -> Iterator[TermUse]:
    """Each term's use in a segment, with the English that the glossary accepts for it."""
    for found in matched.occurrences:
        term = terms.by_id[found.term]
        yield TermUse(found.span.segment, found.form.hans, term.english, term.is_general)
