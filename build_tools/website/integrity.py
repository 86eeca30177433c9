"""Whether a site is as it was published: its files beside the manifest that came with them."""

from __future__ import annotations

import errno
import json
from dataclasses import dataclass
from pathlib import Path

from build_tools.website.publish import manifest

MANIFEST = "data/manifest.json"
COPY = "site"
"""Where the unpacked archive has the site."""


class NoManifest(Exception):  # noqa: N818
    """There is no manifest, or what is there is none; the message says so."""


@dataclass(frozen=True)
class Found:
    """A site beside its manifest."""

    files: int
    """How many the manifest lists."""
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    """Not listed: nothing of the site needs them, so they do no harm."""

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.changed


def compare(site: Path) -> Found:
    """Compare a published site, or the unpacked archive of one, with its manifest.

    Raises NoManifest, and OSError where a file cannot be read.
    """
    if not (site / MANIFEST).is_file() and (site / COPY / MANIFEST).is_file():
        site = site / COPY
    listed = _listed(site / MANIFEST)
    there = manifest(site)
    there.pop(MANIFEST, None)
    return Found(
        len(listed),
        tuple(sorted(listed.keys() - there.keys())),
        tuple(path for path, sha256 in there.items() if listed.get(path, sha256) != sha256),
        tuple(path for path in there if path not in listed),
    )


def verify_written(site: Path) -> None:
    """Read a site back that was just written: each file is what the manifest lists, and no other.

    Raises OSError that names the first that is not: the disk, or another program, has changed it.
    """
    found = compare(site)
    for path in (*found.missing, *found.changed, *found.added):
        raise OSError(errno.EIO, "not what was written", str(site / path))


def _listed(path: Path) -> dict[str, str]:
    """The SHA-256 of each file, as the manifest gives them."""
    try:
        files = json.loads(path.read_bytes())["files"]
        if all(isinstance(sha256, str) for sha256 in files.values()):
            return dict(files)
    except FileNotFoundError:
        raise NoManifest(f"{path} is not there: is this the folder of a published site?") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise NoManifest(f"{path} is no manifest of a site")
