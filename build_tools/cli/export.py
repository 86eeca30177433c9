"""``export``: the files for translators' tools, and all others for machines."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Problems
from build_tools.exports.files import export_files, translation_files
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.system.files import write_if_changed

DETAILS = (
    "Writes into DIR what the site has below data/: XLIFF, PO, TMX, TBX and tables. XLIFF, PO and "
    "translation.tsv have every sentence, also those that have no English yet; a memory (TMX) has "
    "only those that have it. `import` reads the files back."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", type=Path, help="where to write them")
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Write the files; 1 where the text cannot be read."""
    problems = Problems()
    resolved = check_publication(Project.at(arguments.root).data, problems)
    if resolved is None:
        return unread(problems)
    made = {**export_files(resolved), **translation_files(resolved)}
    names = sorted(name for name in made if "/" not in name)
    for name in names:
        write_if_changed(arguments.folder / name, made[name].encode("utf-8"))
    paths = [(arguments.folder / name).as_posix() for name in names]
    said = f"files written: {len(paths)}"
    return Report(message=said, lines=paths, facts={"written": paths})
