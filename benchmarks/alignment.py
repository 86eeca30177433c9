"""How well, and how quickly, an English text is aligned with the segments of the Chinese."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from benchmarks.rows import Cell, Row, Table
from benchmarks.timing import working
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Level, Segment, SegmentKind
from build_tools.exchange.published_english import all_term_uses, known_titles
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.translation.alignment import Alignment, align

TITLE = "Alignment of a translation"
ABOUT = (
    "This publication’s English is run together without the borders of its segments and laid out "
    "again; so is the made pair of the tests, with sentences split, joined, left out and added. A "
    "segment is right if its English is exact."
)
MADE = Path("tests/cases/translation/alignment.yml")
RIGHT = 0.97
"""This share of the publication's segments must be right."""
SECONDS = 3.0
MAIN = "As plain paragraphs"
WIDTHS = {MAIN: 0, "Wrapped at 80": 80, "As one paragraph": -1}


def run_together(segments: Sequence[Segment], english: Mapping[str, str], width: int = 0) -> str:
    """The English of ``segments`` as plain paragraphs, those of the source.

    ``width`` wraps the lines; -1 makes a single paragraph of everything.
    """
    paragraphs = [
        " ".join(english[segment.id] for segment in group)
        for _, group in groupby(segments, key=lambda segment: segment.paragraph)
    ]
    if width < 0:
        return " ".join(paragraphs)
    if width:
        paragraphs = [textwrap.fill(paragraph, width) for paragraph in paragraphs]
    return "\n\n".join(paragraphs)


def right(alignment: Alignment, english: Mapping[str, str]) -> list[str]:
    """The segments whose English is exactly what it should be, also where that is nothing."""
    laid = alignment.laid
    return [
        name
        for name, wanted in english.items()
        if (laid[name].english if name in laid else "") == wanted
    ]


def made_pair(path: Path) -> tuple[list[Segment], dict[str, str], str]:
    """The segments of a made report, the English of each ("" for none), and its English text."""
    segments: list[Segment] = []
    english: dict[str, str] = {}
    paragraphs = []
    for number, records in enumerate(yaml.safe_load(path.read_text("utf-8"))):
        for record in records:
            for name in record.keys() - {"en"}:
                kind: SegmentKind = "heading" if name.startswith("h") else "sentence"
                segments.append(_segment(name, record[name], kind, number))
                english[name] = record.get("en", "")
        paragraphs.append(" ".join(record["en"] for record in records if "en" in record))
    return segments, english, "\n\n".join(textwrap.fill(text, 90) for text in paragraphs if text)


def _segment(name: str, hans: str, kind: SegmentKind, number: int) -> Segment:
    level: Level = "item" if kind == "heading" else "sentence"
    where = Place("source", number + 1)
    return Segment(name, "review", kind, level, "2022", 0, number, hans, hans, hans, where)


@dataclass(frozen=True)
class Aligned:
    """What came of one text."""

    name: str
    wanted: Mapping[str, str]
    found: Alignment
    seconds: float

    @property
    def share(self) -> float:
        """Of all segments, those that are right."""
        return len(right(self.found, self.wanted)) / len(self.wanted)


def results(resolved: Resolved) -> Iterator[Aligned]:
    """This publication's English in several forms, and the made pair."""
    segments, english = resolved.document.segments, resolved.translation
    taken: dict[str, float] = {}
    for name, width in WIDTHS.items():
        text = run_together(segments, english, width)
        with working(taken, name):
            uses = all_term_uses(resolved.glossary.terms, segments)
            found = align(segments, text, uses, known_titles(resolved))
        yield Aligned(name, english, found, taken[name])
    made, wanted, text = made_pair(MADE)
    with working(taken, "made pair"):
        found = align(made, text, all_term_uses([], made))
    yield Aligned("The made pair", wanted, found, taken["made pair"])


def measure(project: Project) -> list[Table]:
    """The tables of the page; none for a publication without a translation."""
    resolved = check_publication(project.data, Problems())
    if resolved is None or not resolved.translation:
        return []
    found = list(results(resolved))
    shares, seconds = [], []
    for one in found:
        doubtful = sum(bool(laid.doubts) for laid in one.found.laid.values())
        counts = [Cell(len(one.wanted), "segments"), Cell(doubtful, "segments")]
        is_main = one.name == MAIN
        shares.append(Row(one.name, one.share, least=RIGHT if is_main else None, columns=counts))
        limit = SECONDS if is_main else None
        seconds.append(Row(one.name, one.seconds, "s of working time", limit))
    return [
        Table(TITLE, ABOUT, shares, ("all", "marked doubtful"), "share that is right"),
        Table(f"{TITLE}: time", "With the search for the terms that serve as anchors.", seconds),
    ]
