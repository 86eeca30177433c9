"""``release``: what changed since the last release, and the list of published ids."""

import datetime
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from pydantic import TypeAdapter, ValidationError

from build_tools.cli.output import Report, add_format, day, print_text, unread
from build_tools.diagnostics import Problems
from build_tools.presentation.pages.moved import published_now
from build_tools.publication import history, published_ids
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.release_draft import as_yaml, draft_release, history_with, renamed
from build_tools.scaffold.base_data import base_of, no_base
from build_tools.system.files import write_together

DETAILS = (
    "Prints a record for data/history.yml. With --write it puts the record there and adds what is "
    "published now to data/published-ids.txt; read the record, and put the note into words."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("version", type=_name, help="the name of the release, such as 1.1")
    command.add_argument(
        "--base",
        metavar="REVISION|DIR",
        help="the release before it: a tag or commit of git, or another data folder",
    )
    command.add_argument("--date", type=day, help="of the release; today where none is given")
    command.add_argument("--write", action="store_true", help="write both files")
    add_format(command)


def _name(text: str) -> str:
    try:
        return TypeAdapter(history.ReleaseName).validate_python(text)
    except ValidationError:
        raise ArgumentTypeError(f"figures and letters such as 1.2, not {text}") from None


def run(arguments: Namespace) -> Report:
    """Draft the release; 1 where the data has errors, 2 where there is nothing to compare with."""
    project, problems = Project.at(arguments.root), Problems()
    resolved = check_publication(project.data, problems)
    # What a release would repair must not keep it from being made.
    if resolved is None or any(found.code != published_ids.PUB006 for found in problems.errors):
        said = "no release was drafted: correct these errors first"
        return Report(problems, said, status=1) if resolved else unread(problems)
    if any(known.version == arguments.version for known in resolved.history):
        said = f'there is a release "{arguments.version}" already'
        return Report(message=said, status=2)
    before = None
    if arguments.base:
        base = base_of(project, arguments.base)
        if base is None:
            return Report(message=no_base(arguments.base), status=2)
        before = renamed(base.resolved.texts, resolved.former)
    elif resolved.history:
        said = f"give --base: the tag or commit of release {resolved.history[0].version}"
        return Report(message=said, status=2)
    date = arguments.date or datetime.datetime.now().astimezone().date()
    drafted = draft_release(arguments.version, date, before, resolved.texts)
    made = as_yaml(drafted)
    if not arguments.write and arguments.format == "text":
        print_text(made)
        return Report()
    written, said = [], "nothing was written"
    if arguments.write:
        listed = {*resolved.published, *published_now(resolved)}
        texts = {
            history.FILE: history_with(project.data, made),
            published_ids.FILE: published_ids.text(listed),
        }
        write_together({project.data / name: text.encode() for name, text in texts.items()})
        written = [f"{project.data.name}/{name}" for name in texts]
        said = f"{written[0]}: put the note of {arguments.version} into words"
    facts = {"release": drafted.model_dump(mode="json"), "written": written}
    return Report(message=said, facts=facts)
