"""Whether a site is as it was published: its files compared with the manifest that lists them."""

import errno
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from build_tools.system.files import read, sha256, walk

MANIFEST = "data/manifest.json"
COPY = "site"
"""The folder of the site in the unpacked archive."""


class NoManifest(Exception):  # noqa: N818
    """There is no manifest, or the file is not one; the message says so."""


@dataclass(frozen=True)
class SiteIntegrity:
    """A site compared with its manifest."""

    files: int
    """How many the manifest lists."""
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    """Not listed: nothing of the site needs them, so they do no harm."""

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.changed


def file_hashes(site: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``site``, by its path, in order."""
    hashes = {}
    for path in walk(site):
        if path.is_file():
            with path.open("rb") as file:
                name = path.relative_to(site).as_posix()
                hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def compare_with_manifest(site: Path, expected: str = "") -> SiteIntegrity:
    """Compare a published site, or the unpacked archive of one, with its manifest.

    ``expected`` is the SHA-256 that the manifest itself should have. Raises NoManifest, also where
    it has another, and OSError where a file cannot be read.
    """
    if not (site / MANIFEST).is_file() and (site / COPY / MANIFEST).is_file():
        site = site / COPY
    listed = listed_files(site, expected)
    hashes = file_hashes(site)
    hashes.pop(MANIFEST, None)
    return SiteIntegrity(
        len(listed),
        tuple(sorted(listed.keys() - hashes.keys())),
        tuple(path for path, sha256 in hashes.items() if listed.get(path, sha256) != sha256),
        tuple(path for path in hashes if path not in listed),
    )


def verify_written(site: Path) -> None:
    """Read back a site that was just written: it has exactly the files of its manifest.

    Raises OSError that names the first difference: the disk, or another program, made it.
    """
    found = compare_with_manifest(site)
    for path in (*found.missing, *found.changed, *found.added):
        raise OSError(errno.EIO, "not what was written", str(site / path))


def listed_files(site: Path, expected: str = "") -> dict[str, str]:
    """The SHA-256 of each file of ``site``, as its manifest gives them.

    Raises NoManifest, also where the manifest's own SHA-256 is not the ``expected`` one.
    """
    path = site / MANIFEST
    try:
        content = read(path)
    except FileNotFoundError:
        raise NoManifest(f"{path} is missing: is this the folder of a published site?") from None
    except OSError:
        raise NoManifest(f"{path} is not the manifest of a site") from None
    if expected and (found := sha256(content)) != expected.lower():
        raise NoManifest(of_another_version(str(path), found))
    return files_of(content, str(path))


def of_another_version(name: str, sha256: str) -> str:
    """What is said of a manifest that is not the expected one."""
    return f"{name} is of another version: its SHA-256 is {sha256}"


def files_of(manifest: bytes, name: str) -> dict[str, str]:
    """The SHA-256 of each file in the ``manifest`` called ``name``. Raises NoManifest."""
    try:
        files = json.loads(manifest)["files"]
        if all(isinstance(sha256, str) for sha256 in files.values()):
            return dict(files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise NoManifest(f"{name} is not the manifest of a site")
