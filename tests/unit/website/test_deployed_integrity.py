"""Whether a deployed site is as it was published, under a sub-path of a local server."""

import hashlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import __version__
from build_tools.cli import main
from build_tools.website import deployed_integrity
from build_tools.website.deployed_integrity import NotReached, compare_deployed
from build_tools.website.integrity import MANIFEST, NoManifest, SiteIntegrity
from tests.support.servers import Server, running

FILES = {"index.html": b"one", "en/a page.html": b"two", "报告/一.html": b"three"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No pause, and the seconds that were asked for."""
    slept: list[float] = []
    monkeypatch.setattr(deployed_integrity, "sleep", slept.append)
    return slept


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    publish(
        tmp_path, {path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()}
    )
    with running(Server(tmp_path)) as server:
        yield server


def publish(site: Path, files: object) -> str:
    """Write the manifest; its SHA-256."""
    (site / "data").mkdir(exist_ok=True)
    content = json.dumps({"files": files}).encode()
    (site / MANIFEST).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def test_a_whole_site(server: Server, at_once: list[float]) -> None:
    for address in (server.root, server.root.rstrip("/"), f"{server.root}index.html?x#y"):
        assert compare_deployed(address) == SiteIntegrity(3, (), (), ())
    assert server.requests[:4] == [MANIFEST, *FILES]
    assert server.agents == {deployed_integrity.USER_AGENT}
    assert __version__ in deployed_integrity.USER_AGENT
    assert at_once == [0.05] * 9


def test_what_is_missing_or_changed(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.altered = {"index.html": b"one more"}
    (server.folder / "en/a page.html").unlink()
    assert main(["verify", server.root]) == 1
    printed = capsys.readouterr()
    assert printed.err == "3 files: not as published\n"
    assert printed.out.splitlines() == ["en/a page.html: missing", "index.html: changed"]


def test_a_busy_server_gets_the_time_that_it_asks_for(server: Server, at_once: list[float]) -> None:
    server.busy = {"index.html": 2}
    assert compare_deployed(server.root).is_whole
    assert at_once.count(7.0) == 2
    server.busy = {"index.html": 3}
    with pytest.raises(NotReached, match=r"index\.html: the server answers 503"):
        compare_deployed(server.root)


@pytest.mark.parametrize("path", ["index.html", MANIFEST])
def test_a_file_that_is_cut_off_is_fetched_again(path: str, server: Server) -> None:
    server.cut = {path: 2}
    assert compare_deployed(server.root).is_whole
    assert server.requests.count(path) == 3
    server.cut = {path: 3}
    with pytest.raises(NotReached, match="the connection broke off: IncompleteRead"):
        compare_deployed(server.root)


def test_another_version(server: Server, at_once: list[float]) -> None:
    files = {"index.html": hashlib.sha256(b"one").hexdigest()}
    known = publish(server.folder, files)
    assert compare_deployed(server.root, known.upper()).is_whole
    with pytest.raises(NotReached, match=f"another version: its SHA-256 is {known}"):
        compare_deployed(server.root, "0" * 64, wait=25.0)
    assert at_once[-3:] == [10.0, 10.0, 5.0]


def test_offline(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.down = True
    assert main(["verify", server.root]) == 2
    assert "the connection broke off" in capsys.readouterr().err

    def refused(*_: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert main(["verify", "https://report.example.org/", "--format", "json"]) == 2
    error = json.loads(capsys.readouterr().out)["message"]
    assert error.startswith("https://report.example.org/data/manifest.json: no connection: ")
    assert "name resolution" in error
    assert main(["verify", "https://"]) == 2


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"../a": "0"},
        {"/a": "0"},
        {"a\\..\\b": "0"},
        {"a": 1},
        {str(n): "" for n in range(20_001)},
    ],
)
def test_what_is_no_manifest(server: Server, files: object) -> None:
    publish(server.folder, files)
    with pytest.raises(NoManifest, match="is not the manifest of a site"):
        compare_deployed(server.root)
    assert server.requests == [MANIFEST]


def test_no_site(server: Server) -> None:
    (server.folder / MANIFEST).unlink()
    with pytest.raises(NoManifest, match="is this the address of a published site"):
        compare_deployed(server.root)


def test_no_more_is_read_than_is_allowed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployed_integrity, "LARGEST", 4)
    assert compare_deployed(server.root).changed == ("报告/一.html",)
