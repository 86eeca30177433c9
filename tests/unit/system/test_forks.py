"""Work in parallel, in forks."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from build_tools.system.forks import Forks
from tests.support.paths import ROOT
from tests.support.processes import are_gone

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux forks")


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

    with Forks() as forks:
        made = [forks.start(work) for _ in range(2)]
        found = {finish() for finish in made}
    assert len(found) == 2
    assert os.getpid() not in found
    assert seen == []


def test_with_threads_the_work_is_done_here_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    seen: list[int] = []
    with Forks() as forks:
        finish = forks.start(lambda: seen.append(os.getpid()))
        assert seen == []
        finish()
    assert seen == [os.getpid()]


@linux
def test_where_no_process_can_be_started_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with Forks() as forks:
        monkeypatch.setattr(os, "fork", fail)
        assert forks.start(os.getpid)() == os.getpid()


@linux
def test_too_little_memory_in_a_fork_is_too_little_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def work() -> str:
        raise MemoryError

    monkeypatch.setattr("build_tools.system.forks.format_exc", work)
    with Forks() as forks:
        finish = forks.start(work)
        with pytest.raises(MemoryError):
            finish()
    assert capfd.readouterr().err == ""


@linux
def test_a_signal_before_a_fork_has_handlers_of_its_own_ends_it_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fork() -> int:
        number = started()
        if not number:
            signal.raise_signal(signal.SIGTERM)
        return number

    def stop(_number: int, _frame: object) -> None:
        os.write(2, b"the handler of this process runs in the fork")
        os._exit(1)

    started = os.fork
    before = signal.signal(signal.SIGTERM, stop)
    try:
        with Forks() as forks:
            monkeypatch.setattr(os, "fork", fork)
            finish = forks.start(os.getpid)
            with pytest.raises(ChildProcessError):
                finish()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capfd.readouterr().err == ""


@linux
def test_what_was_raised_says_where() -> None:
    with Forks() as forks:
        finish = forks.start(lambda: int("none"))
        with pytest.raises(ValueError, match="none") as raised:
            finish()
    assert "in _work" in raised.value.__notes__[0]


@linux
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_fork_that_was_killed_is_reported(sign: signal.Signals) -> None:
    with Forks() as forks:
        finish = forks.start(lambda: os.kill(os.getpid(), sign))
        with pytest.raises(ChildProcessError, match="ended from outside"):
            finish()


@linux
def test_a_signal_that_is_ignored_here_is_ignored_there() -> None:
    """As ``nohup`` has SIGHUP ignored."""

    def work() -> str:
        os.kill(os.getpid(), signal.SIGHUP)
        return "done"

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Forks() as forks:
            assert forks.start(work)() == "done"
    finally:
        signal.signal(signal.SIGHUP, before)


@linux
def test_none_outlives_the_statement() -> None:
    start = time.monotonic()
    with Forks() as forks:
        forks.start(lambda: time.sleep(60))
    assert time.monotonic() - start < 30


PARENT = """
import os, sys, time
from pathlib import Path
from build_tools.system.forks import Forks

def work():
    Path(sys.argv[1]).write_text(str(os.getpid()))
    time.sleep(60)

with Forks() as forks:
    forks.start(work)
    time.sleep(60)
"""


@linux
def test_none_outlives_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "fork"
    with subprocess.Popen([sys.executable, "-c", PARENT, str(path)], cwd=ROOT) as parent:
        end = time.monotonic() + 30
        while not (path.exists() and path.read_text()):
            assert time.monotonic() < end
            time.sleep(0.02)
        fork = int(path.read_text())
        parent.kill()
    assert are_gone([fork])
