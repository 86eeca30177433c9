"""``check``: all data, without building."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import add_format, print_problems, site_of
from build_tools.diagnostics import Problems, formats
from build_tools.publication import check
from build_tools.publication.coverage import summary
from build_tools.publication.project import Project
from build_tools.system.progress import Progress

DETAILS = "Prints every problem with its place, meaning and remedy, and the coverage."


def add_arguments(command: ArgumentParser) -> None:
    add_format(command, tuple(formats.FORMATS))


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check.check(data, problems, Progress())
    if arguments.format == "text":
        print_problems(problems)
        if resolved is not None:
            print(summary(resolved))
        if not problems.found:
            print(f"\n{formats.NO_PROBLEM}")
    elif output := formats.FORMATS[arguments.format](problems, site_of(data)):
        print(output)
    return 1 if problems.errors else 0
