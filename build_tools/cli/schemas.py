"""``schemas``: JSON Schemas of the data files, with which editors complete and mark."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems
from build_tools.publication import editor_files
from build_tools.publication.check import check
from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.system.files import read, write_if_changed
from build_tools.tracker import records

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
    resolved = check(project.data, problems)
    if resolved is None:
        return Report(problems, "nothing was written", status=1)
    written, left = write(project, resolved)
    said = f"{len(written)} files written"
    facts = {"written": written, "left": left}
    lines = [*written, *(f"{path} is left as it is: it is not plain JSON" for path in left)]
    return Report(message=said, lines=lines, facts=facts)


def write(project: Project, resolved: Resolved) -> tuple[list[str], list[str]]:
    """Write the files that are not up to date; their paths, and those of files that are left."""
    tracker = records.load(project.data, Problems())
    ids = editor_files.known_ids(resolved, tracker)
    files, left = editor_files.schema_files(tracker.vocabulary, ids), []
    for path, make in (
        (editor_files.SETTINGS, editor_files.settings),
        (editor_files.EXTENSIONS, editor_files.extensions),
    ):
        text = make(project.root / path)
        if text is None:
            left.append(path)
        else:
            files[path] = text
    for file in DATA_FILES:
        for found in sorted(project.data.glob(file.pattern)):
            try:
                before = read(found).decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue  # `check` names it
            name = found.relative_to(project.data).as_posix()
            if (text := editor_files.with_modeline(before, name)) != before:
                files[f"{project.data.name}/{name}"] = text
    written = [
        path
        for path, text in files.items()
        if write_if_changed(project.root / path, text.encode("utf-8"))
    ]
    return written, left
