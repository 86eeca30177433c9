"""``bench``: how long the build takes, as ratios within one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from build_tools.conversion.opencc_tables import converter
from build_tools.diagnostics import Problems
from build_tools.model import EDITIONS
from build_tools.pipeline import Progress, Project, build, check

RUNS = 3


def _median(run: Callable[[], object], times: int = RUNS) -> float:
    """The median time of ``run``, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _bare_mkdocs(project: Project) -> None:
    """Render the same staged pages with MkDocs alone, one edition after the other."""
    for edition in EDITIONS:
        path = project.build / f"mkdocs-{edition.id}.yml"
        out = project.build / "bench" / edition.id
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(path), "-d", str(out)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def main(project: Project) -> int:
    """Measure and print a table; the exit status."""
    problems = Problems()
    progress = Progress()
    whole = _median(lambda: build(project, problems, progress))
    bare = _median(lambda: _bare_mkdocs(project))
    checking = _median(lambda: check(project.data, Problems(), Progress()))
    resolved = check(project.data, Problems(), Progress())
    assert resolved is not None
    text = resolved.restoration.text
    alone = _median(lambda: converter("tw2s").convert(text), 9)
    rows = [
        ("whole build / bare mkdocs of the same pages, in sequence", whole / bare),
        ("check / bare mkdocs", checking / bare),
        ("check / OpenCC alone on the same text", checking / alone),
    ]
    for name, value in rows:
        print(f"{name:<60} {value:8.2f}")
    print(f"{'whole build, seconds (median)':<60} {whole:8.2f}")
    print(f"{'check, characters a second':<60} {len(text) / checking:8.0f}")
    return 0
