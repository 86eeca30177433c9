"""What the system refuses, in plain words."""

import errno
import os

import pytest

from build_tools.system.os_errors import REASONS, describe, find_in_output

FULL = "No space left on device"


def error(number: int, *names: str) -> OSError:
    first, second = [*names, None, None][:2]
    return OSError(number, os.strerror(number), first, None, second)


@pytest.mark.parametrize("number", sorted(REASONS))
def test_every_reason_is_one_line_with_its_place_and_remedy(number: int) -> None:
    line = describe(error(number, "site/a.html"))
    reason, remedy = REASONS[number]
    assert line == f"{reason} ({os.strerror(number)}): site/a.html; {remedy}"
    assert line.count("\n") == 0


def test_both_names_of_a_move() -> None:
    assert describe(error(errno.EXDEV, "a", "b")).split("; ")[0].endswith(": a to b")


def test_other_errors_are_told_as_the_system_does() -> None:
    assert (
        describe(TimeoutError("another build is still running")) == "another build is still running"
    )
    assert describe(error(errno.ENOENT, "data/a.yml")) == "No such file or directory: data/a.yml"


@pytest.mark.parametrize(
    ("last", "names"),
    [
        (f"OSError: [Errno 28] {FULL}: '/a/x' -> '/b/x'", ("/a/x", "/b/x")),
        (f'OSError: [Errno 28] {FULL}: "/it\'s/x"', ("/it's/x", None)),
        (f"OSError: [Errno 28] {FULL}", ("there", None)),
        ("PermissionError: [Errno 13] Permission denied: '/b'", ("/b", None)),
    ],
)
def test_a_refusal_of_another_program(last: str, names: tuple[str, str | None]) -> None:
    found = find_in_output(
        f"INFO - Building\nTraceback (most recent call last):\n  x\n{last}\n", "there"
    )
    assert found
    assert (found.filename, found.filename2) == names
    assert f"[Errno {found.errno}]" in last


@pytest.mark.parametrize(
    "output",
    [
        "",
        "Aborted with 1 warnings in strict mode!",
        "FileNotFoundError: [Errno 2] No such file or directory: 'x'",  # a mistake
        f"OSError: [Errno 28] {FULL}\nAborted",  # not what ended it
        "a page says OSError: [Errno 28]",
    ],
)
def test_no_refusal(output: str) -> None:
    assert find_in_output(output, "there") is None
