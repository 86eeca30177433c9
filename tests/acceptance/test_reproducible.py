"""One commit, one site: built anew where all else differs, it is the same, byte for byte."""

import itertools
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.website.integrity import MANIFEST, compare_with_manifest, file_hashes
from tests.support.paths import ROOT, SITE

NOT_COPIED = (".venv", ".git", "build", "site", "__pycache__", ".*_cache", ".hypothesis")
UNTRACKED = {
    "data/glossary/._economy.yml": b"\x00\x05\x16\x07",  # what a Mac leaves on a shared disk
    "data/glossary/economy.yml~": b"- id: [",  # what an editor leaves
    "data/.DS_Store": b"\x00",
    "docs/zh/.about.md.swp": b"\x00",
    "docs/en/._about.md": b"\x00\x05\x16\x07",
    "docs/assets/.DS_Store": b"\x00",
    "build_tools/presentation/templates/home.md.j2.orig": b"{% broken",
    "notes.txt": b"not committed",
}
OTHER = {
    "LC_ALL": "C",
    "LANG": "de_DE.ISO-8859-1",
    "LANGUAGE": "de:fr",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "USER": "someone",
    "LOGNAME": "someone",
}
FROM_OUTSIDE = ("MAKEFLAGS", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


def git(*words: str) -> str:
    """What git says of the project; nothing where it has no history."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def other_checkout(folder: Path) -> Path:
    """The project elsewhere: other times, another owner, with files that nobody committed."""
    root = folder / "报告 of another's"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
    if history := git("rev-parse", "--absolute-git-dir"):
        (root / ".git").write_text(f"gitdir: {history}\n", "utf-8")
    for path, content in UNTRACKED.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    moments = itertools.count(1_000_000_000, 86_399)
    for file in reversed(files(root)):
        os.utime(file, (next(moments),) * 2)
        if os.geteuid() == 0:
            os.chown(file, 4711, 4711)
    return root


@pytest.fixture(scope="module")
def other() -> Iterator[Path]:
    """The site, built by another in another place and another way."""
    # A file system in memory lists a folder in another order than a disk.
    memory = Path("/dev/shm")
    at = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="other-", dir=at) as name:
        folder = Path(name)
        root, home = other_checkout(folder), folder / "home"
        home.mkdir()
        environment = {k: v for k, v in os.environ.items() if k not in FROM_OUTSIDE}
        if committed := git("log", "-1", "--format=%ct"):  # the date that is taken anyway
            environment.setdefault("SOURCE_DATE_EPOCH", committed)
        run = subprocess.run(
            [sys.executable, "-m", "build_tools", "--root", root, "site", "--quiet"],
            cwd=folder,
            env={**environment, **OTHER, "HOME": str(home), "PYTHONPATH": str(root)},
            umask=0o077,
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode("utf-8", "replace")
        yield root / "site"


def newest() -> Path:
    """The file of the project that was changed last, of those that make the site."""
    inputs = [p for f in ("build_tools", "data", "docs") for p in files(ROOT / f)]
    return max((p for p in inputs if p.suffix != ".pyc"), key=lambda p: p.stat().st_mtime)


def test_the_same_bytes(other: Path) -> None:
    here, there = (json.loads((site / MANIFEST).read_text("utf-8")) for site in (SITE, other))
    one, two = here["files"], there["files"]
    differing = sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))
    last = newest()
    stale = last.stat().st_mtime > (SITE / MANIFEST).stat().st_mtime
    assert not differing, f"site/ is older than {last}: make site" if stale else differing
    assert here == there


@pytest.mark.parametrize("which", ["here", "there"])
def test_the_manifest_is_true(which: str, other: Path) -> None:
    found = compare_with_manifest(SITE if which == "here" else other)
    assert (found.missing, found.changed, found.added) == ((), (), ())
    assert found.files > 100


def test_the_archives_are_the_same(other: Path) -> None:
    (archive,) = SITE.glob("downloads/*.zip")
    assert archive.read_bytes() == (other / "downloads" / archive.name).read_bytes()


def test_the_books_are_the_same(other: Path) -> None:
    names = [name for name in file_hashes(SITE / "downloads") if name.endswith((".pdf", ".epub"))]
    assert len(names) >= 6
    for name in names:
        one, two = (site / "downloads" / name for site in (SITE, other))
        assert one.read_bytes() == two.read_bytes(), name


def test_modes_do_not_depend_on_the_umask(other: Path) -> None:
    for site in (SITE, other):
        modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in site.rglob("*")}
        assert modes == {(True, 0o755), (False, 0o644)}
        assert stat.S_IMODE(site.stat().st_mode) == 0o755
