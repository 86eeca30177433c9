"""The program: ``bilingual-publication COMMAND``, or ``python -m build_tools COMMAND``."""

import sys

from build_tools.cli import main
from build_tools.cli.output import printing
from build_tools.system.signals import run_program


def run() -> int:
    """Run as a program; the exit status."""
    return printing(lambda: run_program(main))


if __name__ == "__main__":
    sys.exit(run())
