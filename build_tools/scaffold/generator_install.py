"""Another version of the generator, installed into the environment that runs this one."""

import os
import subprocess
import sys

from build_tools.records.publication import Generator
from build_tools.scaffold.origin import NAME, SHIPPED, Origin
from build_tools.scaffold.pin import INDEXED, requirement

NEWEST = "newest"
PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


class Unavailable(Exception):  # noqa: N818
    """A version cannot be had; the message says why."""


def install_generator(generator: Generator, version: str) -> None:
    """Install a version (``1.2.0``, :data:`NEWEST` or its wheel) and what it needs, by hash.

    Raises Unavailable.
    """
    _run([*PIP, "--no-deps", "--no-build-isolation", "--upgrade", pip_argument(generator, version)])
    lock = SHIPPED / "requirements.txt"
    if lock.is_file():  # that of the version which is installed now
        _run([*PIP, "--require-hashes", "--requirement", str(lock)])


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
        if "{commit}" not in generator.install:
            raise Unavailable(
                "give the wheel of a newer version: --to FILE.whl (make: TO=FILE.whl)"
            )
        version = newest_tag(str(generator.repository))
    return requirement(generator, Origin(version.removeprefix("v")))


def newest_tag(repository: str) -> str:
    """The highest version among the tags of a repository. Raises Unavailable."""
    command = ["git", "ls-remote", "--tags", "--refs", "--sort=-v:refname", repository, "v[0-9]*"]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unavailable(f"{repository} cannot be read: {done.stderr.strip()}")
    tags = [line.rpartition("/")[2] for line in done.stdout.splitlines()]
    final = [tag for tag in tags if "-" not in tag]
    if not final:
        raise Unavailable(f"{repository} has no version: name one")
    return final[0]


def _run(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        raise Unavailable("pip could not install it; see the lines above (is there a network?)")
