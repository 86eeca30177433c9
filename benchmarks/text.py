"""The four stages that read the text, and the records that they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.timing import working
from build_tools.conversion.ledger import Converted
from build_tools.conversion.records import Conversion, load_conversion
from build_tools.conversion.to_simplified import from_traditional_source
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document
from build_tools.document.outline import outline
from build_tools.glossary import matching
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.records.publication_loading import load_publication
from build_tools.restoration.errata import Erratum, load_errata
from build_tools.restoration.repairs import Restoration
from build_tools.restoration.restore import Instructions, restore
from build_tools.restoration.source import read_source

FILE = "source"


@dataclass(frozen=True)
class Read:
    """What the four stages made of a text, and the CPU seconds of each."""

    restoration: Restoration
    converted: Converted
    document: Document
    matching: Matching
    times: Mapping[str, float]


@dataclass(frozen=True)
class TextReader:
    """The records of a publication that are needed to read its text."""

    source: str
    publication: Located[Publication]
    rules: Located[Conversion]
    errata: tuple[Located[Erratum], ...]
    glossary: Glossary

    @classmethod
    def of(cls, data: Path) -> Self:
        """The records in a data folder.

        Raises ValueError if one of them cannot be read; ``check`` says why.
        """
        problems = Problems()
        record, rules = load_publication(data, problems), load_conversion(data, problems)
        text = read_source(data, record, problems) if record else None
        if record is None or rules is None or text is None:
            raise ValueError(f"{data} cannot be read")
        terms = load_glossary(data, problems)
        return cls(text, record, rules, load_errata(data, problems), terms)

    @property
    def accepted(self) -> dict[str, Place]:
        words = self.publication.value.accepted
        return {one.text: self.publication.at("accepted", at) for at, one in enumerate(words)}

    def restored(self, text: str) -> Restoration:
        return restore(text, FILE, Problems(), Instructions(self.errata, self.accepted))

    def read(self, text: str, record: Located[Publication]) -> Read:
        """Read ``text`` as the source of the publication ``record``.

        Raises ValueError if a stage reports an error, because the text is then unlike a real one.
        """
        problems = Problems()
        times: dict[str, float] = {}
        known = self.errata if text == self.source else ()
        with working(times, "restore"):
            restoration = restore(text, FILE, problems, Instructions(known, self.accepted))
        with working(times, "convert"):
            place = restoration.place
            converted = from_traditional_source(restoration.text, self.rules, place, problems)
        with working(times, "outline"):
            document = outline(restoration, converted, record, problems)
        with working(times, "match"):
            matched = matching.match(self.glossary.terms, document.segments)
        if problems.errors:
            raise ValueError("\n".join(map(str, problems)))
        return Read(restoration, converted, document, matched, times)
