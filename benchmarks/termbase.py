"""What the general termbase explains in reports, and what reading it costs a check."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, Table
from benchmarks.text import TextReader
from benchmarks.timing import working
from build_tools.diagnostics import Place
from build_tools.document.model import Segment
from build_tools.glossary import termbase
from build_tools.glossary.matching import match
from build_tools.publication.project import Project
from build_tools.text.word_conversion import to_traditional

TITLE = "The general termbase"
ABOUT = (
    "Terms of the general termbase alone, without a publication’s own. With a folder of reports, "
    "the medians over all of them; they are in simplified Chinese and UTF-8."
)
DISTINCT = 200
"""So many terms a report, in the median, are wanted."""
DENSITY = 35.0
"""So many places in 1,000 characters, in the median, are wanted."""


def found_in(text: str) -> tuple[int, float]:
    """How many terms ``text`` has, and how many places of terms in 1,000 characters."""
    segment = Segment("1", "review", "sentence", "sentence", "", 0, 1, text, text, text, Place("1"))
    matching = match(termbase.general_terms(text), [segment])
    characters = len("".join(text.split()))
    return len(matching.by_term), 1_000 * len(matching.occurrences) / characters


def measure(project: Project, texts: Path | None = None) -> Table:
    """The terms of the publication’s text, and of the reports in the folder ``texts``."""
    known = TextReader.of(project.data)
    text = known.read(known.source, known.publication).converted.hans
    taken: dict[str, float] = {}
    to_traditional("一")  # every check reads OpenCC's tables, with or without the termbase
    with working(taken, "first"):
        termbase.general_terms(text)
    distinct, density = found_in(text)
    rows = [
        Row("Terms of the termbase", len(termbase.record_texts()), "terms"),
        Row("Read for the first report", taken["first"], "s of working time"),
        Row("Terms in this report", distinct, "terms"),
        Row("Places in 1,000 characters of this report", density, "places"),
    ]
    return Table(TITLE, ABOUT, [*rows, *(_in_folder(texts) if texts else ())])


def _in_folder(folder: Path) -> Iterator[Row]:
    found = [found_in(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]
    distinct, density = [count for count, _ in found], [places for _, places in found]
    yield Row("Reports in the folder", len(found), "reports")
    yield Row("Terms a report, median", statistics.median(distinct), "terms", least=DISTINCT)
    yield Row("… the report with the fewest", min(distinct), "terms")
    yield Row(
        "Places in 1,000 characters, median", statistics.median(density), "places", least=DENSITY
    )
