"""What git knows of a folder.

Who owns the folder does not matter here: its own code is running already.
"""

import os
import subprocess
from pathlib import Path

_SETTINGS = ["--no-optional-locks", "-c", "safe.directory=*", "-c", "core.fsmonitor=false"]


def ask(root: Path, *command: str) -> str | None:
    """What git prints for a command in ``root``; None where it fails or is not installed."""
    printed = _run(root, *command)
    return None if printed is None else printed.decode("utf-8", "replace").replace("\r\n", "\n")


def archive(root: Path, revision: str, path: str) -> bytes | None:
    """``path`` below ``root`` as it was at a revision, as a tar file; None where git has none."""
    if revision.startswith("-"):  # an option
        return None
    return _run(root, "archive", "--format=tar", revision, "--", path)


def _run(root: Path, *command: str) -> bytes | None:
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *_SETTINGS, *command],  # noqa: S607
            cwd=root,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def has_changes(root: Path, path: str) -> bool:
    """Whether ``path`` below ``root`` has changes that git could not bring back."""
    return bool(ask(root, "status", "--porcelain", "--", path))
