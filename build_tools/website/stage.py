"""Write the staged pages: ``build/docs/<edition>/``, plain Markdown and its assets.

A file that would not change is not written again, and one that is no longer wanted is removed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write ``content`` to ``path`` unless it holds just that; whether it was written."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True


def stage(folder: Path, files: Mapping[str, bytes]) -> int:
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
        if path.is_file() and not path.name.startswith(".")
    }


def remove(folder: Path) -> None:
    """Remove ``folder`` and what it holds, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
