"""``serve``: the site on this machine, rebuilt and reloaded on every change."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

import build_tools
from build_tools.publication.project import Project
from build_tools.system import child
from build_tools.system.os_errors import describe
from build_tools.system.signals import Stopped, running
from build_tools.website.policy import without_policy
from build_tools.website.render import CONFIGURATION, live_server

GENERATOR = Path(build_tools.__file__).parent
DETAILS = "Watches data/, docs/ and the generator, and reloads the browser."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)


def run(arguments: Namespace) -> int:
    """Serve until stopped."""
    project, host, port = Project.at(arguments.root), arguments.host, arguments.port
    _rebuild(project)
    if not project.site.exists():
        return 1
    folders = [project.data, project.handwritten, GENERATOR]
    watched = [*filter(Path.exists, folders), project.root / CONFIGURATION]
    server = live_server(partial(_rebuild, project), host, port, project.site, without_policy)
    for path in watched:
        server.watch(str(path))
    print(f"http://{host}:{port}/", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        print(f"nothing is served at {host}:{port}: {describe(error)}", file=sys.stderr)
        return 1
    finally:
        server.shutdown()
    return 0


def _rebuild(project: Project) -> None:
    """Build in another process, so that changed code takes effect too."""
    command = child.command("build_tools", "--root", str(project.root), "site", "-q")
    try:
        with running(command) as build:
            build.wait()
    except Stopped as stop:
        if build.returncode > 0:  # it has printed so
            raise SystemExit(stop.status) from None
        raise
