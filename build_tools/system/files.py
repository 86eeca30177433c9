"""Files and folders: written whole, written only where they change, removed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


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
    """Write ``content`` to ``path`` unless it holds just that; whether it was written.

    The file holds the old content or the new one, whenever the build is killed.
    """
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    temporary = path.with_name(path.name + ".part")
    write(temporary, content)
    temporary.replace(path)
    return True


def sync(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make ``folder`` hold exactly ``files`` (path to content); how many were written."""
    # What is not wanted goes first: a folder may stand where a file is to be, or the other way.
    wanted = {folder / path for path in files}
    for root, folders, names in os.walk(folder, topdown=False):
        for name in names:
            if Path(root) / name not in wanted:
                (Path(root) / name).unlink()
        for name in folders:
            child = Path(root) / name
            if not any(child.iterdir()):
                child.rmdir()
    return sum(write_if_changed(folder / path, content) for path, content in files.items())


def folder_files(folder: Path, below: str = "") -> dict[str, bytes]:
    """The files of ``folder`` by their path, put below ``below``."""
    return {
        f"{below}{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(name.startswith(".") for name in path.relative_to(folder).parts)
    }


def remove(path: Path) -> None:
    """Remove what stands at ``path``, a folder with all it holds, if anything does.

    Raises OSError that names ``path`` where something cannot be removed: what stays would stand in
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
