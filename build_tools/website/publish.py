"""Put the new site in the old one's place, whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools.system.files import remove
from build_tools.system.os_errors import describe

RENAME_EXCHANGE = 2
AT_FDCWD = -100
FOLDER_MODE, FILE_MODE = 0o755, 0o644
LOCK = "build.lock"


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


def open_to_readers(site: Path) -> None:
    """Give every file the mode that a web server needs, whatever the account's umask is."""
    for path in (site, *sorted(site.rglob("*"))):
        mode = FOLDER_MODE if path.is_dir() else FILE_MODE
        if path.stat().st_mode & 0o777 != mode:
            with suppress(PermissionError):  # our own files: a file system that has no modes
                path.chmod(mode)


def recover(site: Path, old: Path) -> None:
    """Bring back the last good site where a build died between two renames."""
    if old.exists() and not site.exists():
        old.rename(site.resolve())


def publish(new: Path, site: Path, old: Path) -> None:
    """``new`` takes the place of ``site``; what stood there is gone afterwards.

    ``site`` may be a link to the folder. Where the system cannot swap two folders, two renames do
    it by way of ``old``, and :func:`recover` mends what a death between them leaves. Raises OSError
    where the site cannot be replaced; it then stands as it was.
    """
    site = site.resolve()
    open_to_readers(new)
    remove(old)
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        _forget(new)
        return
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    _forget(old)


def _forget(replaced: Path) -> None:
    """Remove the site that was replaced; the new one is published even where that fails."""
    try:
        remove(replaced)
    except OSError as error:
        print(f"published, but the old site could not be removed: {describe(error)}", file=sys.stderr)


@contextmanager
def clean_folders(*folders: Path) -> Iterator[None]:
    """Begin without ``folders``, which a killed build may have left.

    Where the system refuses something they are removed again: a disk that was full gets room.
    """
    for folder in folders:
        remove(folder)
    try:
        yield
    except OSError:
        for folder in folders:
            with suppress(OSError):  # the first refusal is the one to tell
                remove(folder)
        raise


@contextmanager
def only_build(folder: Path, wait: float = 600) -> Iterator[None]:
    """Hold the build folder; a second build waits up to ``wait`` seconds.

    The system releases the lock when its holder dies, so a killed build blocks nobody. Raises
    TimeoutError where the first build is not done by then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    lock = FileLock(path, on_acquired=_name_holder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"another build is running{_holder(path)}; waiting for it", file=sys.stderr)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise TimeoutError(f"another build is still running{_holder(path)}") from error
    try:
        yield
    finally:
        lock.release()


def _name_holder(lock: int) -> None:
    """Write this process's number into the lock, for whoever waits for it."""
    with suppress(OSError):  # whatever really needs a full disk reports it
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())


def _holder(lock: Path) -> str:
    try:
        return f" (process {int(lock.read_text('ascii'))})"
    except (OSError, ValueError):  # being written just now, or not to be read while locked
        return ""
