"""``completion``: a script that completes commands and options in a shell."""

from argparse import ArgumentParser, Namespace

import shtab

from build_tools.cli import PROGRAM, parser
from build_tools.cli.output import Report

DETAILS = (
    f'It completes `{PROGRAM}`. In bash: eval "$({PROGRAM} completion bash)"; in zsh, put the '
    f"output into a file _{PROGRAM} of a folder in $fpath; in fish: {PROGRAM} completion fish | "
    "source"
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")


def run(arguments: Namespace) -> Report:
    complete = parser()
    complete.prog = PROGRAM
    return Report(lines=[shtab.complete(complete, shell=arguments.shell)])
