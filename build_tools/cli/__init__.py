"""The commands, one module each: their arguments and their exit status.

A module has ``DETAILS``, which its help says after the line in :data:`COMMANDS`; ``add_arguments``,
which adds its arguments to a parser; and ``run``, which takes them and returns what is to be
printed (:class:`Report`) with the exit status. Only the module of the command that is run is
loaded.
"""

import argparse
import importlib
import sys
from collections.abc import Container, Sequence
from pathlib import Path
from types import ModuleType

from build_tools import __version__
from build_tools.cli.output import Report, finish
from build_tools.system.os_errors import describe

PROGRAM = "bilingual-publication"
COMMANDS = {
    "site": "build the site into site/",
    "check": "check all data, pages and settings without building",
    "verify": "check a site that was downloaded or deployed against its own manifest",
    "serve": "build, serve and rebuild on every change",
    "release": "draft what changed since another release, and list the published ids",
    "report": "print problems, coverage and changes as Markdown, for a job summary",
    "propose": "suggest follow-ups for an achievement, with the evidence",
    "align": "align a published English translation with the text",
    "export": "write the files for translators' tools, without building the site",
    "import": "read a file of a translator's tool back into data/",
    "draft": "draft the tracker from the text, for an editor to read",
    "schemas": "write what editors need to complete and to mark mistakes in data/",
    "restore": "restore any text from a page damaged in the same way",
    "new": "make the folder of another publication from a text file",
    "upgrade": "move a publication to another version of the generator",
    "completion": "print a script that completes commands in a shell",
}
"""What each command does, in the order of the help."""


def program() -> str:
    """How the program was called: by its name, or as a module of Python."""
    return PROGRAM if Path(sys.argv[0]).stem == PROGRAM else "python -m build_tools"


def parser(words: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the command line, with its help.

    The arguments of a command are added only if it is among ``words``: the modules that make pages
    and books take longer to load than a check takes.
    """
    root = argparse.ArgumentParser(
        prog=program(),
        description="Builds the publication site from data/ and docs/.",
        epilog="Start with `site`; `check` is for editors. Every command has --help.",
    )
    root.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    root.add_argument(
        "--root",
        type=Path,
        default=Path.cwd(),
        help="the publication's folder (default: the current one)",
    )
    root.set_defaults(format="text")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        # It may also stand behind the command.
        command.add_argument("--root", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if name in words:
            module = _module(name)
            command.description = f"{purpose[0].upper()}{purpose[1:]}. {module.DETAILS}".strip()
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return root


def _module(name: str) -> ModuleType:
    """The module of a command. Exits where its Python has not what the generator needs."""
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("build_tools"):
            raise
        sys.exit(
            f"{sys.executable} has no {error.name}. Use the Python of the environment: "
            "`. .venv/bin/activate`, or write `.venv/bin/python`; `make setup` makes it."
        )


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    words = sys.argv[1:] if words is None else words
    arguments = parser(words).parse_args(words)
    try:
        report = arguments.run(arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        report = Report(message=describe(error), status=1)
    return finish(arguments.format, report)
