"""``report``: problems, coverage and changes as Markdown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import site_of, tell
from build_tools.diagnostics import Problems, formats
from build_tools.publication import diff
from build_tools.publication.check import check
from build_tools.publication.coverage import summary
from build_tools.publication.project import Project
from build_tools.system.progress import Progress

MORE = ""


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--base", type=Path, metavar="DATA", help="another data folder: tell what changed since"
    )


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check(data, problems, Progress())
    print(f"## Problems\n\n{formats.markdown(problems, site_of(data))}\n")
    if resolved is not None:
        print(summary(resolved, markdown=True))
        if arguments.base is not None:
            base = check(arguments.base, Problems(), Progress())
            told = diff.markdown(base, resolved) if base else "The base cannot be read."
            print(f"\n## What changed in the published text\n\n{told}")
    return tell(problems)
