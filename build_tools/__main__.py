"""The program: ``bilingual-publication COMMAND``, or ``python -m build_tools COMMAND``."""

import gc
import sys

from build_tools.cli import main
from build_tools.cli.output import printing
from build_tools.system.signals import run_program


def run() -> int:
    """Run as a program; the exit status."""
    gc.set_threshold(
        1_000_000
    )  # Most records stay to the end: each collection looks at all in vain.
    return printing(lambda: run_program(main))


if __name__ == "__main__":
    sys.exit(run())
