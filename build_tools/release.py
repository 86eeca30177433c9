"""Which state of the project a site is made from: a short name for it, and its date.

Both come from the commit, so that one commit gives one site, byte for byte.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

UNKNOWN = "0"
"""The name of a state that no commit stands for: a copy of the project without its history."""


@dataclass(frozen=True)
class Release:
    """A state of the project."""

    name: str
    """The first digits of the commit, or :data:`UNKNOWN`."""
    moment: datetime.datetime
    """When it was committed, in UTC."""

    @property
    def date(self) -> str:
        """The day, as ISO 8601 writes it."""
        return self.moment.date().isoformat()


def read(root: Path, otherwise: datetime.date) -> Release:
    """The state of the project in ``root``.

    ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) goes before the commit's date; where there is
    neither, the day is ``otherwise``.
    """
    name, _, seconds = _git(root).partition(" ")
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or seconds
    if seconds:
        moment = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    else:
        moment = datetime.datetime.combine(otherwise, datetime.time(), datetime.UTC)
    return Release(name or UNKNOWN, moment)


def _git(root: Path) -> str:
    """The commit's short name and its date in seconds; nothing where there is no history."""
    command = ["git", "log", "-1", "--abbrev=12", "--format=%h %ct"]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
