"""A thousand and ten thousand terms: loaded, and found in a text of fixed length."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from build_tools.bench.rows import Row, Table
from build_tools.bench.timing import medians, per_doubling
from build_tools.diagnostics import Place, Problems
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import match
from build_tools.model import Segment
from build_tools.project import Project

TITLE = "Ten thousand terms"
ABOUT = (
    "A glossary of invented terms, three forms each, is loaded from its file, and all of its forms "
    "are looked for in one text of fixed length. The cost of one term should not grow with their "
    "number."
)
COUNTS = (1_000, 10_000)
MOST = 1.1
SEED = 1
CHARACTERS = [chr(0x4E00 + at) for at in range(3_000)]


def measure(project: Project, times: int = 3) -> Table:
    """Load and match invented glossaries of both sizes."""
    few, many = (invented(count) for count in COUNTS)
    text = "".join(Random(SEED).choices(CHARACTERS, k=1_000)) + "".join(few)  # noqa: S311
    segment = Segment("1", "review", "sentence", "sentence", "", 0, 1, text, text, text, Place("1"))
    with TemporaryDirectory() as folder:
        small, large = (write(Path(folder, str(len(one))), one) for one in (few, many))
        loaded = [glossary.load(data, Problems()).terms for data in (small, large)]
        taken = medians(
            {
                "load few": partial(glossary.load, small, Problems()),
                "load many": partial(glossary.load, large, Problems()),
                "match few": lambda: match(loaded[0], [segment]),
                "match many": lambda: match(loaded[1], [segment]),
            },
            times,
        )
    rows = []
    for verb, name in (("load", "loaded"), ("match", "found in the text")):
        one, other = taken[f"{verb} few"], taken[f"{verb} many"]
        rows += [
            Row(f"{COUNTS[0]:,} terms {name}", one, "s"),
            Row(f"{COUNTS[1]:,} terms {name}", other, "s"),
            Row("… growth", per_doubling(one, other, COUNTS[1] / COUNTS[0]), budget=MOST),
        ]
    return Table(TITLE, ABOUT, rows)


def invented(count: int) -> list[str]:
    random = Random(SEED)  # noqa: S311
    return [
        "".join(random.choices(CHARACTERS, k=4)) + CHARACTERS[at % len(CHARACTERS)]
        for at in range(count)
    ]


def write(data: Path, terms: list[str]) -> Path:
    """A data folder with a glossary of ``terms``, each with two more forms."""
    file = data / "glossary" / "invented.yml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "".join(
            f"- id: t-{at:06}\n  zh: {zh}\n  also: [{zh}县, {zh[::-1]}]\n  en: word {at}\n"
            f"  origin: project\n  definition: Something that only a benchmark has to explain.\n"
            for at, zh in enumerate(terms)
        ),
        "utf-8",
    )
    return data
