"""``upgrade``: moves a publication to another version of the generator."""

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.editor_files import write_editor_files
from build_tools.publication.project import Project
from build_tools.records.publication_loading import load_publication
from build_tools.scaffold import pin
from build_tools.scaffold.generator_install import Unavailable, install_generator
from build_tools.scaffold.origin import running_generator
from build_tools.scaffold.upgrade import Upgrade, prepare, uncommitted
from build_tools.scaffold.yaml_nodes import Unreadable
from build_tools.system.os_errors import describe
from build_tools.website.mkdocs_yml import CONFIGURATION

DETAILS = (
    "Pins the generator that is running, writes anew the files that it owns, and migrates data of "
    "an older form; lists what changed. What editors own stays. Everything must be committed "
    "before, so that git shows, and can undo, all of it."
)

UPGRADING = ("-m", "build_tools")
"""What Python runs of the version that was installed."""


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--to",
        metavar="VERSION",
        help="install this first: 1.2.0, `newest` (they need the network) or the file of a wheel",
    )
    command.add_argument("--dry-run", action="store_true", help="list what would change")
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Upgrade; 1 where nothing was changed."""
    root: Path = arguments.root
    try:
        if (root / "build_tools" / "__init__.py").exists():
            raise Unreadable(
                f"{root} holds the generator itself; of a publication keep data/, docs/ and "
                "mkdocs.yml, and remove the generator's files with git"
            )
        why = uncommitted(root)
        if why and not arguments.dry_run:
            raise Unreadable(why)
        if arguments.to:
            return _with_version(root, arguments)
        made = prepare(root, running_generator())
        if not arguments.dry_run:
            made.apply(root)
    except (Unreadable, Unavailable, OSError) as error:
        return Report(message=f"nothing was upgraded: {describe(error)}", status=1)
    return _report(Project.at(root), made, arguments)


def _report(project: Project, made: Upgrade, arguments: Namespace) -> Report:
    """Write the schemas, and say what changed and what the new generator finds."""
    written, problems, said = list(made.files), Problems(), "Nothing was written."
    lines = [*made.changes]
    if not arguments.dry_run:
        resolved = check_publication(project.data, problems)
        if resolved is not None:
            of_editors = write_editor_files(project, resolved)[0]
            written += of_editors
            named = (path for path in of_editors if path.startswith("data/"))
            lines += [f"{path}: its first line names its schema" for path in named]
        version = running_generator().version
        said = f"Upgraded to {version}: read `git diff`, run `make site`, and commit."
        if advice := len(list(problems)) - len(problems.errors):
            said += f"\n`check` has {advice} piece{'s' * (advice > 1)} of advice."
    lines += [f"{path} is written anew" for path in written if not _is_editors(path)]
    lines += [f"{path} is removed: nothing uses it" for path in made.removed]
    facts = {"changes": [*made.changes], "removed": [*made.removed], "written": written}
    if arguments.dry_run:
        facts |= {"removed": [], "written": []}
    errors = Problems(problems.errors)
    return Report(errors, said, lines, facts, status=0)


def _is_editors(path: str) -> bool:
    """Whether a file is an editor's, so that each of its changes is listed."""
    return path.startswith("data/") or path == CONFIGURATION


def _with_version(root: Path, arguments: Namespace) -> Report:
    """Install a version of the generator, and let that one upgrade.

    Text it prints itself; its JSON is the whole report. Raises Unreadable, Unavailable, OSError.
    """
    record = load_publication(root / "data", Problems())
    if record is None:
        raise Unreadable("data/publication.yml cannot be read: run `check`")
    install_generator(root, pin.generator_of(record.value, running_generator()), arguments.to)
    command = [sys.executable, *UPGRADING, "--root", str(root), "upgrade"]
    command += ["--format", arguments.format, *(["--dry-run"] if arguments.dry_run else [])]
    is_text = arguments.format == "text"
    output = None if is_text else subprocess.PIPE
    run = subprocess.run(command, check=False, stdout=output)  # noqa: S603
    if is_text:
        return Report(status=run.returncode)
    try:
        return Report(facts=dict(json.loads(run.stdout)), status=run.returncode)
    except (ValueError, TypeError):
        said = f"version {arguments.to} is installed, and printed no JSON: run upgrade again"
        return Report(message=said, status=run.returncode or 1)
