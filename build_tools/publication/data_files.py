"""Every YAML file that a data folder may have, with the model of its records.

From this table come the check for files that nothing reads, the JSON Schemas for editors, and the
reference of the guide.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from build_tools.conversion.records import Conversion
from build_tools.glossary.records import DraftRecord, Omitted, TermRecord
from build_tools.publication.history import Release
from build_tools.records import Record
from build_tools.records.line_decisions import LineDecision
from build_tools.records.loading import is_named
from build_tools.records.publication import Publication
from build_tools.resources.interface import Phrase
from build_tools.resources.readings import Reading
from build_tools.resources.senses import Sense
from build_tools.resources.units import UnitEntry
from build_tools.resources.vocabulary import ChoiceList
from build_tools.restoration.errata import Erratum
from build_tools.tracker.outcome_records import Outcomes
from build_tools.tracker.quotation_records import Difficulty
from build_tools.tracker.records import (
    Achievement,
    Commitment,
    Context,
    Indicator,
    Link,
    NoFollowUp,
    NoOrigin,
)
from build_tools.translation.records import ListedException, SegmentTranslation, Variant

FileForm = Literal["one", "list", "mapping"]
"""One record; a list of records; identifiers with a record each."""


@dataclass(frozen=True)
class DataFile:
    """A file of ``data/``, or all files that match a pattern."""

    pattern: str
    model: type[Record]
    form: FileForm = "list"
    drafts: type[Record] | None = None
    """The model of records that say ``draft: true``."""
    keys: str = ""
    """What the keys of a mapping are ids of, if they are ids."""
    excuses: bool = False
    """Whether its records only excuse problems, which may as well have no excuse."""

    @property
    def name(self) -> str:
        """A name without a folder: ``tracker-links`` for ``tracker/links.yml``."""
        return self.pattern.removesuffix(".yml").replace("/*", "").replace("/", "-")


DATA_FILES = (
    DataFile("publication.yml", Publication, "one"),
    DataFile("history.yml", Release),
    DataFile("conversion.yml", Conversion, "one"),
    DataFile("errata.yml", Erratum),
    DataFile("outline.yml", LineDecision),
    DataFile("vocabulary.yml", ChoiceList, "mapping"),
    DataFile("units.yml", UnitEntry, "mapping"),
    DataFile("interface.yml", Phrase, "mapping"),
    DataFile("readings.yml", Reading),
    DataFile("senses.yml", Sense, "mapping"),
    DataFile("glossary/*.yml", TermRecord, drafts=DraftRecord),
    DataFile("omitted-phrases.yml", Omitted, excuses=True),
    DataFile("translation/*.yml", SegmentTranslation, "mapping", keys="segment"),
    DataFile("translation-variants.yml", Variant, excuses=True),
    DataFile("translation-exceptions.yml", ListedException, excuses=True),
    DataFile("tracker/achievements.yml", Achievement),
    DataFile("tracker/commitments.yml", Commitment),
    DataFile("tracker/context.yml", Context),
    DataFile("tracker/indicators.yml", Indicator),
    DataFile("tracker/links.yml", Link),
    DataFile("tracker/no-follow-up.yml", NoFollowUp),
    DataFile("tracker/no-origin.yml", NoOrigin),
    DataFile("tracker/outcomes.yml", Outcomes, "one"),
    DataFile("tracker/problems.yml", Difficulty),
)


def data_file(name: str) -> DataFile | None:
    """The kind of a file below ``data/``, such as ``glossary/economy.yml``."""
    path = PurePosixPath(name)
    return next((file for file in DATA_FILES if is_named(path, [file.pattern])), None)
