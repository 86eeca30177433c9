"""``report``: problems, coverage and changes, for a reviewer."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.cli.output import add_format, print_json, print_problems, site_of
from build_tools.diagnostics import Problems, formats
from build_tools.exports import datapackage
from build_tools.exports import files as exports
from build_tools.publication import diff
from build_tools.publication.check import check
from build_tools.publication.coverage import figures, summary
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.forms import is_current
from build_tools.scaffold.migrations import Unreadable, migrate
from build_tools.system.progress import Progress

DETAILS = "With --base, every change of the published values too."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--base", type=Path, metavar="DATA", help="another data folder: print what changed since"
    )
    add_format(command, ("markdown", "json"))
    command.set_defaults(format="markdown")


def run(arguments: Namespace) -> int:
    """Print the report; 2 where the base is not a data folder that can be read."""
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check(data, problems, Progress())
    base = base_of(arguments.base) if arguments.base else None
    if arguments.base and base is None:
        inner = arguments.base / "data"
        hint = f'; did you mean "{inner}"?' if (inner / "publication.yml").is_file() else ""
        print(f"{arguments.base} is not a data folder that can be read{hint}", file=sys.stderr)
        return 2
    changes = diff.changes(published(base), published(resolved)) if base and resolved else None
    if arguments.format == "json":
        print_json(
            {
                "problems": formats.rows(problems),
                "figures": dict(figures(resolved)) if resolved else None,
                "changes": changes,
            }
        )
        return 1 if problems.errors else 0
    print(f"## Problems\n\n{formats.markdown(problems, site_of(data))}\n")
    if resolved is not None:
        print(summary(resolved, markdown=True))
    if changes is not None:
        print(f"\n## What changed in the published text\n\n{diff.markdown(changes)}")
    return print_problems(problems)


def base_of(data: Path) -> Resolved | None:
    """Another data folder, read as this generator would read it once it is upgraded."""
    if is_current(data, Problems()):
        return check(data, Problems(), Progress())
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder, "data")))
        try:
            migrate(copy)
        except (Unreadable, OSError):
            return None
        return check(copy, Problems(), Progress())


def published(resolved: Resolved) -> dict[str, object]:
    """All values that readers or programs get: the exported files, and the publication's record."""
    values: dict[str, object] = {}
    files = exports.files(resolved)
    for name, text in files.items():
        if name == datapackage.NAME:
            continue  # it describes the others
        if name.endswith(".json") and not name.startswith("schemas/"):
            values[name] = json.loads(text)
        elif name.endswith(".csv") and f"{name.removesuffix('.csv')}.json" not in files:
            values[name] = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    return {**values, "publication.yml": resolved.publication.model_dump(mode="json")}
