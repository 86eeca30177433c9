"""Nothing is lost: builds that are killed, run out of disk or may not write leave the last site.

:mod:`tests.support.broken_builds` breaks many builds in a process of its own. After each it
compares the site with what it must be, file by file, and builds again: that build must make the
right site and leave no other file.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support.broken_builds import Trial
from tests.support.paths import ROOT


@cache
def own_mounts() -> list[str]:
    """The command that gives a process mounts of its own; empty where the system allows none."""
    for words in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        attempt = [*words, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
        if shutil.which("unshare"):
            done = subprocess.run(attempt, capture_output=True, check=False)
            if not done.returncode:
                return words
    return []


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    """All builds that were broken."""
    folder = tmp_path_factory.mktemp("broken")
    run = subprocess.run(
        [*own_mounts(), sys.executable, "-m", "tests.support.broken_builds", folder],
        cwd=ROOT,
        env={**os.environ, "OWN_DISK": "1" if own_mounts() else "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not run.returncode, run.stderr
    return [Trial(**fields) for fields in json.loads(run.stdout)]


def those(trials: list[Trial], what: str) -> Iterator[Trial]:
    """The builds to which ``what`` happened; there are some."""
    found = [trial for trial in trials if trial.what.startswith(what)]
    assert found
    yield from found


def test_the_last_site_stays_and_the_next_is_right(trials: list[Trial]) -> None:
    wrong = [trial for trial in trials if trial.wrong]
    assert [(trial.what, trial.stage, trial.event, trial.wrong) for trial in wrong] == []


def test_builds_are_killed_at_many_points(trials: list[Trial]) -> None:
    killed = list(those(trials, "killed"))
    assert {trial.status for trial in killed} == {-signal.SIGKILL, -signal.SIGXFSZ}
    assert len(killed) >= 35
    # Before the data are read, while pages are staged and rendered, while the site is put
    # together and packed, and while it replaces the other.
    assert {trial.stage for trial in killed} >= {"start", "stage", "render", "verify", "publish"}
    publishing = {trial.event for trial in killed if trial.stage == "publish"}
    assert publishing >= {"os.chmod", "os.rename", "shutil.rmtree", "os.remove", "os.rmdir"}
    assert sys.platform != "linux" or "ctypes.dlsym" in publishing  # the swap


def test_a_killed_build_blocks_nobody(trials: list[Trial]) -> None:
    """Its renderers end with it, so not even the build after it has to wait."""
    assert [trial.printed for trial in those(trials, "killed while rendering")] == [[]]
    assert [line for trial in those(trials, "killed") for line in trial.printed] == []


def test_a_renderer_is_killed(trials: list[Trial]) -> None:
    (trial,) = those(trials, "one renderer killed")
    assert trial.status == 1
    (line,) = trial.printed
    assert line == "nothing was published: a part of the build was ended from outside (status -9)"


def test_a_mistake_after_a_kill(trials: list[Trial]) -> None:
    """The site comes back, though the build that finds it put aside fails."""
    (trial,) = those(trials, "bad data after a kill")
    assert trial.status == 1
    assert trial.printed[-1] == "nothing was published; the last good site is kept"


def test_two_at_once(trials: list[Trial]) -> None:
    (trial,) = those(trials, "two at once")
    (line,) = trial.printed
    assert line.startswith("another build is running (process ")
    assert line.endswith("); waiting for it")


REFUSALS = {
    "the system has no room": "the disk is full (No space left on device): ",
    "the system is read-only": "the disk may only be read (Read-only file system): /",
    "a file in the way": "something else is there (Not a directory): /",
    "a file changed meanwhile": "the disk failed (not what was written): /",
    "no right to": "permission is missing (Permission denied): /",
}
ON_A_DISK = {
    "full disk": "the disk is full (No space left on device): ",
    "full disk for the renderer": "the disk is full (No space left on device): ",
    "read-only disk": "the disk may only be read (Read-only file system): /",
}


def test_what_is_published_is_said_to_be(trials: list[Trial]) -> None:
    assert [trial.status for trial in those(trials, "no room after publishing")] == [0]


@pytest.mark.parametrize("what", [*REFUSALS, *ON_A_DISK])
def test_one_line_says_what_where_and_what_to_do(what: str, trials: list[Trial]) -> None:
    if what in ON_A_DISK and not own_mounts():
        pytest.skip("this account may mount no disk; the system's answer is tested without one")
    for trial in those(trials, what):
        assert trial.status == 1
        (line,) = trial.printed
        assert line.startswith(f"nothing was published: {(REFUSALS | ON_A_DISK)[what]}"), line
        assert "; " in line
