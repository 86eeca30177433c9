"""Put the new site in the old one's place, whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools.website.stage import remove

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def manifest(site: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``site``, by its path, in order."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux, renameat2)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    done = rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)


def recover(site: Path, old: Path) -> None:
    """Bring back the last good site where a build died between two renames."""
    if old.exists() and not site.exists():
        old.rename(site)


def publish(new: Path, site: Path, old: Path) -> None:
    """``new`` takes the place of ``site``; what stood there is gone afterwards."""
    remove(old)
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        remove(new)
        return
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    remove(old)


@contextmanager
def only_build(folder: Path, wait: float = 600) -> Iterator[None]:
    """Hold the build folder; a second build waits up to ``wait`` seconds.

    Raises TimeoutError where the first build is not done by then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("another build is running; waiting for it", file=sys.stderr)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise TimeoutError("another build is still running") from error
    try:
        yield
    finally:
        lock.release()
