"""The measurements as Markdown: docs/benchmark.md."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.rows import Row, Table

PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "opencc", "pyahocorasick", "pydantic", "typst")
"""The packages that the figures depend on."""
HEAD = """\
# Benchmark

`make bench` measures all of this in one run and writes this page; do not edit it. Seconds depend on
the machine, so look at the ratios. A budget is the limit that a figure must keep.
"""


def page(tables: Iterable[Table], day: date) -> str:
    """The whole page. The same figures give the same text."""
    return "\n".join([HEAD, *_machine(day), *(line for table in tables for line in _table(table))])


def _machine(day: date) -> list[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"- Date: {day.isoformat()}",
        f"- Machine: {processor()}, {os.cpu_count()} cores, {memory()}, {platform.system()}",
        f"- {platform.python_implementation()} {platform.python_version()}; {packages}",
        "",
    ]


def processor() -> str:
    """The processor's name, if the system has it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return " ".join(next(names, platform.machine()).split())


def memory() -> str:
    """The size of the machine's memory."""
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"
    except (AttributeError, ValueError, OSError):
        return "memory unknown"


def _table(table: Table) -> list[str]:
    return [
        f"## {table.title}",
        "",
        table.about,
        "",
        _cells("", *table.columns, table.last, "budget", ""),
        _cells(":--", *("--:" for _ in table.columns), "--:", "--:", ":--"),
        *(
            _cells(
                row.what,
                *(figure(shown.value, shown.unit) for shown in row.columns),
                figure(row.value, row.unit),
                _budget(row),
                _verdict(row),
            )
            for row in table.rows
        ),
        "",
    ]


def _cells(*cells: str) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def figure(value: float, unit: str) -> str:
    """A value with its unit, rounded to three significant digits; whole numbers are kept.

    >>> figure(12.34, "s")
    '12.3 s'
    >>> figure(1_234_567.8, "characters/s")
    '1,234,568 characters/s'
    """
    if value == round(value) or abs(value) >= 1_000:
        shown = f"{value:,.0f}"
    else:
        shown = f"{value:.{max(0, 2 - (abs(value) >= 10) - (abs(value) >= 100))}f}"
        if abs(value) < 0.1:
            shown = f"{value:.2g}"
    return shown if unit == "ratio" else f"{shown} {unit}"


def _budget(row: Row) -> str:
    if row.least is not None:
        return f"≥ {figure(row.least, row.unit)}"
    return "" if row.budget is None else f"≤ {figure(row.budget, row.unit)}"


def _verdict(row: Row) -> str:
    if row.budget is None and row.least is None:
        return ""
    return "kept" if row.keeps else "**missed**"


def missed(tables: Iterable[Table]) -> Sequence[Row]:
    """The rows that miss their budget."""
    return [row for table in tables for row in table.rows if not row.keeps]
