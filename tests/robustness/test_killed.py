"""A build that is killed at any moment leaves no process, no lock and only whole sites.

Ten moments are tried, seeded; ``KILLS=50`` in the environment tries more.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from build_tools.cli import main
from build_tools.publication.project import LOCK, Project
from build_tools.website.integrity import compare_with_manifest, file_hashes
from tests.support.paths import ROOT
from tests.support.processes import are_gone
from tests.support.publications import tiny

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="only Linux says which processes a build started"
)
KILLS = int(os.environ.get("KILLS", "10"))
VICTIMS = ("parent", "parent", "child", "group")


def children(process: int) -> list[int]:
    """The processes that ``process`` started and that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(folder.name))
    return found


def command_line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def build(project: Project) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "build_tools", "--root", str(project.root), "site", "-q"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def edit(project: Project, name: str) -> None:
    """Give the site another name, which every page shows: the next build has everything to do."""
    path = project.data / "publication.yml"
    line = f"  name: {{zh: 名{name}, en: Name {name}}}"
    path.write_text(re.sub(r"(?m)^  name: .*$", line, path.read_text("utf-8")), "utf-8")


def is_named(project: Project, name: str) -> bool:
    return f"<title>Name {name}</title>" in (project.site / "en" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, float]:
    """The small publication, built twice; the second build says how long one takes."""
    project = tiny.project(tmp_path_factory.mktemp("killed"))
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    edit(project, "first")
    start = time.monotonic()
    assert build(project).wait() == 0
    assert is_named(project, "first")
    return project, time.monotonic() - start


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_moment(built: tuple[Project, float], seed: int) -> None:
    project, seconds = built
    chance = random.Random(seed)
    before = file_hashes(project.site)
    edit(project, str(seed))
    run = build(project)
    time.sleep((seed + chance.random()) / KILLS * seconds)
    started = children(run.pid)
    victim = chance.choice(VICTIMS)
    if victim == "child" and started:
        os.kill(chance.choice(started), signal.SIGKILL)
        assert run.wait(timeout=60) in (0, 1)
    elif run.poll() is None:
        sign = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
        started = children(run.pid)
        (os.killpg if victim == "group" else os.kill)(run.pid, sign)
        run.wait(timeout=30)
    assert are_gone(started)
    with FileLock(project.build / LOCK, timeout=0.5):
        pass
    found = compare_with_manifest(project.site)
    assert (found.missing, found.changed, found.added) == ((), (), ())
    assert file_hashes(project.site) == before or is_named(project, str(seed))


def test_renderers_die_with_their_build(built: tuple[Project, float]) -> None:
    project, _ = built
    edit(project, "renderers")
    run = build(project)
    while not (started := children(run.pid)) or b"mkdocs" not in command_line(started[-1]):
        assert run.poll() is None
    run.kill()
    run.wait()
    assert are_gone(started)


def test_the_next_build_is_right(built: tuple[Project, float], tmp_path: Path) -> None:
    """The same as one from nothing, whatever the builds that were killed have left."""
    project, _ = built
    assert main(["--root", str(project.root), "site", "--quiet"]) == 0
    assert sorted(path.name for path in project.build.iterdir() if "site" in path.name) == []
    fresh = Project.at(shutil.copytree(project.root, tmp_path / "fresh"))
    shutil.rmtree(fresh.build)
    shutil.rmtree(fresh.site)
    assert main(["--root", str(fresh.root), "site", "--quiet"]) == 0
    assert file_hashes(project.site) == file_hashes(fresh.site)


def test_a_child_of_a_dead_parent_does_not_start() -> None:
    """The parent may die before the child can ask to be killed with it."""
    code = "from build_tools.system.child import die_with; die_with(1 << 22); print('runs')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
