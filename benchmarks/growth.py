"""The text of a hundred and of a thousand reports: do time and memory grow in proportion?

Each amount is read in a new process, so the peak memory of the process is that of the amount.
"""

import json
import os
import resource
import statistics
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus
from benchmarks.rows import Row, Table
from benchmarks.text import Read, TextReader
from benchmarks.timing import per_doubling, working
from benchmarks.whole import render, run
from build_tools.diagnostics import Problems
from build_tools.presentation.pages import report
from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.presentation.pages.page import Page
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS
from build_tools.search.collect import collect_entries
from build_tools.system.files import sync, walk
from build_tools.website.configuration import configuration
from build_tools.website.loading import load_project
from build_tools.website.mkdocs_yml import CONFIGURATION, write_configuration
from build_tools.website.page_files import ASSETS

TITLE = "A hundred and a thousand reports"
ABOUT = (
    "The text is made from copies of the real report, with their sections and items shuffled and "
    "renumbered (seeded). Each amount is read in a new process. Its time is CPU time, and its "
    "memory is the peak of the process less what it had before it began to read; for rendering, "
    "the peak of the renderer. Growth is the factor by which the cost of one report grows when "
    "their number doubles; 1 is in proportion."
)
MOST = 1.1
"""The most that the cost of one report may grow when their number doubles."""
READ = (100, 1000)
"""How many reports are read."""
STAGED = (10, 100)
"""How many reports' pages are made and rendered. No site has a thousand reports."""
MOST_MEMORY = 1200.0
"""Megabytes."""
STAGES = ("restore", "convert", "outline", "match")
PAGE_STEPS = ("made and staged", "rendered")


@dataclass(frozen=True)
class Cost:
    """What reading an amount of text cost."""

    characters: int
    seconds: dict[str, float]
    """By stage."""
    megabytes: float


def measure(project: Project, times: int = 3) -> Table:
    """Read and stage each amount, the small ones repeatedly, and compare their costs."""
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
    ]
    for step in PAGE_STEPS:
        short, long = small.seconds[step], large.seconds[step]
        rows += [
            Row(f"Pages of {STAGED[0]} reports {step}", short, "s"),
            Row(f"Pages of {STAGED[1]} reports {step}", long, "s"),
            Row("… growth in time", per_doubling(short, long, staged), budget=MOST),
        ]
    most = Row(f"Memory to render {STAGED[1]} reports", large.megabytes, "MB", MOST_MEMORY)
    return Table(TITLE, ABOUT, [*rows, most])


def total(cost: Cost) -> float:
    return sum(cost.seconds.values())


def costs(work: str, data: Path, reports: int, times: int) -> Cost:
    """The median cost of one of :data:`WORKS`, each time in a new process."""
    command = ("-m", "benchmarks.growth", work, str(data), str(reports))
    found = [Cost(**json.loads(run(*command))) for _ in range(times)]
    return Cost(
        found[0].characters,
        {name: statistics.median(one.seconds[name] for one in found) for name in found[0].seconds},
        statistics.median(one.megabytes for one in found),
    )


def reading(data: Path, reports: int) -> Cost:
    """Read the text of so many reports."""
    known = TextReader.of(data)
    # Reading once first builds what is built only once, such as the tables of characters.
    known.read(known.source, known.publication)
    made = corpus.make(known.source, known.publication, known.errata, reports)
    before = memory()
    read = known.read(made.text, made.publication)
    return Cost(len(made.text), dict(read.times), memory() - before)


def staging(data: Path, reports: int) -> Cost:
    """Make, stage and render the pages of so many reports, in one edition, and their entries."""
    loaded = load_project(Project.at(data.parent), Problems())
    assert loaded is not None
    resolved = loaded.resolved
    known = TextReader.of(data)
    made = corpus.make(known.source, known.publication, known.errata, reports)
    taken: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _stage(resolved, root / "one")
        whole = joined(resolved, made, known.read(made.text, made.publication))
        with working(taken, PAGE_STEPS[0]):
            pages = _stage(whole, root / "all")
        every = replace(loaded, resolved=whole)
        derived = configuration(every, EDITIONS[0], pages, root / "all", root / "site")
        write_configuration(root / CONFIGURATION, derived)
        before = os.times()
        render(root / CONFIGURATION)
        after = os.times()
    taken[PAGE_STEPS[1]] = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Cost(len(made.text), taken, memory(resource.RUSAGE_CHILDREN))


def joined(resolved: Resolved, made: corpus.Corpus, read: Read) -> Resolved:
    """The long text as a publication with its English and an empty tracker."""
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


def _stage(resolved: Resolved, folder: Path) -> list[Page]:
    """Stage the report's pages in the default edition, and their search entries; the pages."""
    words, glossed = resolved.words(EDITIONS[0]), glosses_of(resolved)
    pages = list(report.pages(resolved, words, glossed))
    files = {page.path: page.markdown().encode() for page in pages}
    files |= {
        path.relative_to(ASSETS.parent).as_posix(): path.read_bytes() for path in walk(ASSETS)
    }
    entries = collect_entries(resolved, words, glossed)
    files["entries"] = "\n".join(map(str, entries)).encode()
    sync(folder, files)
    return pages


def memory(whose: int = resource.RUSAGE_SELF) -> float:
    """The peak memory of this process, or of one that it started, in megabytes."""
    most = resource.getrusage(whose).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


WORKS = {"read": reading, "stage": staging}

if __name__ == "__main__":
    name, folder, amount = sys.argv[1:]
    print(json.dumps(asdict(WORKS[name](Path(folder), int(amount)))))
