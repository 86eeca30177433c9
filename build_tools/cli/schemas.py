"""``schemas``: JSON Schemas of the data files, with which editors complete and mark."""

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.editor_files import write_editor_files
from build_tools.publication.project import Project

DETAILS = (
    "Writes schemas/ and what VS Code needs into .vscode/, and puts a line that names its schema "
    "at the top of each data file. The schemas have the ids of this publication for completion: "
    "run it again after ids have changed."
)


def add_arguments(command: ArgumentParser) -> None:
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Write the files; 0 where they are up to date afterwards."""
    project, problems = Project.at(arguments.root), Problems()
    resolved = check_publication(project.data, problems)
    if resolved is None:
        return unread(problems)
    written, left = write_editor_files(project, resolved)
    said = f"files written: {len(written)}"
    facts = {"written": written, "left": left}
    lines = [*written, *(f"{path} is left as it is: it is not plain JSON" for path in left)]
    return Report(message=said, lines=lines, facts=facts)
