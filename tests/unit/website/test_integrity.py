"""Whether a downloaded site is as it was published."""

import hashlib
import json
from pathlib import Path

import pytest

from build_tools.cli import main
from build_tools.website.integrity import (
    NoManifest,
    SiteIntegrity,
    compare_with_manifest,
    verify_written,
)

FILES = {"index.html": b"one", "en/index.html": b"two", "downloads/a.zip": b"three"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    folder = tmp_path / "unpacked" / "site"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()}
    (folder / "data").mkdir()
    (folder / "data" / "manifest.json").write_text(json.dumps({"files": hashes}), "utf-8")
    return folder


def test_a_whole_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare_with_manifest(site) == SiteIntegrity(3, (), (), ())
    for folder in (site, site.parent):  # the site, and the unpacked archive of it
        assert main(["verify", str(folder)]) == 0
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("3 files: as published\n", "")


def test_what_is_missing_changed_or_not_listed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "index.html").write_bytes(b"one more")
    (site / "downloads" / "a.zip").unlink()
    (site / "Thumbs.db").touch()
    assert compare_with_manifest(site) == SiteIntegrity(
        3, ("downloads/a.zip",), ("index.html",), ("Thumbs.db",)
    )
    assert main(["verify", str(site)]) == 1
    printed = capsys.readouterr()
    assert printed.err == "3 files: not as published\n"
    assert printed.out.splitlines() == [
        "downloads/a.zip: missing",
        "index.html: changed",
        "Thumbs.db: not listed",
    ]


def test_what_the_site_does_not_need_does_no_harm(site: Path) -> None:
    (site / "Thumbs.db").touch()
    assert main(["verify", str(site)]) == 0


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"files": []}', '{"files": {"a": 1}}', "[" * 100_000, "\udcff"]
)
def test_no_manifest(manifest: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "data" / "manifest.json"
    path.write_bytes(manifest.encode("utf-8", "surrogateescape"))
    with pytest.raises(NoManifest, match="is not the manifest of a site"):
        compare_with_manifest(site)
    assert main(["verify", str(site)]) == 2
    assert capsys.readouterr().err == f"{path} is not the manifest of a site\n"


def test_the_manifest_of_another_version(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "data" / "manifest.json"
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    assert main(["verify", str(site), "--sha256", known.upper()]) == 0
    capsys.readouterr()
    assert main(["verify", str(site), "--sha256", "0" * 64]) == 2
    assert capsys.readouterr().err == f"{path} is of another version: its SHA-256 is {known}\n"
    assert main(["verify", str(site), "--wait", "1"]) == 2
    assert "--wait is for the address of a site" in capsys.readouterr().err


def test_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "is this the folder of a published site?" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["index.html", "downloads/a.zip", "data/more.json"])
def test_what_was_written_is_read_back(path: str, site: Path) -> None:
    verify_written(site)
    (site / path).write_bytes(b"another")
    with pytest.raises(OSError, match=f"not what was written.*{path}"):
        verify_written(site)
