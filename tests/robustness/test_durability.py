"""Nothing is lost: builds that are killed, run out of disk or may not write leave the last site.

What happened is told by ``tests/breaking.py``, which breaks many builds in a process of its own.
After each it compared the site with what it must be, file by file, and built again: that build had
to make the right site and leave no other file behind.
"""

from __future__ import annotations

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
from tests.breaking import Done

from tests.support.paths import ROOT


@cache
def own_mounts() -> list[str]:
    """The command that gives a process mounts of its own; empty where the system allows none."""
    for words in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        trial = [*words, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
        if shutil.which("unshare"):
            tried = subprocess.run(trial, capture_output=True, check=False)
            if not tried.returncode:
                return words
    return []


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> list[Done]:
    """All builds that were broken."""
    folder = tmp_path_factory.mktemp("breaking")
    run = subprocess.run(
        [*own_mounts(), sys.executable, "-m", "tests.breaking", folder],
        cwd=ROOT,
        env={**os.environ, "OWN_DISK": "1" if own_mounts() else "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not run.returncode, run.stderr
    return [Done(**told) for told in json.loads(run.stdout)]


def those(broken: list[Done], what: str) -> Iterator[Done]:
    """The builds to which ``what`` happened; there are some."""
    found = [done for done in broken if done.what.startswith(what)]
    assert found
    yield from found


def test_the_last_site_stands_and_the_next_is_right(broken: list[Done]) -> None:
    assert [(done.what, done.stage, done.event, done.wrong) for done in broken if done.wrong] == []


def test_builds_are_killed_at_many_points(broken: list[Done]) -> None:
    killed = list(those(broken, "killed"))
    assert {done.status for done in killed} == {-signal.SIGKILL}
    assert len(killed) >= 40
    # Before the data are read, while pages are staged and rendered, while the site is put
    # together and packed, and while it takes the other's place.
    stages = {done.stage for done in killed}
    assert stages >= {"start", "books", "pages", "verify", "publish"}
    publishing = [done.event for done in killed if done.stage == "publish"]
    assert {"os.chmod", "os.rename", "shutil.rmtree", "os.remove", "os.rmdir"} <= set(publishing)
    assert sys.platform != "linux" or "ctypes.dlsym" in publishing  # the swap
    assert any(done.event == "half-written" for done in killed)


def test_a_killed_build_blocks_nobody(broken: list[Done]) -> None:
    for done in those(broken, "killed"):
        assert done.what in LEFT_RUNNING or done.said == []


LEFT_RUNNING = ("killed while rendering", "killed while staging")


@pytest.mark.parametrize("what", LEFT_RUNNING)
def test_what_a_killed_build_left_running_is_waited_for(what: str, broken: list[Done]) -> None:
    (done,) = those(broken, what)
    assert [line.partition(" (")[0] for line in done.said] == ["another build is running"]


def test_a_part_of_a_build_is_killed(broken: list[Done]) -> None:
    (done,) = those(broken, "one edition killed")
    assert done.status == 1
    (line,) = done.said
    assert line == ("nothing was published: a part of the build was ended from outside (status -9)")


def test_a_mistake_after_a_kill(broken: list[Done]) -> None:
    """The site comes back, though the build that finds it put aside fails."""
    (done,) = those(broken, "bad data after a kill")
    assert done.status == 1
    assert done.said[-1] == "nothing was published; the last good site stands"


def test_two_at_once(broken: list[Done]) -> None:
    (done,) = those(broken, "two at once")
    (line,) = done.said
    assert line.startswith("another build is running (process ")
    assert line.endswith("); waiting for it")


REFUSALS = {
    "no room, by the system's word": "the disk is full (No space left on device): /",
    "read-only, by its word": "the disk may only be read (Read-only file system): /",
    "a file in the way": "something else stands there (File exists): /",
    "a file changed meanwhile": "the disk failed (not what was written): /",
    "no right to": "permission is missing (Permission denied): /",
}
ON_A_DISK = {
    "full disk": "the disk is full (No space left on device): /",
    "full disk for the renderer": "the disk is full (No space left on device): /",
    "read-only disk": "the disk may only be read (Read-only file system): /",
}


@pytest.mark.parametrize("what", [*REFUSALS, *ON_A_DISK])
def test_one_line_says_what_where_and_what_to_do(what: str, broken: list[Done]) -> None:
    if what in ON_A_DISK and not own_mounts():
        pytest.skip("this account may mount no disk; the system's word is tested without one")
    for done in those(broken, what):
        assert done.status == 1
        (line,) = done.said
        assert line.startswith(f"nothing was published: {(REFUSALS | ON_A_DISK)[what]}"), line
        assert "; " in line
