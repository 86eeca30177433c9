"""The program: ``bilingual-publication COMMAND``, or ``python -m build_tools COMMAND``."""

import gc
import os
from typing import NoReturn

from build_tools.cli import main
from build_tools.cli.output import printing
from build_tools.system.signals import run_program


def run() -> NoReturn:
    """Run as a program, and end it with its exit status."""
    # Most records stay to the end: each collection looks at all in vain.
    gc.set_threshold(1_000_000)
    # Nor are they freed one by one. All output is flushed, and all that was started has ended.
    os._exit(printing(lambda: run_program(main)))


if __name__ == "__main__":
    run()
