"""What commands share: arguments, and what is said at the end, for people or as JSON, in a
terminal, a pipe or a file."""

import codecs
import datetime
import errno
import io
import json
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from build_tools.diagnostics import Problems, formats
from build_tools.system.os_errors import describe


def add_format(command: ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """Add ``--format``."""
    command.add_argument(
        "--format", choices=choices, default="text", help="the format of the output"
    )


def day(text: str) -> datetime.date:
    """The day that an argument names."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"a day such as 2024-01-31, not {text}") from None


@dataclass(frozen=True)
class Report:
    """What a command did and found."""

    problems: Problems = field(default_factory=Problems)
    message: str = ""
    """The result in a line, such as why nothing was written."""
    lines: Sequence[str] = ()
    """What was found, for people."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """The same for programs; ``written`` are the files that were written."""
    status: int | None = None
    """The exit status; None for 1 where a problem is an error, and else 0."""


def unread(problems: Problems) -> Report:
    """What a command says that needs the text, of a publication that has none to read."""
    said = "nothing was written: the text cannot be read; correct these errors first"
    return Report(Problems(problems.errors), said, status=1)


def finish(style: str, report: Report) -> int:
    """Print a report as ``text`` or ``json``; the exit status.

    The JSON of every command is one object: its ``problems``, its ``message``, then its own facts.
    As text, problems go to standard error, and the message too where the command failed.
    """
    status = report.status
    if status is None:
        status = 1 if report.problems.errors else 0
    if style == "json":
        found = {"problems": formats.rows(report.problems), "message": report.message}
        print(json.dumps({**found, **report.facts}, ensure_ascii=False, indent=1))
        return status
    for line in report.lines:
        print(line)
    print_problems(report.problems)
    if report.message:
        print(report.message, file=sys.stderr if status else sys.stdout)
    return status


def print_problems(problems: Problems) -> None:
    """Print all problems to standard error, in colour on a terminal."""
    if text := formats.text(problems, colour=_has_colour(sys.stderr)):
        print(text, file=sys.stderr)


def print_text(text: str) -> None:
    """Print ``text`` as it is, in UTF-8 unless a terminal has another encoding."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.buffer.write(text.encode())


def _has_colour(stream: TextIO) -> bool:
    """Whether to print in colour (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _escape(error: UnicodeError) -> tuple[str, int]:
    r"""Characters that an encoding lacks, as JSON writes them: ``\u5e38``."""
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def printing(program: Callable[[], int]) -> int:
    """Run ``program``; its exit status. No character and no closed pipe ends it in a traceback,
    nor do limits of memory and processes.
    """
    _open_closed_streams()
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
        reason = describe(error)
    except MemoryError:
        reason = describe(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))
    except RuntimeError as error:
        if "start new thread" not in str(error):  # Python has no type of its own for it
            raise
        reason = describe(OSError(errno.EAGAIN, str(error)))
    _discard_output(sys.stdout)
    print(reason, file=sys.stderr)
    return 1


def _open_closed_streams() -> None:
    """Give the program the streams that its shell has closed, as ``>&-`` does: they lead nowhere.

    Else the first file that it opens would take the place of one.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _discard_output(*streams: TextIO) -> None:
    """Let Python's last flush of standard output, and of standard error, fail no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
