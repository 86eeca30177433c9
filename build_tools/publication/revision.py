"""Which state of the project a site is made from: a short name for it, and its date.

Both come from the commit, so that one commit gives one site, byte for byte.
"""

import datetime
import os
import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.system.git import ask

UNKNOWN = "0"
"""The name of a state without a commit: a copy of the project without its history."""
CHANGED = "+"
"""Follows the commit's name where files that it holds have been changed since."""
DIGITS = 12
EXPORTED = ".git_archival.txt"
"""git fills in the commit where it packs the project for download (gitattributes, export-subst)."""


class NoDate(Exception):  # noqa: N818
    """``SOURCE_DATE_EPOCH`` is not a date; the message says so."""


FIRST_DAY = datetime.date(1970, 1, 1)


@dataclass(frozen=True)
class Revision:
    """A state of the project."""

    name: str
    """The first digits of the commit, with :data:`CHANGED` where it is not just that; or
    :data:`UNKNOWN`."""
    moment: datetime.datetime
    """When it was committed, in UTC."""

    @property
    def date(self) -> str:
        """The day, as ISO 8601 writes it."""
        return self.moment.date().isoformat()


def read_revision(root: Path, otherwise: datetime.date | None) -> Revision:
    """The state of the project in ``root``.

    ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) goes before the commit's date; where there is
    neither, the day is ``otherwise``, or the first that computers count. Raises NoDate.
    """
    name, moment = _exported(root) or _committed(root) or (UNKNOWN, None)
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        moment = _date(given)
    midnight = datetime.datetime.combine(otherwise or FIRST_DAY, datetime.time(), datetime.UTC)
    return Revision(name, moment or midnight)


def _date(seconds: str) -> datetime.datetime:
    try:
        if re.fullmatch("[0-9]+", seconds, re.ASCII):
            return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise NoDate(f"SOURCE_DATE_EPOCH is “{seconds}”, which is not a number of seconds since 1970")


def _state(output: str) -> tuple[str, datetime.datetime] | None:
    """The name and the date in ``output``: a commit and its seconds."""
    found = re.fullmatch(r"([0-9a-f]{40,64}) ([0-9]+)", output.strip())
    return (found[1][:DIGITS], _date(found[2])) if found else None


def _exported(root: Path) -> tuple[str, datetime.datetime] | None:
    """What git wrote into a packed project; in a checkout the file is not filled in."""
    try:
        return _state((root / EXPORTED).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _committed(root: Path) -> tuple[str, datetime.datetime] | None:
    """The commit that is checked out; None where there is no history."""
    state = _state(ask(root, "log", "-1", "--no-show-signature", "--format=%H %ct") or "")
    if state and ask(root, "status", "--porcelain", "--untracked-files=no"):
        return f"{state[0]}{CHANGED}", state[1]
    return state
