"""Publishing: the new site whole in the old one's place, or the old one as it was."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from build_tools.website import publish as publishing
from build_tools.website.publish import manifest, only_build, publish, recover


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
        assert "another build is running" in capsys.readouterr().err
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
