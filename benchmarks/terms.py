"""A thousand and ten thousand terms: how long it takes to load them, and to find them in a text.

Each number is measured in a new process with the garbage collector set as the command sets it, so
that one measurement does not slow the next.
"""

import gc
import json
import statistics
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.rows import Row, Table
from benchmarks.timing import per_doubling, working
from benchmarks.whole import run
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Segment
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import match
from build_tools.publication.project import Project

TITLE = "Ten thousand terms"
ABOUT = (
    "A glossary of invented terms with three forms each is loaded from its file, and its forms are "
    "looked for in a text of fixed length. The times are medians of CPU time in new processes. "
    "Growth is the factor by which the cost of one term grows when their number doubles."
)
COUNTS = (1_000, 10_000)
MOST = 1.1
SEED = 1
CHARACTERS = [chr(0x4E00 + at) for at in range(3_000)]


def measure(project: Project, times: int = 9) -> Table:
    """Load and match invented glossaries of both sizes, in turns."""
    found: dict[int, list[dict[str, float]]] = {count: [] for count in COUNTS}
    for _ in range(times):
        for count in COUNTS:
            output = run("-m", "benchmarks.terms", str(count))
            found[count].append(json.loads(output))
    rows = []
    for verb, name in (("load", "loaded"), ("match", "found in the text")):
        one, other = (statistics.median(each[verb] for each in found[n]) for n in COUNTS)
        rows += [
            Row(f"{COUNTS[0]:,} terms {name}", one, "s"),
            Row(f"{COUNTS[1]:,} terms {name}", other, "s"),
            Row("… growth", per_doubling(one, other, COUNTS[1] / COUNTS[0]), budget=MOST),
        ]
    return Table(TITLE, ABOUT, rows)


def costs(count: int) -> dict[str, float]:
    """The CPU seconds that loading and matching so many terms takes."""
    text = "".join(Random(SEED).choices(CHARACTERS, k=1_000))  # noqa: S311
    text += "".join(invented(COUNTS[0]))
    segment = Segment("1", "review", "sentence", "sentence", "", 0, 1, text, text, text, Place("1"))
    taken: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        # Loading once first builds what is built only once, such as the tables of characters; other
        # terms, because the conversion of each is remembered.
        load_glossary(write(Path(folder, "first"), invented(COUNTS[0], SEED + 1)), Problems())
        data = write(Path(folder, "all"), invented(count))
        with working(taken, "load"):
            terms = load_glossary(data, Problems()).terms
        with working(taken, "match"):
            match(terms, [segment])
    return taken


def invented(count: int, seed: int = SEED) -> list[str]:
    random = Random(seed)  # noqa: S311
    return [
        "".join(random.choices(CHARACTERS, k=4)) + CHARACTERS[at % len(CHARACTERS)]
        for at in range(count)
    ]


def write(data: Path, terms: list[str]) -> Path:
    """Make a data folder with a glossary of ``terms``, each with two more forms."""
    file = data / "glossary" / "invented.yml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "".join(
            f"- id: t-{at:06}\n  zh: {zh}\n  also: [{zh}县, {zh[::-1]}]\n  en: word {at}\n"
            f"  origin: project\n  definition: Something that exists only in a benchmark.\n"
            for at, zh in enumerate(terms)
        ),
        "utf-8",
    )
    return data


if __name__ == "__main__":
    gc.set_threshold(100_000)  # as the program does
    print(json.dumps(costs(int(sys.argv[1]))))
