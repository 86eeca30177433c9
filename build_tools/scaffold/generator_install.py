"""Another version of the generator, installed into the environment that runs this one."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from build_tools.records.publication import Generator
from build_tools.scaffold.origin import NAME, SHIPPED, Origin
from build_tools.scaffold.pin import INDEXED, requirement

NEWEST = "newest"
PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


class Unavailable(Exception):  # noqa: N818
    """A version cannot be had; the message says why."""


def install_generator(root: Path, generator: Generator, version: str) -> None:
    """Install a version (``1.2.0``, :data:`NEWEST` or its wheel) and what it needs, by hash.

    ``root`` is the publication's repository, which may keep the wheel. Raises Unavailable.
    """
    if generator.repository and "{commit}" in generator.install and not version.endswith(".whl"):
        version = tagged_version(str(generator.repository), version)
    named = pip_argument(generator, version)
    if named.endswith(".whl") and "://" not in named:
        wheel = Path(version) if version.endswith(".whl") else root / named
        if not wheel.is_file():
            raise Unavailable(
                f"there is no file {wheel}: download the wheel of the version, and give its file: "
                "--to FILE.whl (make: TO=FILE.whl)"
            )
        named = str(wheel)
    _install(["--no-deps", "--no-build-isolation", "--upgrade", named])
    lock = SHIPPED / "requirements.txt"
    if lock.is_file():  # that of the version which is installed now
        _install(["--require-hashes", "--requirement", str(lock)])


def pip_argument(generator: Generator, version: str) -> str:
    """What pip installs for a version.

    >>> index = Generator(repository="https://example.org/a/b", install="{name}=={version}")
    >>> pip_argument(index, "v1.2.0"), pip_argument(index, "newest")
    ('bilingual-publication==1.2.0', 'bilingual-publication')
    >>> pip_argument(Generator(repository="https://example.org/a/b"), "1.2.0")
    'bilingual-publication @ git+https://example.org/a/b@v1.2.0'
    """
    if version.endswith(".whl") and "://" in version:
        raise Unavailable(
            f"download {version} and give the file: --to FILE.whl (make: TO=FILE.whl)"
        )
    if version.endswith(".whl"):
        return version
    if version == NEWEST and generator.install == INDEXED:
        return NAME
    if version == NEWEST:
        raise Unavailable("give the wheel of a newer version: --to FILE.whl (make: TO=FILE.whl)")
    return requirement(generator, Origin(version.removeprefix("v")))


def tagged_version(repository: str, version: str) -> str:
    """``version``, for which a repository has a tag; or, of :data:`NEWEST`, the newest one.

    Raises Unavailable.
    """
    command = ["git", "ls-remote", "--tags", "--refs", "--sort=-v:refname", repository, "v[0-9]*"]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unavailable(f"{repository} cannot be read: {done.stderr.strip()}")
    tags = (line.rpartition("/v")[2] for line in done.stdout.splitlines())
    found = [tag for tag in tags if "-" not in tag or tag == version.removeprefix("v")]
    if not found:
        raise Unavailable(f"{repository} has no version")
    if version == NEWEST:
        return found[0]
    if version.removeprefix("v") not in found:
        raise Unavailable(f"{repository} has no version {version}; its newest is {found[0]}")
    return version


def _install(arguments: Sequence[str]) -> None:
    """Let pip install something, and say in a line why it could not."""
    done = subprocess.run([*PIP, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        sys.stderr.write(done.stderr)
        return
    errors = [line for line in done.stderr.splitlines() if line.lower().startswith("error: ")]
    why = errors[0].partition(": ")[2] if errors else done.stderr.strip()
    raise Unavailable(
        f"pip says: {why}. Name a version that there is, or `newest`; pip needs the network"
    )
