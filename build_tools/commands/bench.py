"""``bench``: all measurements, as tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from build_tools.bench.run import main
from build_tools.project import Project

MORE = "Takes some minutes and writes docs/benchmark.md. Exit status 1 where a budget is missed."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--quick", action="store_true", help="do everything once, and only print the tables"
    )


def run(arguments: Namespace) -> int:
    return main(Project.at(arguments.root), arguments.quick)
