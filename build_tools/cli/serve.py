"""``serve``: the site on this machine, brought up to date and reloaded on every change."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from build_tools.cli.output import print_problems
from build_tools.diagnostics import Problems, formats
from build_tools.publication.project import Project
from build_tools.publication.release import NoDate
from build_tools.records.editions import Edition
from build_tools.system import child
from build_tools.system.os_errors import describe
from build_tools.website.live_server import live_server
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.policy import without_policy
from build_tools.website.preview import Loaded, Preview, with_problems
from build_tools.website.publish import claim, only_build

DETAILS = (
    "Watches data/ and docs/. A change shows within seconds, and so does what is wrong, over the "
    "foot of the last good page; the whole site is then built into site/ in the background."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)


def run(arguments: Namespace) -> int:
    """Serve until stopped."""
    project, host, port = Project.at(arguments.root), arguments.host, arguments.port
    root, problems = project.root, Problems()
    if not claim(project.build, problems):
        print_problems(problems)
        return 1
    served = _Served(root)
    with only_build(served.preview.project.build):
        served.update()
        if not served.is_shown:
            return 1
        server = live_server(served.update, host, port, root, served)
        for path in filter(Path.exists, (root / "data", root / "docs", root / CONFIGURATION)):
            server.watch(str(path))
        print(f"http://{host}:{port}/", flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except OSError as error:
            print(f"nothing is served at {host}:{port}: {describe(error)}", file=sys.stderr)
            return 1
        finally:
            server.shutdown()
            served.stop()
    return 0


class _Served:
    """The preview that is served, its problems, and what is made of it after a page is shown."""

    def __init__(self, root: Path) -> None:
        self.root, self.preview = root, Preview(root)
        self.problems = Problems()
        self.is_shown = False
        self.looked_at: Edition | None = None
        """The edition of the page that was sent last: the first to be brought up to date."""
        self.rest: Thread | None = None
        self.is_old = Event()

    def update(self) -> None:
        """Show the data in the edition that is looked at; the rest follows in a thread."""
        self.stop()
        self.problems = problems = Problems()
        try:
            loaded = self.preview.load(problems)
            if loaded:
                first, *others = sorted(loaded.editions, key=lambda e: e != self.looked_at)
                self.preview.show(loaded, first, problems)
        except (OSError, NoDate) as error:
            print(describe(error), file=sys.stderr)
            return
        print_problems(problems)
        if loaded and not problems.errors:
            self.is_shown = True
            self.is_old.clear()
            self.rest = Thread(target=self._follow, args=(loaded, others))
            self.rest.start()

    def _follow(self, loaded: Loaded, editions: Sequence[Edition]) -> None:
        """Show the other editions, then build the whole site, until there is a new change."""
        try:
            for edition in editions:
                if not self.is_old.is_set():
                    self.preview.show(loaded, edition, self.problems)
        except OSError as error:
            print(describe(error), file=sys.stderr)
            return
        command = child.command("build_tools", "--root", str(self.root), "site", "-q")
        with subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        ) as build:
            said = None
            while said is None:
                try:
                    _, said = build.communicate(timeout=0.2)
                except subprocess.TimeoutExpired:
                    if self.is_old.is_set():
                        build.terminate()
        if not self.is_old.is_set() and said.strip() != formats.text(self.problems).strip():
            print(said, end="", file=sys.stderr)

    def stop(self) -> None:
        """Stop what follows the last change."""
        self.is_old.set()
        if self.rest:
            self.rest.join()

    def file(self, address: str) -> str:
        """Where the file with this path of the site is, below the project's folder."""
        if address.endswith((".html", "/")):
            self.looked_at = self.preview.edition_of(address)
        return self.preview.file(address)

    def page(self, html: str) -> str:
        """A page as it is sent: the reloading script may run, and problems are shown."""
        return with_problems(without_policy(html), self.problems)
