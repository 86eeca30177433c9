"""``bench``: all measurements in one run, as tables in docs/benchmark.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks import growth, stages, terms, weight, whole
from benchmarks.page import missed, page
from benchmarks.rows import Table
from build_tools.publication.project import Project

PAGE = "benchmark.md"


def measurements(project: Project, quick: bool) -> list[tuple[str, Callable[[], list[Table]]]]:
    """What is measured, in the order of the page. ``quick`` does everything once."""
    once = {"times": 1} if quick else {}
    return [
        (whole.TITLE, lambda: [whole.measure(project, **once)]),
        (stages.TITLE, lambda: [stages.measure(project, **once)]),
        (growth.TITLE, lambda: [growth.measure(project, **once)]),
        (terms.TITLE, lambda: [terms.measure(project, **once)]),
        (weight.TITLE, lambda: [weight.measure(project)]),
        ("Search", lambda: _search(project, quick)),
    ]


def _search(project: Project, quick: bool) -> list[Table]:
    from benchmarks import search  # noqa: PLC0415 - it needs what only developers have

    return search.measure(project, quick)


def main(project: Project, quick: bool = False) -> int:
    """Measure, print the page and put it into the docs; exit status 1 where a budget is missed.

    The site must be built. A quick run prints only: its figures are too rough to be kept.
    """
    tables: list[Table] = []
    for title, measure in measurements(project, quick):
        print(f"{title} …", file=sys.stderr, flush=True)
        tables += measure()
    text = page(tables, datetime.now(UTC).date())
    print(text)
    if not quick:
        (project.handwritten / PAGE).write_text(text, "utf-8")
    for row in missed(tables):
        print(f"beyond its budget: {row.what}", file=sys.stderr)
    return 1 if missed(tables) else 0
