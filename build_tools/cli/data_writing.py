"""Writes into ``data/`` only what git can undo, unless an editor asks for it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from build_tools.publication.project import Project
from build_tools.system.files import write_together
from build_tools.system.git import has_changes
from build_tools.system.os_errors import describe


def add_choice(command: ArgumentParser) -> None:
    """Add ``--dry-run`` and ``--write``."""
    choice = command.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="only report")
    choice.add_argument(
        "--write",
        action="store_true",
        help="write even if there are changes not committed",
    )


def write(
    arguments: Namespace, project: Project, folder: str, files: Mapping[Path, str]
) -> tuple[list[str], str, int | None]:
    """Write all files, or none; their paths in the project, the result in a line, and the status.

    None is written in a dry run, or where ``folder``, in which all are, has changes that are not
    committed. The status is 1 where they could not be written, else None.
    """
    if arguments.dry_run:
        return [], "nothing was written", None
    if files and not arguments.write and has_changes(project.root, folder):
        reason = f"{folder}/ has changes that are not committed; commit them, or give --write"
        return [], f"nothing was written: {reason}", None
    try:
        write_together({path: text.encode() for path, text in files.items()})
    except OSError as error:
        return [], f"nothing was written: {describe(error)}", 1
    paths = [path.relative_to(project.root).as_posix() for path in files]
    return paths, f"files written: {len(paths)}", None
