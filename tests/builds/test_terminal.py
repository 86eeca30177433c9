"""The program as a process: no pipe, encoding or full disk ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.publications import full, tiny


def run(
    words: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The program in a shell, in a pipe as the shell's words say."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m build_tools {words}"],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def test_a_pipe_and_a_file_get_no_colour(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    (project.data / "errata.yml").write_text("- colour: red\n", "utf-8")
    done = run(f"--root {tmp_path} check")
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert done.stderr.decode().rstrip().splitlines()[-1].endswith(" in 1 file")


@pytest.mark.parametrize("name", ["LC_ALL=C", "PYTHONIOENCODING=ascii", "PYTHONIOENCODING=latin-1"])
def test_an_output_that_is_not_utf_8(name: str) -> None:
    key, _, value = name.partition("=")
    done = run("restore -", stdin="現(xiàn)在。\n".encode(), environment={key: value})
    assert done.returncode == 0
    assert done.stdout.decode() == "現在。\n"
    assert b"Traceback" not in done.stderr


def test_data_in_an_output_that_is_not_utf_8() -> None:
    words = f"--root {full.folder} propose farmland"
    done = run(f"{words} --format json", environment={"PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout)["proposals"]["farmland"]
    done = run(f"{words} --limit 1", environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", ["--help", "check", "report"])
def test_a_pipe_that_closes(words: str) -> None:
    program = f"--root {tiny.folder} {words}"
    done = run(f"{program} 2>&1 | head -n 1")
    assert done.returncode in (0, 141)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"BrokenPipe" not in done.stdout + done.stderr
    done = run(f"{program} | true")
    assert b"Error" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_output_that_is_full() -> None:
    done = run(f"--root {tiny.folder} check > /dev/full")
    assert done.returncode == 1
    assert b"\nthe disk is full" in b"\n" + done.stderr
