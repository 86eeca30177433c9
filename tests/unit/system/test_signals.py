"""Orders to stop: one plain line, the exit status of shells, and nothing that goes on running."""

import signal
import subprocess
import sys
import textwrap

import pytest

from tests.support.paths import ROOT

HEAD = """
import os, signal, sys, time
from pathlib import Path
from build_tools.system.signals import run_program, shield
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started with
signal.signal(signal.SIGHUP, signal.SIG_DFL)

def begun(*words):
    print("begun", *words, flush=True)
"""


def stopped(code: str, *signals: int) -> tuple[int, list[str], list[str]]:
    """Run ``code``, send it ``signals`` once it has begun; its status and what it reported."""
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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_line_and_the_status_of_shells(number: signal.Signals) -> None:
    code = "sys.exit(run_program(lambda: begun() or time.sleep(60)))"
    assert stopped(code, number) == (128 + number, ["begun"], ["stopped"])


def test_a_program_that_ends_by_itself() -> None:
    assert stopped("sys.exit(run_program(lambda: begun() or 3))") == (3, ["begun"], [])


def test_what_is_to_be_ignored_stays_so() -> None:
    """As ``nohup`` has it, or a shell that runs something behind it."""
    code = """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(run_program(lambda: begun() or time.sleep(0.2) or 0))
    """
    assert stopped(code, signal.SIGINT) == (0, ["begun"], [])


def test_putting_things_in_order_is_not_stopped() -> None:
    code = """
    def main():
        try:
            begun()
            time.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
            print("done", flush=True)
    sys.exit(run_program(main))
    """
    assert stopped(code, signal.SIGINT) == (130, ["begun", "done"], ["stopped"])


def test_an_order_that_python_drops_is_given_again() -> None:
    code = """
    class Freed:
        def __del__(self):
            begun()
            time.sleep(60)
    def main():
        freed = Freed()
        del freed
        time.sleep(60)
    sys.exit(run_program(main))
    """
    assert stopped(code, signal.SIGTERM) == (143, ["begun"], ["stopped"])


def test_what_must_not_be_half_done_is_done_whole() -> None:
    code = """
    def main():
        with shield():
            begun()
            time.sleep(0.2)
            print("done")
        return 0
    sys.exit(run_program(main))
    """
    assert stopped(code, signal.SIGTERM) == (0, ["begun", "done"], [])
