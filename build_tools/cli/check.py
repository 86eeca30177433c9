"""``check``: all data, pages and settings, without building."""

from argparse import ArgumentParser, Namespace

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems, formats
from build_tools.publication.coverage import coverage_figures, coverage_table
from build_tools.publication.project import Project
from build_tools.records.publication_loading import site_of
from build_tools.tracker.drafts.unread import UnreadDraft, all_unread
from build_tools.website.loading import check_project

DETAILS = "Prints every problem with its place, meaning and remedy, and the coverage."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--drafts", action="store_true", help="list the drafts to be read, the most important first"
    )
    add_format(command, ("text", "json", *formats.FORMATS))


def run(arguments: Namespace) -> Report:
    """Check; 1 where there are errors."""
    if arguments.drafts and arguments.format in formats.FORMATS:
        return Report(message="--drafts has the formats text and json", status=2)
    problems, project = Problems(), Project.at(arguments.root)
    data, resolved = project.data, check_project(project, problems)
    if arguments.drafts:
        drafts = all_unread(data)
        lines = [f"{data.name}/{one.line}" for one in drafts]
        rows = [_row(one) for one in drafts]
        many = "1 draft is" if len(drafts) == 1 else f"{len(drafts)} drafts are"
        said = f"{many} to be read."
        errors = Problems(problems.errors)
        return Report(errors, said, lines, {"drafts": rows})
    if arguments.format in formats.FORMATS:
        if output := formats.FORMATS[arguments.format](problems, site_of(data)):
            print(output)
        return Report(status=1 if problems.errors else 0)
    said = "" if problems.found else formats.NO_PROBLEM
    found = dict(coverage_figures(resolved)) if resolved else None
    lines = [f"{coverage_table(resolved)}\n"] if resolved else []
    return Report(problems, said, lines, {"figures": found})


def _row(draft: UnreadDraft) -> dict[str, object]:
    place = draft.place.within("data")
    return {"file": place.file, "line": place.line, "id": draft.name, "text": draft.text}
