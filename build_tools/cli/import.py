"""``import``: a file of a translator's tool, read back into ``data/``."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from build_tools.cli import data_writing
from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Problems
from build_tools.exchange.file_import import plan_import, problems_added, problems_after
from build_tools.exchange.plan import Plan, ValueChange
from build_tools.exchange.translation_units import Value
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project

DETAILS = (
    "FILE is XLIFF, PO, TMX or a table of the translation, or TBX or a table of terms, as `export` "
    "or the site gave it. Prints what changes, then what `check` finds anew. Units "
    "that are stale or unknown are refused, and nothing else is lost. Where data/ has changes that "
    "are not committed, it only reports."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="the file to import")
    data_writing.add_choice(command)
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Import a file; 1 where a unit was refused, or the change makes an error."""
    project, problems = Project.at(arguments.root), Problems()
    before = Problems()
    resolved = check_publication(project.data, before)
    if resolved is None:
        return unread(before)
    plan = plan_import(project.data, resolved, arguments.file, problems)
    current = problems_after(project.data, plan) if plan.files else before
    written, said, status = data_writing.write(arguments, project, project.data.name, plan.files)
    new = problems_added(before, current)
    if known := len(current.found) - len(new):
        were = "1 problem that was" if known == 1 else f"{known} problems that were"
        said += f"; `check` lists {were} there before"
    problems.found += new
    facts = {
        "changes": [_row(change) for change in plan.changes],
        "unchanged": plan.unchanged,
        "empty": plan.empty,
        "written": written,
    }
    return Report(problems, said, list(report(plan)), facts, status)


def report(plan: Plan) -> Iterator[str]:
    """The changes, each with its place and both values, and the counts where there is any."""
    for change in plan.changes:
        key = "" if change.key == "en" else f" {change.key}"
        yield f"data/{change.place}: {change.id}{key}"
        yield from (f"  - {_text(change.before)}" for _ in range(bool(change.before)))
        yield from (f"  + {_text(change.after)}" for _ in range(bool(change.after)))
    if plan.changes or plan.unchanged or plan.empty:
        yield (
            f"changes: {len(plan.changes)}; units unchanged: {plan.unchanged}; "
            f"without English: {plan.empty}"
        )


def _row(change: ValueChange) -> dict[str, object]:
    place = change.place
    return {
        "file": f"data/{place.file}",
        "line": place.line,
        "id": change.id,
        "key": change.key,
        "before": _json(change.before),
        "after": _json(change.after),
    }


def _json(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _text(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
