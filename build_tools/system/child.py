"""Run a Python module as a process that ends when the process that started it dies.

Not even SIGKILL leaves it running (Linux, prctl(2), PR_SET_PDEATHSIG). Other systems have no such
signal; there the module runs to its own end.
"""

import ctypes
import os
import runpy
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs ``module`` as a child of this process."""
    return [sys.executable, "-m", __name__, str(os.getpid()), module, *arguments]


def die_with(parent: int) -> None:
    """Let the system kill this process when ``parent`` dies, or exit if it is dead already."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(1)


def main(words: Sequence[str]) -> None:
    """Run the module that ``words`` name after the number of the parent."""
    die_with(int(words[0]))
    sys.argv = list(words[1:])
    runpy.run_module(words[1], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
