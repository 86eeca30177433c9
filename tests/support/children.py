"""Child processes in which the system refuses something, without patches: by audit hooks and modes.

``python -m tests.support.children TROUBLE MODULE:FUNCTION PATH…`` calls the function with the
paths. Whatever it raises ends the child in a traceback.
"""

import ctypes
import errno
import importlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import ROOT

Trouble = str
"""``none``; ``no-exchange``: the system cannot swap two folders; ``second-rename``: nor is there
room for the second rename; ``modes``: read-only folders are read-only for root, too; ``limit``:
files of at most 4096 bytes."""


def run(trouble: Trouble, function: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Call ``function`` in a child process in which there is ``trouble``."""
    command = [sys.executable, "-m", __name__, trouble, function, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def obey_modes() -> None:
    """Give up the superuser's right to write everywhere (capset(2)), where this is it."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())


def no_exchange(event: str, arguments: tuple[object, ...]) -> None:
    """For an audit hook: a system that cannot swap two folders."""
    if event == "ctypes.dlsym" and arguments[1] == "renameat2":
        raise AttributeError("renameat2")


def _no_second_rename() -> Callable[[str, tuple[object, ...]], None]:
    seen = 0

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        seen += event == "os.rename"
        if event == "os.rename" and seen == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return hook


def set_trouble(trouble: Trouble) -> None:
    if trouble in ("no-exchange", "second-rename"):
        sys.addaudithook(no_exchange)
    if trouble == "second-rename":
        sys.addaudithook(_no_second_rename())
    if trouble == "modes":
        obey_modes()
    if trouble == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


if __name__ == "__main__":
    module, _, name = sys.argv[2].partition(":")
    called = getattr(importlib.import_module(module), name)
    set_trouble(sys.argv[1])
    called(*map(Path, sys.argv[3:]))
