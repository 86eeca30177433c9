"""``draft``: a tracker drafted from the text, for an editor to read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems
from build_tools.publication import check as publication_check
from build_tools.publication.project import Project
from build_tools.resources import units
from build_tools.system.os_errors import describe
from build_tools.tracker import records
from build_tools.tracker.drafts.files import DraftError, make, write

DETAILS = (
    "Cuts the review into achievements and the plan into commitments, proposes links, and writes "
    "them into data/tracker/ with `draft: true`. Delete that line to accept a record; `check "
    "--drafts` lists what is still to be read. No record of an editor is changed."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--add", action="store_true", help="draft what the records that are there leave open"
    )
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Write the draft; 1 where none was written."""
    return draft(Project.at(arguments.root).data, arguments.add)


def draft(data: Path, add: bool = False) -> Report:
    """Draft the tracker of a data folder; what was written, or why nothing was."""
    problems = Problems()
    resolved = publication_check.check(data, problems)
    if resolved is None:
        return Report(problems, "nothing was drafted: the text cannot be read", status=1)
    found = Problems()
    tracker = records.load(data, found, units.load(data, found))
    if any(problem.place.file.startswith("tracker/") for problem in found.errors):
        said = "nothing was drafted: correct the tracker's records first"
        return Report(found, said, status=1)
    try:
        if not resolved.publication.has_both_sides:
            raise DraftError("there is no review and plan to compare")
        if not add:
            _require_empty(tracker)
        made = make(tracker, resolved.document, resolved.glossary)
        written = write(data, tracker, resolved.document, made)
    except (DraftError, OSError) as error:
        return Report(message=f"nothing was drafted: {describe(error)}", status=1)
    counts, paths = made.counts(), [f"{data.name}/tracker/{path.name}" for path in written]
    lines = [f"{path} has drafts" for path in paths]
    if not resolved.publication.drafts:
        lines.append("The site shows drafts once publication.yml has `drafts: true`.")
    lines.append("Read them in the order of `check --drafts`; delete `draft: true` to accept one.")
    drafted = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
    facts = {"drafted": counts, "written": paths}
    return Report(message=f"drafted: {drafted}", lines=lines, facts=facts)


def _require_empty(tracker: records.Tracker) -> None:
    """Raise DraftError where the tracker has records already."""
    full = [
        f"data/tracker/{name}.yml has {len(rows)} records"
        for name, rows in (
            ("achievements", tracker.achievements),
            ("commitments", tracker.commitments),
            ("context", tracker.context),
            ("links", tracker.links),
        )
        if rows
    ]
    if full:
        raise DraftError(f"{', '.join(full)}; give --add to draft what they leave open")
