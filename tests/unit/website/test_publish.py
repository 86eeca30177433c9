"""Publishing: the whole new site in the place of the old one, or the old one unchanged."""

import errno
import hashlib
import json
import os
import stat
import threading
from pathlib import Path

import pytest

from build_tools.publication.project import LOCK
from build_tools.website.integrity import MANIFEST, file_hashes
from build_tools.website.publish import clean_folders, only_build, publish, recover
from tests.support import children


def folder(path: Path, text: str) -> Path:
    """A folder with one page, as a build leaves it."""
    (path / "data").mkdir(parents=True)
    (path / "index.html").write_text(text, "utf-8")
    (path / MANIFEST).write_text(json.dumps({"files": {"index.html": ""}}), "utf-8")
    return path


def shown(site: Path) -> str:
    return (site / "index.html").read_text("utf-8")


def names(above: Path) -> list[str]:
    return sorted(path.name for path in above.iterdir())


def published(trouble: str, above: Path) -> str:
    """Publish ``new`` as ``site`` by way of ``old``, all below ``above``; what is reported."""
    paths = (above / "new", above / "site", above / "old")
    if trouble != "none":
        return children.run(trouble, "build_tools.website.publish:publish", *paths).stderr
    try:
        publish(*paths)
    except OSError as error:
        return repr(error)
    return ""


@pytest.mark.parametrize("trouble", ["none", "no-exchange"])
@pytest.mark.parametrize("leftover", [False, True])
def test_the_new_site_replaces_the_old_one(leftover: bool, trouble: str, tmp_path: Path) -> None:
    folder(tmp_path / "new", "2")
    folder(tmp_path / "site", "1")
    if leftover:
        folder(tmp_path / "old", "0")
    assert published(trouble, tmp_path) == ""
    assert shown(tmp_path / "site") == "2"
    assert names(tmp_path) == ["site"]


def test_the_first_site(tmp_path: Path) -> None:
    publish(folder(tmp_path / "new", "1"), tmp_path / "site", tmp_path / "old")
    assert shown(tmp_path / "site") == "1"


@pytest.mark.parametrize("trouble", ["none", "no-exchange"])
def test_the_old_site_stays_where_there_is_no_new_one(trouble: str, tmp_path: Path) -> None:
    folder(tmp_path / "site", "1")
    assert "FileNotFoundError" in published(trouble, tmp_path)
    assert shown(tmp_path / "site") == "1"


@pytest.mark.parametrize("mask", [0o077, 0o000])
def test_readers_may_read_it_whatever_the_umask(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        new = tmp_path / "new"
        (new / "deep").mkdir(parents=True)
        (new / "deep" / "run.js").touch(0o777)
        publish(new, tmp_path / "site", tmp_path / "old")
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).as_posix(): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (tmp_path / "site", *(tmp_path / "site").rglob("*"))
    }
    assert modes == {"site": "0o755", "site/deep": "0o755", "site/deep/run.js": "0o644"}


@pytest.mark.parametrize("trouble", ["none", "no-exchange"])
def test_the_site_may_be_a_link(trouble: str, tmp_path: Path) -> None:
    """To a folder elsewhere on the disk: the link stays, the folder is replaced."""
    served, site = folder(tmp_path / "www" / "served", "1"), tmp_path / "site"
    site.symlink_to(served)
    folder(tmp_path / "new", "2")
    assert published(trouble, tmp_path) == ""
    assert site.is_symlink()
    assert shown(served) == "2"
    assert names(tmp_path) == ["site", "www"]


def test_the_site_is_published_though_the_old_one_cannot_be_removed(tmp_path: Path) -> None:
    folder(tmp_path / "new", "2")
    locked = folder(tmp_path / "site", "1") / "data"
    locked.chmod(0o555)
    message = published("modes", tmp_path)
    assert shown(tmp_path / "site") == "2"
    assert message.startswith("published, but the old site could not be removed: permission is m")
    (tmp_path / "new" / "data").chmod(0o755)


def test_a_second_rename_that_fails_is_undone(tmp_path: Path) -> None:
    folder(tmp_path / "new", "2")
    folder(tmp_path / "site", "1")
    assert os.strerror(errno.ENOSPC) in published("second-rename", tmp_path)
    assert shown(tmp_path / "site") == "1"
    assert names(tmp_path) == ["new", "site"]


def test_an_unfinished_site_is_removed_where_the_disk_is_full(tmp_path: Path) -> None:
    new = folder(tmp_path / "new", "left by a killed build")
    with pytest.raises(OSError, match="full"), clean_folders(new):
        assert not new.exists()
        folder(new, "half")
        raise OSError(errno.ENOSPC, "full")
    assert not new.exists()
    with pytest.raises(ZeroDivisionError), clean_folders(new):
        folder(new, "to look at")
        _ = 1 / 0
    assert new.exists()


def test_recover(tmp_path: Path) -> None:
    """A build that died between two renames left only the old site."""
    site, old = tmp_path / "site", folder(tmp_path / "old", "1")
    recover(site, old)
    assert shown(site) == "1"
    folder(old, "0")
    recover(site, old)
    assert shown(site) == "1"


def test_file_hashes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.html").write_bytes(b"x")
    (tmp_path / "a.txt").write_bytes(b"")
    assert list(file_hashes(tmp_path).items()) == [
        ("a.txt", hashlib.sha256(b"").hexdigest()),
        ("b/index.html", hashlib.sha256(b"x").hexdigest()),
    ]


def test_only_one_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with only_build(tmp_path / "build"):
        with pytest.raises(TimeoutError), only_build(tmp_path / "build", wait=0.05):
            pytest.fail("a second build ran beside the first")
        message = capsys.readouterr().err
        assert message == f"another build is running (process {os.getpid()}); waiting for it\n"
    with only_build(tmp_path / "build", wait=0.05):
        pass


def test_a_second_build_waits(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with only_build(tmp_path, wait=10):
            order.append("second")

    with only_build(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_build_that_fails_gives_way(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_build(tmp_path):
        _ = 1 / 0
    with only_build(tmp_path, wait=0):
        pass


@pytest.mark.parametrize("left", ["4711\n", "", "no number"])
def test_a_lock_that_was_left_blocks_nobody(left: str, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text(left, "ascii")
    with only_build(tmp_path, wait=0):
        assert (tmp_path / LOCK).read_text("ascii") == f"{os.getpid()}\n"
