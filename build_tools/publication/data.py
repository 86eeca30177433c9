"""All data of a publication as editors wrote it, each record valid by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.conversion import records as conversion
from build_tools.conversion.records import Conversion
from build_tools.diagnostics import Place, Problems
from build_tools.glossary import records as glossary
from build_tools.glossary.records import Glossary
from build_tools.publication import history, published_ids
from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.history import Version
from build_tools.publication.published_ids import Published
from build_tools.records import Located, decisions, publication, report_unread, yaml_files
from build_tools.records.decisions import Decision
from build_tools.records.publication import Publication
from build_tools.resources import interface, readings, units
from build_tools.resources.interface import Interface
from build_tools.resources.units import Units
from build_tools.restoration import errata
from build_tools.restoration.errata import Erratum
from build_tools.text.pinyin import Readings
from build_tools.tracker import records as tracker
from build_tools.tracker.records import Tracker
from build_tools.translation import records as translation
from build_tools.translation import senses
from build_tools.translation.records import Departures, SegmentTranslation
from build_tools.translation.senses import Senses


@dataclass(frozen=True)
class Records:
    """What the files of a data folder hold."""

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


def load(data: Path, problems: Problems) -> Records:
    """Every file of a data folder, each read even if others have errors."""
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
