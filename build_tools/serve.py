"""``serve``: the site on this machine, rebuilt and reloaded on every change."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from build_tools.project import Project
from build_tools.website.policy import without_policy
from build_tools.website.render import live_server


def _rebuild(project: Project) -> None:
    """Build in a process of its own, so that changed code takes effect too."""
    command = [sys.executable, "-m", "build_tools", "--root", str(project.root), "site", "-q"]
    subprocess.run(command, check=False)  # noqa: S603


def serve(project: Project, host: str, port: int) -> int:
    """Serve until interrupted; the exit status."""
    _rebuild(project)
    if not project.site.exists():
        return 1
    watched = [project.data, project.written, project.root / "build_tools"]
    files = [project.root / "mkdocs.yml"]
    server = live_server(partial(_rebuild, project), host, port, project.site, without_policy)
    for path in [*(p for p in watched if p.exists()), *files]:
        server.watch(str(path))
    print(f"http://{host}:{port}/", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    return 0
