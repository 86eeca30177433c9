"""``completion``: a script that completes commands and options in a shell."""

from __future__ import annotations

import importlib
import sys
from argparse import ArgumentParser, Namespace

from build_tools.cli import PROGRAM, parser

DETAILS = (
    f'It completes `{PROGRAM}`. In bash: eval "$({PROGRAM} completion bash)"; in zsh, put the '
    f"output into a file _{PROGRAM} of a folder in $fpath."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh"))


def run(arguments: Namespace) -> int:
    try:
        shtab = importlib.import_module("shtab")
    except ModuleNotFoundError:
        print("the package shtab is missing: make setup installs it", file=sys.stderr)
        return 1
    complete = parser()
    complete.prog = PROGRAM
    print(shtab.complete(complete, shell=arguments.shell))
    return 0
