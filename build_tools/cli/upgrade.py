"""``upgrade``: moves a publication to another version of the generator."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli import schemas
from build_tools.cli.output import print_problems
from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.records import publication
from build_tools.scaffold import pin, versions
from build_tools.scaffold.migrations import Unreadable
from build_tools.scaffold.origin import running
from build_tools.scaffold.upgrade import prepare, uncommitted
from build_tools.scaffold.versions import Unavailable
from build_tools.system.files import write_if_changed
from build_tools.system.os_errors import describe
from build_tools.system.progress import Progress

DETAILS = (
    "Pins the generator that is running, writes anew the files that it owns, and migrates data of "
    "an older form; lists what changed. What editors own stays. Everything must be committed "
    "before, so that git shows, and can undo, all of it."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--to",
        metavar="VERSION",
        help="install this version first, such as 1.2.0, or `newest` (needs the network)",
    )
    command.add_argument("--dry-run", action="store_true", help="list what would change")


def run(arguments: Namespace) -> int:
    """Upgrade; 1 where nothing was changed."""
    root: Path = arguments.root
    try:
        if (root / "build_tools" / "__init__.py").exists():
            raise Unreadable(f"{root} holds the generator itself")
        why = uncommitted(root)
        if why and not arguments.dry_run:
            raise Unreadable(f"{why}; commit everything first, so that git can undo the upgrade")
        if arguments.to:
            return _with_version(root, arguments.to, arguments.dry_run)
        made = prepare(root, running())
        for line in made.changes:
            print(line)
        for path in made.files:
            if not path.startswith("data/"):
                print(f"{path} is written anew")
        if arguments.dry_run:
            print("Nothing was written.")
            return 0
        for path, content in made.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(root / path, content)
    except (Unreadable, Unavailable, OSError) as error:
        reason = describe(error) if isinstance(error, OSError) else error
        print(f"nothing was upgraded: {reason}", file=sys.stderr)
        return 1
    return _checked(Project.at(root))


def _checked(project: Project) -> int:
    """Write the schemas, and say what the new generator finds in the data; always 0."""
    problems = Problems()
    resolved = check(project.data, problems, Progress())
    if resolved is not None:
        for path in schemas.write(project, resolved):
            print(f"{path} is written anew")
    errors = problems.errors
    print_problems(Problems(errors))
    print(f"Upgraded to {running().version}: read `git diff`, run `make site`, and commit.")
    if advice := len(list(problems)) - len(errors):
        print(f"`check` has {advice} lines of advice.")
    return 0


def _with_version(root: Path, version: str, dry_run: bool) -> int:
    """Install a version of the generator, and let that one upgrade; its exit status."""
    record = publication.load(root / "data", Problems())
    if record is None:
        raise Unreadable("data/publication.yml cannot be read: run `check`")
    versions.install(pin.generator_of(record.value, running()), version)
    more = ["--dry-run"] if dry_run else []
    command = [sys.executable, "-m", "build_tools", "--root", str(root), "upgrade", *more]
    return subprocess.run(command, check=False).returncode  # noqa: S603
