"""``check``: all data, without building."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from build_tools import checking, telling
from build_tools.commands.shared import site_of, tell
from build_tools.diagnostics import Problems
from build_tools.progress import Progress
from build_tools.project import Project
from build_tools.summary import summary

MORE = "Prints every problem with file, line, column, code and hint, and the coverage."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("--format", choices=tuple(telling.FORMATS), default="text")


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = checking.check(data, problems, Progress())
    if arguments.format == "text":
        status = tell(problems)
        if resolved is not None:
            print(summary(resolved))
        return status
    if told := telling.FORMATS[arguments.format](problems, site_of(data)):
        print(told)
    return 1 if problems.errors else 0
