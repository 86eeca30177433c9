"""A hundred and a thousand reports' worth of text: do time and memory grow in proportion?

Each amount is read in a process of its own, whose greatest memory is then that of this amount.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus
from benchmarks.rows import Row, Table
from benchmarks.text import Read, Reading
from benchmarks.timing import per_doubling, working
from benchmarks.whole import run
from build_tools.build import glosses_of
from build_tools.diagnostics import Problems
from build_tools.records.editions import EDITIONS
from build_tools.presentation.pages import report
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.search import collect
from build_tools.system.progress import Progress
from build_tools.website.stage import stage

TITLE = "A hundred and a thousand reports"
ABOUT = (
    "As many reports’ worth of text, made from the real one: its sections and items in other "
    "orders, numbered anew, with identifiers of their own (seeded). Each amount is read in a new "
    "process, whose working time counts; its memory is the greatest that the process had, less "
    "what it had before it began reading. Growth is that of the cost of one report each time that "
    "there are twice as many: 1 is in proportion."
)
MOST = 1.1
"""How much one report may cost more where there are twice as many."""
READ = (100, 1000)
"""How many reports' worth are read."""
STAGED = (10, 100)
"""How many reports' worth of pages are made and staged: a site of a thousand is none of ours."""
STAGES = ("restore", "convert", "outline", "match")


@dataclass(frozen=True)
class Cost:
    """What an amount of text took."""

    characters: int
    seconds: dict[str, float]
    """By stage."""
    megabytes: float


def measure(project: Project, times: int = 3) -> Table:
    """Read and stage each amount, the small ones ``times`` times, and compare them."""
    few, many = (costs("read", project.data, n, times if n == READ[0] else 1) for n in READ)
    small, large = (costs("stage", project.data, n, times if n == STAGED[0] else 1) for n in STAGED)
    read, staged = READ[1] / READ[0], STAGED[1] / STAGED[0]
    rows = [
        Row(f"{READ[0]} reports read ({few.characters:,} characters)", total(few), "s"),
        Row(f"{READ[1]:,} reports read ({many.characters:,} characters)", total(many), "s"),
        Row("… growth in time", per_doubling(total(few), total(many), read), budget=MOST),
        *(
            Row(
                f"… growth in time of {name}",
                per_doubling(few.seconds[name], many.seconds[name], read),
            )
            for name in STAGES
        ),
        Row(f"Memory for {READ[0]} reports", few.megabytes, "MB"),
        Row(f"Memory for {READ[1]:,} reports", many.megabytes, "MB"),
        Row("… growth in memory", per_doubling(few.megabytes, many.megabytes, read), budget=MOST),
        Row(f"Pages of {STAGED[0]} reports made and staged", total(small), "s"),
        Row(f"Pages of {STAGED[1]} reports made and staged", total(large), "s"),
        Row("… growth in time", per_doubling(total(small), total(large), staged), budget=MOST),
    ]
    return Table(TITLE, ABOUT, rows)


def total(cost: Cost) -> float:
    return sum(cost.seconds.values())


def costs(work: str, data: Path, reports: int, times: int) -> Cost:
    """What one of :data:`WORKS` costs, each time in a process of its own; the medians."""
    command = ("-m", "benchmarks.growth", work, str(data), str(reports))
    found = [Cost(**json.loads(run(*command))) for _ in range(times)]
    return Cost(
        found[0].characters,
        {name: statistics.median(one.seconds[name] for one in found) for name in found[0].seconds},
        statistics.median(one.megabytes for one in found),
    )


def reading(data: Path, reports: int) -> Cost:
    """Read so many reports' worth of text."""
    known = Reading.of(data)
    # What is made once, the tables of characters above all, is no cost of the amount.
    known.read(known.source, known.publication)
    made = corpus.make(known.source, known.publication, known.errata, reports)
    before = memory()
    read = known.read(made.text, made.publication)
    return Cost(len(made.text), dict(read.times), memory() - before)


def staging(data: Path, reports: int) -> Cost:
    """Make and stage the pages of so many reports, and their index for the search."""
    resolved = check(data, Problems(), Progress())
    assert resolved is not None
    known = Reading.of(data)
    made = corpus.make(known.source, known.publication, known.errata, reports)
    taken: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        _stage(resolved, Path(folder, "one"))
        before = memory()
        whole = joined(resolved, made, known.read(made.text, made.publication))
        with working(taken, "stage"):
            _stage(whole, Path(folder, "all"))
        return Cost(len(made.text), taken, memory() - before)


def joined(resolved: Resolved, made: corpus.Corpus, read: Read) -> Resolved:
    """The long text as a publication: each sentence with its English, and nothing tracked."""
    english = {
        segment.hans: resolved.translation.get(segment.id, "")
        for segment in resolved.document.segments
    }
    tracked = resolved.tracker
    return replace(
        resolved,
        publication=made.publication.value,
        document=read.document,
        restoration=read.restoration,
        converted=read.converted,
        matching=read.matching,
        translation={
            segment.id: english[segment.hans]
            for segment in read.document.segments
            if segment.hans in english
        },
        tracker=replace(tracked, achievements=(), commitments=()),
    )


def _stage(resolved: Resolved, folder: Path) -> None:
    """The pages of the report in the default edition, and what the search knows of them."""
    edition = EDITIONS[0]
    glossed = glosses_of(resolved)
    files = {
        page.path: page.markdown().encode() for page in report.pages(resolved, edition, glossed)
    }
    entries = collect.entries(resolved, edition, glossed)
    files["entries"] = "\n".join(map(str, entries)).encode()
    stage(folder, files)


def memory() -> float:
    """The greatest memory that this process has had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


WORKS = {"read": reading, "stage": staging}

if __name__ == "__main__":
    name, folder, amount = sys.argv[1:]
    print(json.dumps(asdict(WORKS[name](Path(folder), int(amount)))))
