"""Reading what somebody else made: ordinary files of a limited size, and nothing else."""

import os
from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.publication.editor_files import settings
from build_tools.records import read_text, report_unread
from build_tools.system.files import read, sync, walk, write_if_changed


def odd(folder: Path, kind: str) -> Path:
    """A file that is not ordinary."""
    path = folder / "odd.yml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path.name)
    else:
        with path.open("wb") as file:
            file.truncate(1 << 36)
    return path


MESSAGES = {
    "pipe": "a pipe, not a file",
    "device": "a device, not a file",
    "folder": "a folder, not a file",
    "loop": "it cannot be read: Too many levels of symbolic links",
    "large": "it is larger than 16 MB, the most that is read",
}


odd_files = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")


@odd_files
@pytest.mark.parametrize("kind", MESSAGES)
def test_what_is_no_ordinary_file(kind: str, tmp_path: Path) -> None:
    path = odd(tmp_path, kind)
    problems = Problems()
    assert read_text(path, "odd.yml", problems) is None
    assert list(map(str, problems)) == [f"odd.yml: REC001 {MESSAGES[kind]}"]
    report_unread(tmp_path, ["other.yml"], problems)


@odd_files
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = odd(tmp_path, "pipe")
    with pytest.raises(OSError, match="a pipe, not a file"):
        write_if_changed(pipe, b"one")
    assert settings(pipe) is None
    assert list(tmp_path.iterdir()) == [pipe]
    assert pipe.is_fifo()


def test_the_limit_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"123")
    assert read(path, 3) == b"123"
    with pytest.raises(OSError, match="larger than"):
        read(path, 2)


def test_walking_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").touch()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "z").touch()
    names = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)]
    assert names == ["a/b/c", "a/up", "z"]
    assert list(walk(tmp_path / "none")) == []


def test_syncing_follows_no_link(tmp_path: Path) -> None:
    mine, staged = tmp_path / "mine", tmp_path / "staged"
    (mine / "deep").mkdir(parents=True)
    (mine / "page.md").write_text("mine", "utf-8")
    staged.symlink_to(mine)
    sync(staged, {"page.md": b"new"})
    assert (mine / "page.md").read_text("utf-8") == "mine"
    (staged / "deep").symlink_to(mine / "deep")
    sync(staged, {"deep/page.md": b"new"})
    assert list((mine / "deep").iterdir()) == []
    assert (staged / "deep" / "page.md").read_bytes() == b"new"
