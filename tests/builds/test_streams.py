"""Every quick command into a pipe that closes, an output without UTF-8, or none: no traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import TextIO

import pytest

from build_tools.cli import COMMANDS, main
from build_tools.cli.output import printing
from tests.support.paths import ROOT
from tests.support.processes import in_one_process
from tests.support.publications import tiny

QUICK = (
    *("--help", "check", "check --format json", "check --format sarif", "check --drafts"),
    *("report", "report --format json", "propose", "propose gdp --format json"),
    *("export out", "import out/translation.po --dry-run", "align en.txt --dry-run", "draft"),
    *("schemas", "release 1", "upgrade --dry-run", "restore a.txt", "completion bash"),
    *("restore a.txt --format json", "new city a.txt", "verify out", "site --renderer none"),
)
"""A command line of each command that ends by itself within a second or two."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project in the working folder, with what its commands are given."""
    root = tmp_path_factory.mktemp("place")
    tiny.project(root)
    (root / "en.txt").write_text("Nothing of this report.\n", "utf-8")
    (root / "a.txt").write_text("現(xiàn)在，我們(men)的ā路。\n", "utf-8")
    with chdir(root):
        yield root


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[TextIO | None], Path]:
    """Sets standard output; standard error goes into the file whose path it returns."""

    def set_output(output: TextIO | None) -> Path:
        path = tmp_path / "errors"
        monkeypatch.setattr(sys, "stderr", path.open("w", encoding="ascii"))
        monkeypatch.setattr(sys, "stdout", output)
        return path

    return set_output


def status_of(words: str) -> int:
    """The exit status of the program; an exception that it does not handle fails the test."""
    try:
        return printing(lambda: main(words.split()))
    except SystemExit as end:  # argparse, after --help
        return int(end.code or 0)


def test_every_command_is_tried() -> None:
    assert {words.split()[0] for words in QUICK} == {*COMMANDS, "--help"} - {"serve"}


@pytest.mark.parametrize("words", QUICK)
def test_a_pipe_that_nobody_reads(words: str, place: Path, streams: Callable[..., Path]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    errors = streams(os.fdopen(writer, "w", encoding="utf-8"))
    assert status_of(words) in (0, 1, 2, 141)
    assert "BrokenPipe" not in errors.read_text()


@pytest.mark.parametrize("words", QUICK)
def test_an_output_that_is_not_utf_8(
    words: str, place: Path, tmp_path: Path, streams: Callable[..., Path]
) -> None:
    path = tmp_path / "output"
    with path.open("w", encoding="ascii") as output:
        streams(output)
        with in_one_process():
            assert status_of(words) in (0, 1, 2)
    if "json" in words:
        assert json.loads(path.read_text("ascii"))["problems"] is not None


@pytest.mark.parametrize("words", QUICK)
def test_no_standard_output(words: str, place: Path, streams: Callable[..., Path]) -> None:
    """As ``>&-`` leaves it."""
    streams(None)
    with in_one_process():
        assert status_of(words) in (0, 1, 2)


def test_a_locale_without_utf_8(place: Path) -> None:
    """Nothing is read or written in the locale's encoding; one process tries all commands."""
    code = (
        "import sys\n"
        "from tests.builds.test_streams import in_one_process, status_of\n"
        "with in_one_process():\n"
        "    for words in sys.argv[1:]: status_of(words)"
    )
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, *QUICK],
        env={**os.environ, **locale, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_output_that_is_full(place: Path, streams: Callable[..., Path]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as output:
        errors = streams(output)
        assert status_of("check") == 1
        sys.stderr.flush()
    assert errors.read_text("ascii").startswith("the disk is full")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory (Cannot allocate memory); end other programs"),
        (RuntimeError("can't start new thread"), "this account may start no more processes (can't"),
    ],
)
def test_a_limit_is_one_line(error: Exception, said: str, streams: Callable[..., Path]) -> None:
    def program() -> int:
        raise error

    errors = streams(sys.stdout)
    assert printing(program) == 1
    sys.stderr.flush()
    assert errors.read_text().startswith(said)
    assert len(errors.read_text().splitlines()) == 1
