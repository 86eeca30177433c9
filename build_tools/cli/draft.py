"""``draft``: a tracker drafted from the text, for an editor to read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.system.os_errors import describe
from build_tools.tracker.drafts.draft_files import DraftError, draft_into

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


def counted(count: int, kind: str) -> str:
    """A number of drafts in words; ``kind`` is a key of :meth:`DraftedTracker.counts`.

    >>> counted(1, "passages_of_context"), counted(0, "links_with_figures")
    ('1 passage of context', '0 links with figures')
    """
    first, *rest = kind.split("_")
    return " ".join([str(count), first.removesuffix("s") if count == 1 else first, *rest])


def draft(data: Path, add: bool = False) -> Report:
    """Draft the tracker of a data folder; what was written, or why nothing was."""
    problems = Problems()
    resolved = check_publication(data, problems)
    if resolved is None:
        return unread(problems)
    publication, document = resolved.publication, resolved.document
    try:
        drafted, written = draft_into(data, publication, document, resolved.glossary, add)
    except (DraftError, OSError) as error:
        found = error.problems if isinstance(error, DraftError) else Problems()
        return Report(found, f"nothing was drafted: {describe(error)}", status=1)
    counts, paths = drafted.counts(), [f"{data.name}/tracker/{path.name}" for path in written]
    lines = [f"{path} has drafts" for path in paths]
    if not publication.drafts:
        lines.append("The site shows drafts once publication.yml has `drafts: true`.")
    if written:
        lines.append(
            "Read them in the order of `check --drafts`; delete `draft: true` to accept one."
        )
    said = ", ".join(counted(count, kind) for kind, count in counts.items())
    facts = {"drafted": counts, "written": paths}
    return Report(message=f"drafted: {said}", lines=lines, facts=facts)
