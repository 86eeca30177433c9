"""What the system refused the build: in words that say what, where, and what to do about it."""

from __future__ import annotations

import errno
import os
import re

FULL = "make room there, then build again"
MAY_NOT = "give this account the right to write there, or build elsewhere"
IN_THE_WAY = "move away what stands there, then build again"
REASONS = {
    errno.ENOSPC: ("the disk is full", FULL),
    errno.EDQUOT: ("this account may not store more", FULL),
    errno.EFBIG: ("this account may not write so large a file", "raise its limit (ulimit -f)"),
    errno.EROFS: ("the disk may only be read", "make it writable, or build elsewhere"),
    errno.EACCES: ("permission is missing", MAY_NOT),
    errno.EPERM: ("permission is missing", MAY_NOT),
    errno.EEXIST: ("something else stands there", IN_THE_WAY),
    errno.ENOTDIR: ("something else stands there", IN_THE_WAY),
    errno.EBUSY: ("it is in use, or a disk of its own", "put site/ and build/ into one folder"),
    errno.EXDEV: ("a folder cannot move to another disk", "put site/ and build/ on one"),
    errno.EIO: ("the disk failed", "look after the disk before anything else"),
}
"""Why the system refuses to write, by its number, and the remedy."""
_TOLD_BY_PYTHON = re.compile(r"^\w*Error: \[Errno (\d+)\] [^'\"\n]*(.*)\Z", re.MULTILINE)
_PATHS = re.compile(r"""'([^'\n]*)'|"([^"\n]*)\"""")


def why(error: OSError) -> str:
    """One line for a person: the reason, the place, the system's own words, the remedy."""
    reason, remedy = REASONS.get(error.errno or 0, ("", ""))
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if name]
    words = error.strerror or str(error)
    said = f"{reason} ({words})" if reason else words
    return f"{said}: {' to '.join(names)}".rstrip(": ") + (f"; {remedy}" if remedy else "")


def found_in(output: str, place: str) -> OSError | None:
    """The refusal that ended another Python program which said ``output``, if it was one.

    ``place`` is where it was, if the program does not say.
    """
    told = _TOLD_BY_PYTHON.search(output.rstrip())
    if not told or int(told[1]) not in REASONS:
        return None
    number = int(told[1])
    names = [one or other for one, other in _PATHS.findall(told[2])]
    first, second = [*names, None][:2] if names else (place, None)
    return OSError(number, os.strerror(number), first, None, second)
