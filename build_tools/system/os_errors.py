"""Errors of the operating system in plain words: what failed, where, why, and what to do."""

import errno
import os
import re

FULL = "make room there, then run this again"
FORBIDDEN = "give this account the rights there, or work elsewhere"
IN_THE_WAY = "move away what is there, then run this again"
REASONS = {
    errno.ENOSPC: ("the disk is full", FULL),
    errno.EDQUOT: ("this account may not store more", FULL),
    errno.EFBIG: ("this account may not write so large a file", "raise its limit (ulimit -f)"),
    errno.EROFS: ("the disk may only be read", "make it writable, or work elsewhere"),
    errno.EACCES: ("permission is missing", FORBIDDEN),
    errno.EPERM: ("permission is missing", FORBIDDEN),
    errno.EEXIST: ("something else is there", IN_THE_WAY),
    errno.ENOTDIR: ("something else is there", IN_THE_WAY),
    errno.EBUSY: ("it is in use, or a disk of its own", "put site/ and build/ into one folder"),
    errno.EXDEV: ("a folder cannot move to another disk", "put site/ and build/ on one"),
    errno.ENOMEM: (
        "there is not enough memory",
        "end other programs, or raise the limit (ulimit -v)",
    ),
    errno.EAGAIN: (
        "this account may start no more processes",
        "end other programs, or raise its limit (ulimit -u)",
    ),
    errno.EIO: ("the disk failed", "look after the disk before anything else"),
}
"""The reason and the remedy for each error number."""
_LAST_LINE = re.compile(r"^\w*Error: \[Errno (\d+)\] [^'\"\n]*(.*)\Z", re.MULTILINE)
_PATHS = re.compile(r"""'([^'\n]*)'|"([^"\n]*)\"""")


def describe(error: Exception) -> str:
    """One line: the reason, the system's own words, the place, the remedy; else its own words.

    >>> describe(OSError(errno.ENOSPC, "No space left on device", "site/a.html"))
    'the disk is full (No space left on device): site/a.html; make room there, then run this again'
    """
    if not isinstance(error, OSError):
        return str(error)
    reason, remedy = REASONS.get(error.errno or 0, ("", ""))
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if name]
    words = error.strerror or str(error)
    text = f"{reason} ({words})" if reason else words
    return f"{text}: {' to '.join(names)}".rstrip(": ") + (f"; {remedy}" if remedy else "")


def find_in_output(output: str, place: str) -> OSError | None:
    """The system error that ended another Python program, from its ``output``, if one did.

    ``place`` is used where the output names no file.
    """
    found = _LAST_LINE.search(output.rstrip())
    if not found or int(found[1]) not in REASONS:
        return None
    number = int(found[1])
    names = [one or other for one, other in _PATHS.findall(found[2])]
    first, second = [*names, None][:2] if names else (place, None)
    return OSError(number, os.strerror(number), first, None, second)
