"""Replace the old site, if a build made it, by the new one: whole or not at all.

The build's folder is one that was empty when the first build made its lock there. A build that is
killed, or that fails, may leave a part of a site in it; the lock then says so.
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools.diagnostics import Code, Place, Problems
from build_tools.publication.project import LOCK
from build_tools.system.files import remove, walk
from build_tools.system.os_errors import describe
from build_tools.website.integrity import MANIFEST, NoManifest, listed_files

SIT014 = Code(
    "SIT014",
    "The place of the site, or of the build's own files, holds something that no build made.",
    "Move it away, then build again: a build replaces only the folders that a build made.",
    example="no build made this file (1 more like it)",
)
RENAME_EXCHANGE = 2
AT_FDCWD = -100
FOLDER_MODE, FILE_MODE = 0o755, 0o644
NEW, OLD = "site-new", "site-old"
"""In the build's folder: the site in the making, and the one that is replaced."""
SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""File managers put these into folders that somebody looks at."""


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
    if old.exists() and not site.exists() and not _not_built(old):
        old.rename(os.path.realpath(site))


def _not_built(site: Path) -> tuple[Path, str] | None:
    """What at ``site`` no build made, and why it is known; None where a build may replace it.

    A build may replace nothing, an empty folder, and the files that the site's manifest lists.
    ``site`` may be a link to such a folder.
    """
    if not os.path.lexists(site):
        return None
    if not site.is_dir():
        return site, "a link that leads to no folder" if site.is_symlink() else "not a folder"
    paths = [path for path in walk(site) if path.name not in SYSTEM_FILES]
    try:
        listed = {site / path for path in (*listed_files(site), MANIFEST)} if paths else set()
    except NoManifest:
        return site, f"no build made it: it has files, but no {MANIFEST} that lists them"
    others = [path for path in paths if path not in listed or path.is_symlink()]
    if not others:
        return None
    more = f" ({len(others) - 1} more like it)" if others[1:] else ""
    return others[0], f"no build made this file{more}"


def check_targets(root: Path, targets: Sequence[Path], problems: Problems) -> None:
    """Report what at ``targets``, below ``root``, no build made, and so no build removes."""
    for target in targets:
        if found := _not_built(target):
            path, reason = found
            problems.add(SIT014, Place(path.relative_to(root).as_posix()), reason)


def claim(folder: Path, problems: Problems) -> bool:
    """Make the build's folder, or report that it is not a build's; whether builds may use it."""
    reason = ""
    if not folder.is_dir():
        if os.path.lexists(folder):
            reason = "a link that leads to no folder" if folder.is_symlink() else "not a folder"
    elif not (folder / LOCK).exists() and any(folder.iterdir()):
        reason = f"no build made it: it has files, but no {LOCK}"
    if reason:
        problems.add(SIT014, Place(folder.name), reason)
        return False
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LOCK).touch()
    return True


def publish(new: Path, site: Path, old: Path) -> None:
    """Replace the folder ``site``, which may be a link to it, by the folder ``new``.

    Where the system cannot swap two folders, two renames do it by way of ``old``, and
    :func:`recover` repairs what a death between them leaves. Raises OSError where the site cannot
    be replaced, or holds something that no build made; it then stays as it was.
    """
    if found := _not_built(site):
        raise FileExistsError(EEXIST, found[1], str(found[0]))
    site = Path(os.path.realpath(site))
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
    """Remove the site that was replaced; the new one is published even if that fails."""
    try:
        remove(replaced)
    except OSError as error:
        print(
            f"published, but the old site could not be removed: {describe(error)}", file=sys.stderr
        )


@contextmanager
def clean_folders(*folders: Path, kept: Sequence[Path] = ()) -> Iterator[None]:
    """Start without ``folders``, which a killed build may have left.

    Where the system fails they are removed again, and those ``kept`` from the last
    build too, so that a full disk gets room.
    """
    for folder in folders:
        remove(folder)
    try:
        yield
    except OSError:
        for folder in (*folders, *kept):
            with suppress(OSError):  # the first error is the one to report
                remove(folder)
        raise


@contextmanager
def only_build(folder: Path, wait: float = 600, name: str = "build") -> Iterator[bool]:
    """Lock the build's folder; whether :data:`NEW` and :data:`OLD` in it are left by a build.

    A second build waits up to ``wait`` seconds; ``name`` is what it waits for. The system releases
    the lock when its holder dies, and no child inherits it: a killed build blocks nobody. Raises
    TimeoutError where the first build is not done by then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    descriptors: list[int] = []
    lock = FileLock(path, on_acquired=descriptors.append)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"another {name} is running{_holder(path)}; waiting for it", file=sys.stderr)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise TimeoutError(f"another {name} is still running{_holder(path)}") from error
    sites = (folder / NEW, folder / OLD)
    is_left = bool(os.fstat(descriptors[-1]).st_size)
    is_foreign = not is_left and any(map(os.path.lexists, sites))
    if not is_foreign:
        _write(descriptors[-1], f"{os.getpid()}\n")
    try:
        yield is_left
    finally:
        if is_foreign or not any(map(os.path.lexists, sites)):
            _write(descriptors[-1], "")
        lock.release()


def _write(lock: int, text: str) -> None:
    """Write into the lock this process's number, for a build that waits for it, or nothing."""
    with suppress(OSError):  # a full disk is reported where it matters
        os.ftruncate(lock, 0)
        os.lseek(lock, 0, os.SEEK_SET)
        os.write(lock, text.encode())


def _holder(lock: Path) -> str:
    try:
        return f" (process {int(lock.read_text('ascii'))})"
    except (OSError, ValueError):  # being written just now, or not to be read while locked
        return ""
