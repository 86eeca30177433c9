"""Files and folders: read safely, written whole, written only where they change, removed."""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

MEBIBYTE = 1 << 20
LARGEST = 16 * MEBIBYTE
"""The size in bytes of the largest file that is read, unless a caller says another."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read(path: Path, limit: int = LARGEST) -> bytes:
    """The content of a file that somebody else made.

    Raises OSError for what is not a regular file (a pipe would block, a device may never end), for
    more than ``limit`` bytes, and where the system refuses.
    """
    _demand_regular(path.stat().st_mode, path)  # opening some devices has effects
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _demand_regular(os.fstat(file.fileno()).st_mode, path)
        content = file.read(limit + 1)
    if len(content) > limit:
        most = f"{limit / MEBIBYTE:g} MB"
        raise OSError(errno.EINVAL, f"it is larger than {most}, the most that is read", str(path))
    return content


def json_text(value: object) -> str:
    """``value`` as the text of a JSON file: readable, stable, Chinese unescaped.

    >>> json_text({"b": "字", "a": 1})
    '{\\n "b": "字",\\n "a": 1\\n}\\n'
    """
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _demand_regular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"{kind}, not a file", str(path))


def walk(folder: Path, refused: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Everything below ``folder`` that is not a folder, sorted; links are not followed.

    Nothing is below a folder that does not exist. ``refused`` takes the error of each folder that
    cannot be listed; without it the error is raised.
    """

    def failed(error: OSError) -> None:
        if isinstance(error, FileNotFoundError):
            return
        if refused is None:
            raise error
        refused(error)

    found = []
    for root, folders, names in os.walk(folder, onerror=failed):
        here = Path(root)
        found += [here / name for name in names]
        found += [here / name for name in folders if (here / name).is_symlink()]
    yield from sorted(found)


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it.

    Raises OSError that names the file, also where the disk fills up in the middle of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write ``content`` to ``path`` unless the file has it already; whether it was written.

    The file holds the old content or the new one, whenever the process is killed. Raises OSError,
    also where a pipe or a device is in its place, and then leaves nothing else.
    """
    try:
        _demand_regular(path.stat().st_mode, path)
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    temporary = path.with_name(path.name + ".part")
    try:
        write(temporary, content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return True


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none.

    Everything is written under another name first; where a file cannot take its place, those that
    have theirs get their old content back. Raises OSError.
    """
    parts = {path: path.with_name(path.name + ".part") for path in files}
    replaced: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            write(parts[path], content)
        for path, part in parts.items():
            before = path.read_bytes() if path.exists() else None
            part.replace(path)
            replaced[path] = before
    except OSError:
        for path, before in replaced.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(before)
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def sync(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make ``folder`` hold exactly ``files`` (path to content); how many were written.

    A link in it, or in its place, is removed, never followed.
    """
    # Unwanted files go first: a folder may be where a file is to be, or the other way round.
    if folder.is_symlink():
        folder.unlink()
    wanted = {folder / path for path in files}
    for path in walk(folder):
        if path not in wanted or path.is_symlink():
            path.unlink()
    for root, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            child = Path(root) / name
            if not any(child.iterdir()):
                child.rmdir()
    return sum(write_if_changed(folder / path, content) for path, content in files.items())


@contextmanager
def leaving_nothing(folder: Path, names: Collection[str]) -> Iterator[None]:
    """Where the statement fails or is stopped, remove what it made in ``folder``, new or not.

    It makes the files and folders called ``names`` there, and what is in these. All else in
    ``folder`` is left, as others may write there at the same time.
    """

    def found() -> set[Path]:
        tops = [path for name in names if os.path.lexists(path := folder / name)]
        return {*tops, *chain.from_iterable(path.rglob("*") for path in tops)}

    is_new, before = not os.path.lexists(folder), found()
    try:
        yield
    except BaseException:
        with suppress(OSError):  # the first error is the one to report
            for path in sorted(found() - before):
                remove(path)
            if is_new:
                remove(folder)
        raise


def remove(path: Path) -> None:
    """Remove what is at ``path``, a folder with all its content, if anything is there.

    Raises OSError that names ``path`` where something cannot be removed: what stays would be in
    the way of the next build.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        error.filename = str(path)  # some versions of Python name only the last part
        raise
