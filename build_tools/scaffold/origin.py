"""The generator that is running: its version, its origin, and what publications get of it."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from build_tools import __version__
from build_tools.records.addresses import generator_address
from build_tools.system.cache import PACKAGE
from build_tools.system.files import sha256
from build_tools.system.git import ask

NAME = "bilingual-publication"
"""The name of the package."""
CHECKOUT = PACKAGE.parent
"""Where the package lies in the repository of the generator, if it was not installed from it."""
SHIPPED = PACKAGE / "scaffold" / "shipped"
"""Files of the generator's repository in a package that was built (pyproject.toml), and its commit
(hatch_build.py)."""


@dataclass(frozen=True)
class Origin:
    """A state of the generator."""

    version: str
    repository: str = ""
    """The address of its repository; "" where it is not known."""
    commit: str = ""
    """Forty digits; "" where it is not known."""
    is_from_index: bool = False
    """Whether pip found it in a package index."""
    wheel: Path | None = None
    """The wheel from which it was installed, where that is still there."""
    sha256: str = ""
    """The SHA-256 of the wheel."""


@cache
def running_generator() -> Origin:
    """The generator that is running: installed, or in a checkout."""
    if is_checkout():
        project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
        commit = (ask(CHECKOUT, "rev-parse", "HEAD") or "").strip()
        return Origin(__version__, generator_address(project["urls"]["Repository"]), commit)
    installed = distribution(NAME)
    named = installed.metadata.get_all("Project-URL") or ()
    addresses = dict(line.split(", ", 1) for line in named)
    commit = shipped("commit.txt").strip() if (SHIPPED / "commit.txt").is_file() else ""
    noted = json.loads(installed.read_text("direct_url.json") or "{}")
    return installed_from(noted, generator_address(addresses["Repository"]), commit)


def installed_from(noted: Mapping[str, Any], repository: str, commit: str) -> Origin:
    """The origin of a package, by what pip ``noted`` of one that came from no index (PEP 610).

    >>> installed_from({"url": "https://a.example/fork", "vcs_info": {}}, "", "12ab").repository
    'https://a.example/fork'
    >>> installed_from({}, "", "12ab").is_from_index
    True
    """
    address = noted.get("url", "")
    if "vcs_info" in noted and address.startswith("https://"):
        repository = address
    wheel = Path(url2pathname(urlsplit(address).path))
    is_here = address.startswith("file:") and wheel.suffix == ".whl" and wheel.is_file()
    digest = noted.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    if is_here and not digest:  # uv notes none
        digest = sha256(wheel.read_bytes())
    return Origin(__version__, repository, commit, not noted, wheel if is_here else None, digest)


def is_checkout() -> bool:
    """Whether the generator runs in its own repository."""
    return all((CHECKOUT / name).is_file() for name in ("pyproject.toml", "hatch_build.py"))


def shipped(path: str) -> str:
    """A file of the generator's repository that publications get too."""
    return ((CHECKOUT if is_checkout() else SHIPPED) / path).read_text("utf-8")
