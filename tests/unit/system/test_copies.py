"""Work in copies of a process."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from build_tools.system.copies import Copies
from tests.support.paths import ROOT
from tests.support.processes import are_gone

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="copies are made by fork")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the program: the workers of the test runner have threads."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@linux
def test_work_is_done_in_other_processes_and_changes_nothing_here() -> None:
    seen: list[int] = []

    def work() -> int:
        seen.append(1)
        return os.getpid()

    with Copies() as copies:
        made = [copies.start(work) for _ in range(2)]
        found = {finish() for finish in made}
    assert len(found) == 2
    assert os.getpid() not in found
    assert seen == []


def test_with_threads_the_work_is_done_here_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    seen: list[int] = []
    with Copies() as copies:
        finish = copies.start(lambda: seen.append(os.getpid()))
        assert seen == []
        finish()
    assert seen == [os.getpid()]


@linux
def test_what_was_raised_says_where() -> None:
    with Copies() as copies:
        finish = copies.start(lambda: int("none"))
        with pytest.raises(ValueError, match="none") as raised:
            finish()
    assert "in _work" in raised.value.__notes__[0]


@linux
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_copy_that_was_killed_is_told(sign: signal.Signals) -> None:
    with Copies() as copies:
        finish = copies.start(lambda: os.kill(os.getpid(), sign))
        with pytest.raises(ChildProcessError, match="ended from outside"):
            finish()


@linux
def test_none_outlives_the_statement() -> None:
    start = time.monotonic()
    with Copies() as copies:
        copies.start(lambda: time.sleep(60))
    assert time.monotonic() - start < 30


PARENT = """
import os, sys, time
from pathlib import Path
from build_tools.system.copies import Copies

def work():
    Path(sys.argv[1]).write_text(str(os.getpid()))
    time.sleep(60)

with Copies() as copies:
    copies.start(work)
    time.sleep(60)
"""


@linux
def test_none_outlives_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "copy"
    with subprocess.Popen([sys.executable, "-c", PARENT, str(path)], cwd=ROOT) as parent:
        end = time.monotonic() + 30
        while not (path.exists() and path.read_text()):
            assert time.monotonic() < end
            time.sleep(0.02)
        copy = int(path.read_text())
        parent.kill()
    assert are_gone([copy])
