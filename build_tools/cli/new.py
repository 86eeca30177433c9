"""``new``: makes the folder of another publication, and says what was found."""

import os
import re
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import get_args

from build_tools.cli import draft, program
from build_tools.cli.output import Report, add_format, day
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.editor_files import FOLDER, SETTINGS, write_editor_files
from build_tools.publication.project import Project
from build_tools.publication.unfinished import finished
from build_tools.records.editions import EDITIONS
from build_tools.scaffold import pin, repository
from build_tools.scaffold.new_publication import (
    NewPublication,
    Request,
    file_name,
    make_publication,
    slug_of,
    without_areas,
    write_publication,
)
from build_tools.scaffold.next_steps import NewRepository, next_steps
from build_tools.scaffold.origin import running_generator
from build_tools.scaffold.source_findings import finding_lines, findings, terms_line
from build_tools.system.files import leaving_nothing, read
from build_tools.system.os_errors import describe
from build_tools.text.decoding import DecodedText, Unusable, decode
from build_tools.text.source_types import Encoding

DETAILS = (
    "Finds the encoding and the script, restores damage, draws the outline, and writes a whole "
    "repository: the data, with everything that is still to be filled in named, and what builds, "
    "checks and publishes it. The source is kept byte for byte; no existing file is ever "
    "overwritten."
)
GIVEN = ("title", "issuer", "date", "repository", "url", "generator", "install")
"""What an editor may give where the text does not."""


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", type=Path, help="the folder to make")
    command.add_argument("source", metavar="SOURCE", type=Path, help="the text of the report")
    command.add_argument(
        "--draft", action="store_true", help="draft the tracker too, for an editor to read"
    )
    command.add_argument("--title", help="in Chinese, where the text does not give it")
    command.add_argument("--issuer", help="in Chinese, where the text does not give it")
    command.add_argument("--date", type=day, help="of the report, as 2020-01-31")
    command.add_argument("--encoding", choices=get_args(Encoding), help="if it is detected wrongly")
    command.add_argument("--script", choices=("hant", "hans"), help="if it is detected wrongly")
    command.add_argument(
        "--editions",
        type=_editions,
        default=[edition.id for edition in EDITIONS],
        metavar="LIST",
        help="such as hans,en for a site without the traditional edition",
    )
    command.add_argument(
        "--repository", type=_address, help="where it will be: https://github.com/OWNER/NAME"
    )
    command.add_argument("--url", type=_address, help="of the site, if it is not that of Pages")
    command.add_argument(
        "--licence",
        choices=tuple(repository.licences()),
        default=repository.LICENCE,
        help="the licence of what its editors write",
    )
    command.add_argument(
        "--generator",
        type=_address,
        metavar="URL",
        help="the generator's repository, if not the one that it names",
    )
    command.add_argument(
        "--install",
        metavar="REQUIREMENT",
        help="what pip installs, such as '{name}=={version}' from a package index",
    )
    add_format(command)


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ArgumentTypeError(f"an address that begins with https://, not {text}")
    return text.rstrip("/")


def _editions(text: str) -> list[str]:
    """The editions that a list names, in the site's own order."""
    wanted = text.split(",")
    known = [edition.id for edition in EDITIONS]
    if not set(wanted) <= set(known) or known[0] not in wanted:
        raise ArgumentTypeError(f"hans, with hant and en as wanted, not {text}")
    return [edition for edition in known if edition in wanted]


def _given(arguments: Namespace) -> dict[str, str]:
    """What the editor says of the publication."""
    given = {name: str(text) for name in GIVEN if (text := getattr(arguments, name))}
    if "repository" in given:
        given.setdefault("url", repository.pages_address(given["repository"]))
    return given


def _request(arguments: Namespace, given: dict[str, str]) -> Request:
    source, slug = arguments.source, slug_of(Path(os.path.realpath(arguments.folder)).name)
    return Request(
        name=file_name(source.name, slug),
        slug=slug,
        editions=arguments.editions,
        given=given,
        stem=source.stem,
        drafts=arguments.draft,
        licence=arguments.licence,
    )


def run(arguments: Namespace) -> Report:
    """Make the folder; 1 where nothing was written, or where errors must be corrected first."""
    source = arguments.source
    try:
        return _make(arguments, read(source))
    except (OSError, Unusable) as error:
        return Report(message=f"nothing was made of {source}: {describe(error)}", status=1)


def _make(arguments: Namespace, raw: bytes) -> Report:
    """Make the folder of what a source holds. Raises Unusable and OSError."""
    begun = time.monotonic()
    text = decode(raw, arguments.encoding, arguments.script)
    made = make_publication(raw, text, _request(arguments, _given(arguments)))
    paths = (*made.files, FOLDER, SETTINGS)
    with leaving_nothing(arguments.folder, {Path(path).parts[0] for path in paths}):
        return _write(arguments, text, made, begun)


def _write(arguments: Namespace, text: DecodedText, made: NewPublication, begun: float) -> Report:
    """Write what was made, and check it. Raises OSError."""
    folder, given = arguments.folder, _given(arguments)
    write_publication(folder, made.files)
    data, lines, written = folder / "data", [*finding_lines(text, made)], {*made.files}
    if arguments.draft:
        drafted = draft.draft(data)
        lines += [*drafted.lines, drafted.message]
    problems = Problems()
    resolved = check_publication(data, problems)
    if resolved is not None:
        record = data / "publication.yml"
        left = without_areas(record.read_text("utf-8"), finished(problems))
        record.write_bytes(left.encode())
        written.update(write_editor_files(Project.at(folder), resolved)[0])
        problems = Problems()  # the first line of each file now names its schema
        check_publication(data, problems)
        lines.append(terms_line(resolved))
    lines += ["", f"What is to be done in {folder}:", *(f"  {problem}" for problem in problems)]
    wheel = pin.wheel_path(made.generator, running_generator())
    new = NewRepository(
        folder,
        errors=len(problems.errors),
        has_drafts=arguments.draft,
        has_repository="repository" in given,
        wheel="" if wheel in made.files else wheel,
    )
    lines += next_steps(program(), new)
    said = f"Made in {time.monotonic() - begun:.0f} seconds."
    return Report(
        problems if arguments.format == "json" else Problems(),  # as text they are listed already
        said,
        lines,
        {**findings(text, made), "written": sorted(written)},
        status=1 if problems.errors else 0,
    )
