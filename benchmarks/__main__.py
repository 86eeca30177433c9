"""``python -m benchmarks``: all measurements in one run, as tables in docs/benchmark.md."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    alignment,
    drafting,
    growth,
    long_lists,
    stages,
    termbase,
    terms,
    weight,
    whole,
)
from benchmarks.page import missed, page
from benchmarks.rows import Table
from build_tools.publication.project import Project

PAGE = "benchmark.md"


def measurements(
    project: Project, quick: bool, texts: Path | None = None
) -> list[tuple[str, Callable[[], list[Table]]]]:
    """What is measured, in the order of the page. ``quick`` measures everything once; ``texts`` is
    a folder of reports."""
    once = {"times": 1} if quick else {}
    return [
        (whole.TITLE, lambda: [whole.measure(project, **once)]),
        (stages.TITLE, lambda: [stages.measure(project, **once)]),
        (growth.TITLE, lambda: [growth.measure(project, **once)]),
        (terms.TITLE, lambda: [terms.measure(project, **once)]),
        (long_lists.TITLE, lambda: [long_lists.measure(project, **once)]),
        (weight.TITLE, lambda: [weight.measure(project)]),
        (termbase.TITLE, lambda: [termbase.measure(project, texts)]),
        (drafting.TITLE, lambda: drafting.measure(project)),
        (alignment.TITLE, lambda: alignment.measure(project)),
        ("Search", lambda: _search(project, quick)),
    ]


def _search(project: Project, quick: bool) -> list[Table]:
    from benchmarks import search  # noqa: PLC0415 - it needs packages for development

    return search.measure(project, quick)


def main(project: Project, quick: bool = False, texts: Path | None = None) -> int:
    """Measure, print the page and write it to the docs. Exit status 1 if a budget is missed.

    The site must be built. A quick run only prints: its figures are too rough to keep.
    """
    tables: list[Table] = []
    for title, measure in measurements(project, quick, texts):
        print(f"{title} …", file=sys.stderr, flush=True)
        tables += measure()
    text = page(tables, datetime.now(UTC).date())
    print(text)
    if not quick:
        (project.handwritten / PAGE).write_text(text, "utf-8")
    for row in missed(tables):
        print(f"beyond its budget: {row.what}", file=sys.stderr)
    return 1 if missed(tables) else 0


def run(words: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    about = "Measures the generator and writes the tables in docs/benchmark.md."
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=about)
    parser.add_argument("--quick", action="store_true", help="measure once, and only print")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the publication's folder")
    parser.add_argument("--texts", type=Path, help="a folder of reports for the termbase")
    chosen = parser.parse_args(words)
    project = Project.at(chosen.root.resolve())
    if not project.site.exists():
        print("error: there is no site to measure; build it first: make site", file=sys.stderr)
        return 1
    return main(project, chosen.quick, chosen.texts)


if __name__ == "__main__":
    sys.exit(run())
