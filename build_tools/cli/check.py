"""``check``: all data, without building."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import site_of, tell
from build_tools.diagnostics import Problems, formats
from build_tools.publication import check
from build_tools.publication.coverage import summary
from build_tools.publication.project import Project
from build_tools.system.progress import Progress

MORE = "Prints every problem with file, line, column, code and hint, and the coverage."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("--format", choices=tuple(formats.FORMATS), default="text")


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check.check(data, problems, Progress())
    if arguments.format == "text":
        status = tell(problems)
        if resolved is not None:
            print(summary(resolved))
        return status
    if told := formats.FORMATS[arguments.format](problems, site_of(data)):
        print(told)
    return 1 if problems.errors else 0
