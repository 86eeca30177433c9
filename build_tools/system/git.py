"""What git knows of a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path


def has_changes(root: Path, path: str) -> bool:
    """Whether ``path`` below ``root`` has changes that git could not bring back."""
    status = ["git", "-C", str(root), "status", "--porcelain", "--", path]
    try:
        done = subprocess.run(status, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0 and bool(done.stdout.strip())
