"""``report``: problems, coverage and changes, for a reviewer."""

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems, formats
from build_tools.exports.files import exported_values
from build_tools.publication import diff
from build_tools.publication.coverage import coverage_figures, coverage_table
from build_tools.publication.project import Project
from build_tools.records.publication_loading import site_of
from build_tools.scaffold.base_data import base_of, no_base
from build_tools.website.loading import check_project

DETAILS = "With --base, every change of the published values too."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--base",
        metavar="REVISION|DIR",
        help="print what changed since: a tag or commit of git, or another data folder",
    )
    add_format(command, ("markdown", "json"))
    command.set_defaults(format="markdown")


def run(arguments: Namespace) -> Report:
    """Print the report; 1 where there are errors, 2 where there is nothing to compare with."""
    project, problems = Project.at(arguments.root), Problems()
    data = project.data
    has_base = arguments.base is not None
    base = base_of(project, arguments.base) if has_base else None
    if has_base and base is None:
        return Report(message=no_base(arguments.base), status=2)
    resolved = check_project(project, problems)
    changes = None
    if base and resolved:
        edited = diff.changed_values(base.written, diff.data_values(data))
        pages = diff.page_values(project.handwritten)
        if pages and base.pages:
            edited += diff.changed_values(base.pages, pages)
        derived = diff.changed_values(exported_values(base.resolved), exported_values(resolved))
        changes = diff.without_repetition(edited, derived)
    lines = [f"## Problems\n\n{formats.markdown(problems, site_of(data))}\n"]
    if resolved is not None:
        lines.append(coverage_table(resolved, markdown=True))
    if changes is not None:
        lines.append(f"\n## What changed in the published text\n\n{diff.markdown(changes)}")
    found = dict(coverage_figures(resolved)) if resolved else None
    return Report(problems, lines=lines, facts={"figures": found, "changes": changes})
