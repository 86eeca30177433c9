"""``check``: all data, without building."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import site_of, tell
from build_tools.diagnostics import Problems, formats
from build_tools.publication import check
from build_tools.publication.coverage import summary
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.tracker import records
from build_tools.tracker.draft_reading import unread

MORE = "Prints every problem with file, line, column, code and hint, and the coverage."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--drafts", action="store_true", help="list the drafts to be read, the most telling first"
    )
    verb.add_argument("--format", choices=tuple(formats.FORMATS), default="text")


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check.check(data, problems, Progress())
    if arguments.drafts:
        found = list_drafts(data)
        print("\n".join([*found, f"{len(found)} drafts are to be read."]))
        return 1 if problems.errors else 0
    if arguments.format == "text":
        status = tell(problems)
        if resolved is not None:
            print(summary(resolved))
        return status
    if told := formats.FORMATS[arguments.format](problems, site_of(data)):
        print(told)
    return 1 if problems.errors else 0


def list_drafts(data: Path) -> list[str]:
    """A line for each draft: its place and its words."""
    return [f"{data.name}/{one.line}" for one in unread(records.load(data, Problems()))]
