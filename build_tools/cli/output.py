"""What several commands need: problems and JSON in a terminal, a pipe or a file."""

from __future__ import annotations

import codecs
import io
import json
import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from build_tools.diagnostics import Problems, formats
from build_tools.records import publication
from build_tools.system.os_errors import describe


def add_format(command: ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """Add ``--format``."""
    command.add_argument(
        "--format", choices=choices, default="text", help="the format of the output"
    )


def print_problems(problems: Problems) -> int:
    """Print all problems to standard error, in colour on a terminal; the exit status."""
    if text := formats.text(problems, colour=_has_colour(sys.stderr)):
        print(text, file=sys.stderr)
    return 1 if problems.errors else 0


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_text(text: str) -> None:
    """Print ``text`` as it is, in UTF-8 unless a terminal has another encoding."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def site_of(data: Path) -> str:
    """The site's address, or "" where the data do not have it."""
    record = publication.load(data, Problems())
    return publication.site_url(record.value) if record else ""


def _has_colour(stream: TextIO) -> bool:
    """Whether to print in colour (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _escape(error: UnicodeError) -> tuple[str, int]:
    r"""Characters that an encoding lacks, as JSON writes them: ``\u5e38``."""
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def printing(program: Callable[[], int]) -> int:
    """Run ``program``; its exit status. No character and no closed pipe ends it in a traceback."""
    codecs.register_error("escape", _escape)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="escape")
    try:
        try:
            return program()
        finally:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
    except BrokenPipeError:  # as in `check | head`
        _discard_output()
        return 128 + getattr(signal, "SIGPIPE", 13)
    except OSError as error:
        _discard_output(sys.stdout)
        print(describe(error), file=sys.stderr)
        return 1


def _discard_output(*streams: TextIO) -> None:
    """Let Python's last flush of standard output, and of standard error, fail no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
