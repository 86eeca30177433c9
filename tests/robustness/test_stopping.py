"""A build that is stopped leaves the last good site."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from build_tools.publication.project import LOCK
from build_tools.website.integrity import MANIFEST, file_hashes
from tests.support.paths import ROOT
from tests.support.publications import tiny


def test_a_build(tmp_path: Path) -> None:
    """Stopped while pages are staged and rendered: the last good site is kept."""
    project = tiny.project(tmp_path)
    manifest = project.site / MANIFEST  # only a folder that a build made is replaced
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"files": {"index.html": ""}}', "utf-8")
    (project.site / "index.html").write_text("the last good one", "utf-8")
    before = file_hashes(project.site)
    run = subprocess.Popen(
        [sys.executable, "-m", "build_tools", "--root", tmp_path, "site"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stderr
    while not run.stderr.readline().startswith("books"):
        assert run.poll() is None
    run.send_signal(signal.SIGTERM)
    out, errors = run.communicate(timeout=30)
    assert run.returncode == 143
    assert out == ""
    assert errors == "stopped: the new site was not published; the last good one is kept\n"
    assert file_hashes(project.site) == before
    try:
        FileLock(project.build / LOCK).acquire(timeout=1).lock.release()
    except Timeout:
        pytest.fail("something that the build started still runs, and holds its lock")
