"""Files: a folder is made to hold exactly what is wanted, and unchanged files stay unwritten."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.system.files import leaving_nothing, remove, sync, write_if_changed
from tests.support import children


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_does_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"
    assert write_if_changed(path, b"one")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"
    assert held(tmp_path) == {"a/b.md": b"two"}


def test_sync_counts_what_it_writes(tmp_path: Path) -> None:
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"2"}) == 2
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"3"}) == 1


def test_what_is_not_wanted_goes(tmp_path: Path) -> None:
    sync(tmp_path, {"a.md": b"1", "b/c/d.md": b"2"})
    (tmp_path / "left.part").write_bytes(b"half")
    sync(tmp_path, {"a.md": b"1"})
    assert [path.name for path in tmp_path.rglob("*")] == ["a.md"]


def test_what_fails_leaves_what_others_wrote(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), leaving_nothing(tmp_path, {"data", "docs"}):
        sync(tmp_path / "data", {"a.yml": b"1"})
        (tmp_path / "download.pdf").write_bytes(b"2")
        raise OSError("full")
    assert held(tmp_path) == {"download.pdf": b"2"}


NAMES = st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map("/".join)


def fit(names: list[str]) -> dict[str, bytes]:
    """Files of which none is another's folder."""
    return {
        name: name.encode()
        for name in names
        if not any(other.startswith(f"{name}/") for other in names)
    }


@given(first=st.lists(NAMES, max_size=4), second=st.lists(NAMES, max_size=4))
def test_files_may_become_folders(first: list[str], second: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "staged"
    folder.mkdir(exist_ok=True)
    for names in (first, second):
        sync(folder, fit(names))
        assert held(folder) == fit(names)


def test_remove_takes_links_and_not_what_they_lead_to(tmp_path: Path) -> None:
    sync(tmp_path, {"kept/a": b"1"})
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    remove(tmp_path / "link")
    assert held(tmp_path) == {"kept/a": b"1"}
    assert not (tmp_path / "link").is_symlink()
    remove(tmp_path / "kept" / "a")
    assert held(tmp_path) == {}


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    sync(tmp_path, {"a": b""})
    with pytest.raises(NotADirectoryError) as raised:
        remove(tmp_path / "a" / "b")
    assert raised.value.filename == str(tmp_path / "a" / "b")


def write_large(folder: Path) -> None:
    """Write more than a child may (see :mod:`tests.support.children`)."""
    sync(folder, {"a/b.md": b"1" * 10_000})


def test_a_failed_write_names_its_file_and_leaves_nothing(tmp_path: Path) -> None:
    done = children.run("limit", "tests.unit.system.test_files:write_large", tmp_path)
    last = done.stderr.splitlines()[-1]
    assert last == f"OSError: [Errno {errno.EFBIG}] File too large: '{tmp_path / 'a/b.md.part'}'"
    assert held(tmp_path) == {}


def test_remove_what_is_not_there(tmp_path: Path) -> None:
    remove(tmp_path / "missing")
    sync(tmp_path, {"a/b": b""})
    remove(tmp_path / "a")
    assert not (tmp_path / "a").exists()
