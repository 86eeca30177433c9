"""The command line: ``bilingual-publication VERB``, or ``python -m build_tools VERB``."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Container, Sequence
from pathlib import Path

from build_tools import __version__
from build_tools.system.gc_tuning import look_seldom
from build_tools.system.signals import program

PROGRAM = "bilingual-publication"
VERBS = {
    "site": "build the site into site/",
    "check": "check all data without building",
    "verify": "check a site that was downloaded or deployed against its own manifest",
    "serve": "build, serve and rebuild on every change",
    "report": "print the coverage as Markdown, for a job summary",
    "propose": "suggest follow-ups for an achievement, with the evidence",
    "align": "lay a published English translation beside the text",
    "restore": "restore any text from a page damaged in the same way",
    "new": "make the folder of another publication from a text file",
}
"""What each verb does; the rest stands in its module of :mod:`build_tools.cli`."""


def parser(words: Container[str] = VERBS) -> argparse.ArgumentParser:
    """The command line's grammar and help.

    What follows a verb is known only of those among ``words``: what makes pages and books takes
    longer to load than a check takes.
    """
    is_script = Path(sys.argv[0]).stem == PROGRAM
    root = argparse.ArgumentParser(
        prog=PROGRAM if is_script else "python -m build_tools",
        description="Builds the publication site from data/ and docs/.",
        epilog="Start with `site`; `check` is for editors. Every verb has --help.",
    )
    root.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    root.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, about in VERBS.items():
        verb = verbs.add_parser(name, help=about)
        if name in words:
            module = importlib.import_module(f"build_tools.cli.{name}")
            verb.description = f"{about}. {module.MORE}".strip()
            module.grammar(verb)
            verb.set_defaults(run=module.run)
    return root


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    words = sys.argv[1:] if words is None else words
    chosen = parser(words).parse_args(words)
    return int(chosen.run(chosen))


def run() -> int:
    """Run as a program, which :data:`PROGRAM` and ``python -m build_tools`` call."""
    look_seldom()
    return program(main)


if __name__ == "__main__":
    sys.exit(run())
