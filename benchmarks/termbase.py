"""What the general termbase explains in a folder of reports, and what it costs a check.

Run by hand: ``python -m benchmarks.termbase FOLDER`` reads every ``*.txt`` of the folder, in
simplified Chinese and UTF-8.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.timing import working
from build_tools.diagnostics import Place
from build_tools.document.model import Segment
from build_tools.glossary import termbase
from build_tools.glossary.matching import match
from build_tools.text.word_conversion import to_traditional

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


def main(folder: Path) -> int:
    """Print the measures. Exit status 1 where one is missed."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    taken: dict[str, float] = {}
    to_traditional("一")  # every check reads OpenCC's tables, with or without the termbase
    with working(taken, "first"):
        termbase.general_terms(next(iter(texts.values())))
    found = {name: found_in(text) for name, text in texts.items()}
    distinct = statistics.median(count for count, _ in found.values())
    density = statistics.median(places for _, places in found.values())
    fewest = min(found, key=lambda name: found[name])
    print(f"{len(termbase.record_texts()):,} terms, {len(texts)} reports")
    print(f"terms a report: {distinct:g} in the median (wanted: {DISTINCT})")
    print(f"places in 1,000 characters: {density:.1f} in the median (wanted: {DENSITY:g})")
    print(f"fewest terms: {found[fewest][0]} in {fewest}")
    print(f"read for the first report: {taken['first']:.2f} s of working time")
    return 0 if distinct >= DISTINCT and density >= DENSITY else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
