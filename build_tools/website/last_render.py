"""What is rendered of an edition, and which of its pages have changed since.

A page depends on the configuration (which holds the titles of all pages), on the theme, on the
renderer, on the paths of all staged files, and on its own Markdown. Where only the Markdown of some
pages has changed, the output of the others stays.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from build_tools.system.cache import fingerprint, generator_state
from build_tools.system.files import read, remove, walk, write
from build_tools.website.integrity import file_hashes


@dataclass(frozen=True)
class Inputs:
    """Everything that the output of one edition depends on."""

    frame: str
    """A fingerprint of what every page depends on."""
    files: dict[str, str]
    """The SHA-256 of each staged file, by its path."""


def inputs(configuration: str, command: str, docs: Path) -> Inputs:
    """The inputs of an edition whose pages are staged in ``docs``."""
    files = file_hashes(docs)
    return Inputs(fingerprint(generator_state(), configuration, command, *files), files)


def changed(now: Inputs, docs: Path, out: Path, record: Path) -> list[str] | None:
    """The staged files whose output is missing in ``out``; None where all must be made anew.

    ``record`` is what :func:`remember` wrote. The output of the changed files is removed, and the
    staged files get a date before that of any output, so that only those are rendered.
    """
    try:
        before = json.loads(read(record))
        outputs = file_hashes(out)
        usable = before["frame"] == now.frame and before["outputs"] == outputs
        differing = [path for path, sha256 in now.files.items() if before["files"][path] != sha256]
    except (OSError, ValueError, KeyError, TypeError):
        usable = False
    remove(record)  # until the output is whole again
    if not usable:
        return None
    for name in differing:
        remove(out / (f"{name[:-3]}.html" if name.endswith(".md") else name))
    for path in walk(docs):
        os.utime(path, (0, 0))
    return differing


def remember(now: Inputs, out: Path, record: Path) -> None:
    """Write down what the output in ``out`` was made from."""
    state = {"frame": now.frame, "files": now.files, "outputs": file_hashes(out)}
    write(record, json.dumps(state).encode())
