"""The generator that is running: its version, and where it comes from."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

import build_tools
from build_tools import __version__
from build_tools.system.git import ask

NAME = "bilingual-publication"
"""The name of the package."""
PACKAGE = Path(build_tools.__file__).parent
CHECKOUT = PACKAGE.parent
"""Where the package lies in the repository of the generator, if it was not installed from it."""
COMMIT = PACKAGE / "scaffold" / "commit.txt"
"""The commit of a package that was built (hatch_build.py)."""
LOCK = PACKAGE / "scaffold" / "requirements-lock.txt"
"""What a package that was built needs, by hash; in a checkout it is ``requirements.txt``."""


@dataclass(frozen=True)
class Origin:
    """A state of the generator."""

    version: str
    repository: str
    """The address of its repository."""
    commit: str = ""
    """Forty digits; "" where it is not known."""
    sha256: str = ""
    """That of the wheel from which it was installed; "" where it came from elsewhere."""
    lock: str = ""
    """What it needs, each package with its version and its hashes."""


@cache
def running() -> Origin:
    """The generator that is running: installed, or in a checkout."""
    project = CHECKOUT / "pyproject.toml"
    if project.is_file():
        urls = tomllib.loads(project.read_text("utf-8"))["project"]["urls"]
        lock = (CHECKOUT / "requirements.txt").read_text("utf-8")
        commit = (ask(CHECKOUT, "rev-parse", "HEAD") or "").strip()
        return Origin(__version__, urls["Repository"], commit, lock=lock)
    installed = distribution(NAME)
    named = installed.metadata.get_all("Project-URL") or ()
    addresses = dict(line.split(", ", 1) for line in named)
    commit = COMMIT.read_text("utf-8").strip() if COMMIT.is_file() else ""
    lock = LOCK.read_text("utf-8")
    return Origin(__version__, addresses["Repository"], commit, _sha256(installed), lock)


def _sha256(installed: Distribution) -> str:
    """The hash that pip noted of the wheel (direct_url.json, PEP 610)."""
    noted = json.loads(installed.read_text("direct_url.json") or "{}")
    hashes = noted.get("archive_info", {}).get("hashes", {})
    return str(hashes.get("sha256", ""))
