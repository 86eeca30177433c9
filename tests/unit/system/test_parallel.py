"""Work in parallel processes, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from tests.support.paths import ROOT

HEAD = """
import os, signal, subprocess, sys, time
from pathlib import Path
from build_tools.system.parallel import beside
from build_tools.system.signals import Stopped, ended_with_us, heed, program, to_the_end
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started with
SLEEP = [sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(60)"]

def begun(*words):
    print("begun", *words, flush=True)
"""


def stopped(code: str, *signals: int) -> tuple[int, list[str], list[str]]:
    """Run ``code``, send it ``signals`` once it has begun; its status and what it told."""
    run = subprocess.Popen(
        [sys.executable, "-c", HEAD + textwrap.dedent(code)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stdout
    first = run.stdout.readline()
    for number in signals:
        run.send_signal(number)
    out, errors = run.communicate(timeout=30)
    return run.returncode, (first + out).split(), errors.splitlines()


def is_gone(process: int) -> bool:
    """Whether a process is done for; one that nobody has asked after yet is."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(process, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False


def test_works_beside_each_other_end_with_what_they_started() -> None:
    code = """
    def work():
        run = subprocess.Popen(SLEEP, stdout=subprocess.DEVNULL)
        try:
            begun(run.pid, os.getpid())
            run.wait()
        finally:
            run.kill()
    def main():
        with beside([work]) as collect:
            collect()
    sys.exit(program(main))
    """
    status, (_, *processes), told = stopped(code, signal.SIGTERM)
    assert (status, told) == (143, ["stopped"])
    assert len(processes) == 2
    assert all(is_gone(int(process)) for process in processes)


def test_works_end_where_the_other_side_fails() -> None:
    code = """
    began = time.monotonic()
    try:
        with beside([lambda: time.sleep(60)]):
            begun()
            raise ValueError("failed")
    except ValueError as error:
        print(error, time.monotonic() - began < 10)
    """
    assert stopped(code) == (0, ["begun", "failed", "True"], [])
