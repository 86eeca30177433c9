"""All data of a publication as editors wrote it, each record valid by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.conversion.records import Conversion, load_conversion
from build_tools.diagnostics import Place, Problems
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.records import Glossary
from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.history import Release, load_history
from build_tools.publication.published_ids import Published, load_published_ids
from build_tools.records import Located, report_unread, yaml_files
from build_tools.records.line_decisions import LineDecision, load_decisions
from build_tools.records.publication import Publication
from build_tools.records.publication_loading import load_publication
from build_tools.resources.interface import Interface, load_interface
from build_tools.resources.readings import load_readings
from build_tools.resources.units import Units, load_units
from build_tools.restoration.errata import Erratum, load_errata
from build_tools.text.pinyin import Readings
from build_tools.tracker.records import Tracker, load_tracker
from build_tools.translation.records import FOLDER as TRANSLATION
from build_tools.translation.records import (
    Departures,
    SegmentTranslation,
    load_departures,
    load_translation,
)
from build_tools.translation.senses import Senses, load_senses


@dataclass(frozen=True)
class Records:
    """What the files of a data folder hold."""

    publication: Located[Publication] | None
    conversion: Located[Conversion] | None
    errata: tuple[Located[Erratum], ...]
    decisions: tuple[Located[LineDecision], ...]
    glossary: Glossary
    translation: dict[str, Located[SegmentTranslation]]
    departures: Departures
    tracker: Tracker
    units: Units
    interface: Interface
    readings: Readings
    senses: Senses
    history: tuple[Located[Release], ...]
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


def load_records(data: Path, problems: Problems) -> Records:
    """Every file of a data folder, each read even if others have errors."""
    report_unread(data, [file.pattern for file in DATA_FILES], problems)
    known_units = load_units(data, problems)
    record = load_publication(data, problems)
    chinese_only = record is not None and "en" not in record.value.editions
    is_empty = next(yaml_files(data / TRANSLATION), None) is None
    return Records(
        publication=record,
        conversion=load_conversion(data, problems),
        errata=load_errata(data, problems),
        decisions=load_decisions(data, problems),
        glossary=load_glossary(data, problems),
        translation={} if chinese_only and is_empty else load_translation(data, problems),
        departures=load_departures(data, problems),
        tracker=load_tracker(data, problems, known_units),
        units=known_units,
        interface=load_interface(data, problems),
        readings=load_readings(data, problems),
        senses=load_senses(data, problems, record.value.place.zh if record else ""),
        history=load_history(data, problems),
        published=load_published_ids(data, problems),
    )
