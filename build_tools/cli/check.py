"""``check``: all data, without building."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import add_format, print_problems, site_of
from build_tools.diagnostics import Problems, formats
from build_tools.publication import check
from build_tools.publication.coverage import summary
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.tracker import records
from build_tools.tracker.draft_reading import unread

DETAILS = "Prints every problem with its place, meaning and remedy, and the coverage."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--drafts", action="store_true", help="list the drafts to be read, the most important first"
    )
    add_format(command, tuple(formats.FORMATS))


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check.check(data, problems, Progress())
    if arguments.drafts:
        found = list_drafts(data)
        print("\n".join([*found, f"{len(found)} drafts are to be read."]))
        return 1 if problems.errors else 0
    if arguments.format == "text":
        print_problems(problems)
        if resolved is not None:
            print(summary(resolved))
        if not problems.found:
            print(f"\n{formats.NO_PROBLEM}")
    elif output := formats.FORMATS[arguments.format](problems, site_of(data)):
        print(output)
    return 1 if problems.errors else 0


def list_drafts(data: Path) -> list[str]:
    """A line for each draft: its place and its words."""
    return [f"{data.name}/{one.line}" for one in unread(records.load(data, Problems()))]
