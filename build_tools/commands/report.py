"""``report``: problems, coverage and changes as Markdown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools import changes, telling
from build_tools.checking import check
from build_tools.commands.shared import site_of, tell
from build_tools.diagnostics import Problems
from build_tools.progress import Progress
from build_tools.project import Project
from build_tools.summary import summary

MORE = ""


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--base", type=Path, metavar="DATA", help="another data folder: tell what changed since"
    )


def run(arguments: Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check(data, problems, Progress())
    print(f"## Problems\n\n{telling.markdown(problems, site_of(data))}\n")
    if resolved is not None:
        print(summary(resolved, markdown=True))
        if arguments.base is not None:
            base = check(arguments.base, Problems(), Progress())
            told = changes.markdown(base, resolved) if base else "The base cannot be read."
            print(f"\n## What changed in the published text\n\n{told}")
    return tell(problems)
