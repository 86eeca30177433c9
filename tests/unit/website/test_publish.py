"""Publishing: the new site whole in the old one's place, or the old one as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from build_tools.website import publish as publishing
from build_tools.website.publish import LOCK, clean_folders, manifest, only_build, publish, recover


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, "utf-8")
    return path


def shown(site: Path) -> str:
    return (site / "index.html").read_text("utf-8")


@pytest.fixture(params=["in one step", "in two renames"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of putting the new site in place."""
    if request.param == "in two renames":
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("leftover", [False, True])
def test_the_new_site_takes_the_old_ones_place(leftover: bool, tmp_path: Path) -> None:
    new, site, old = folder(tmp_path / "new", "2"), folder(tmp_path / "site", "1"), tmp_path / "old"
    (site / "gone.html").touch()
    if leftover:
        folder(old, "0")
    publish(new, site, old)
    assert shown(site) == "2"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["index.html", "site"]


@pytest.mark.usefixtures("ways")
def test_the_first_site(tmp_path: Path) -> None:
    publish(folder(tmp_path / "new", "1"), tmp_path / "site", tmp_path / "old")
    assert shown(tmp_path / "site") == "1"


@pytest.mark.usefixtures("ways")
def test_the_old_site_stays_where_there_is_no_new_one(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "1")
    with pytest.raises(FileNotFoundError):
        publish(tmp_path / "new", site, tmp_path / "old")
    assert shown(site) == "1"


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("mask", [0o077, 0o000])
def test_readers_may_read_it_whatever_the_umask(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        new = folder(tmp_path / "new" / "deep", "1").parent
        (new / "deep" / "run.js").touch(0o777)
        publish(new, tmp_path / "site", tmp_path / "old")
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).as_posix(): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (tmp_path / "site", *(tmp_path / "site").rglob("*"))
    }
    assert modes == {
        "site": "0o755",
        "site/deep": "0o755",
        "site/deep/index.html": "0o644",
        "site/deep/run.js": "0o644",
    }


@pytest.mark.usefixtures("ways")
def test_the_site_may_be_a_link(tmp_path: Path) -> None:
    """To a folder elsewhere on the disk: the link stays, the folder is replaced."""
    served, site = folder(tmp_path / "www" / "served", "1"), tmp_path / "site"
    site.symlink_to(served)
    publish(folder(tmp_path / "new", "2"), site, tmp_path / "old")
    assert site.is_symlink()
    assert shown(served) == "2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_the_site_is_published_though_the_old_one_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path) -> None:
        if path.exists():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(publishing, "remove", refuse)
    site = folder(tmp_path / "site", "1")
    publish(folder(tmp_path / "new", "2"), site, tmp_path / "old")
    assert shown(site) == "2"
    told = capsys.readouterr().err
    assert told.startswith(
        "published, but the old site could not be removed: permission is missing"
    )


def test_a_rename_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be swapped, and the second rename is refused."""
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    new, site, rename = folder(tmp_path / "new", "2"), folder(tmp_path / "site", "1"), Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == new:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        publish(new, site, tmp_path / "old")
    assert shown(site) == "1"


def test_what_was_being_made_gives_its_room_back(tmp_path: Path) -> None:
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


def test_manifest(tmp_path: Path) -> None:
    folder(tmp_path / "b", "x")
    (tmp_path / "a.txt").write_bytes(b"")
    assert list(manifest(tmp_path).items()) == [
        ("a.txt", hashlib.sha256(b"").hexdigest()),
        ("b/index.html", hashlib.sha256(b"x").hexdigest()),
    ]


def test_only_one_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with only_build(tmp_path / "build"):
        with pytest.raises(TimeoutError), only_build(tmp_path / "build", wait=0.05):
            pytest.fail("a second build ran beside the first")
        told = capsys.readouterr().err
        assert told == f"another build is running (process {os.getpid()}); waiting for it\n"
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
