"""What git knows of a folder.

Who owns the folder does not matter here: its own code is running already.
"""

import os
import subprocess
from pathlib import Path

_SETTINGS = ["--no-optional-locks", "-c", "safe.directory=*", "-c", "core.fsmonitor=false"]


def ask(root: Path, *command: str) -> str | None:
    """What git prints for a command in ``root``; None where it fails or is not installed."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *_SETTINGS, *command],  # noqa: S607
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            env=environment,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def has_changes(root: Path, path: str) -> bool:
    """Whether ``path`` below ``root`` has changes that git could not bring back."""
    return bool(ask(root, "status", "--porcelain", "--", path))
