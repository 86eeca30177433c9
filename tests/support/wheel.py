"""The wheel, installed into an environment of its own, far from the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import ROOT

OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "ARGS"}
"""What ``make test`` hands on to a ``make`` that a test calls; a publisher's has none of it."""


def clean(**more: str) -> dict[str, str]:
    """The machine's environment without what leads Python or make elsewhere, and no network."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and name not in OF_MAKE
    }
    return {**kept, "PIP_NO_INDEX": "1", **more}


@dataclass(frozen=True)
class Installed:
    """An environment that has the generator from its wheel."""

    folder: Path
    wheel: Path

    def run(self, program: str, *arguments: str | Path, cwd: Path | None = None) -> str:
        """What a program of the environment prints. It must succeed."""
        return self.call([self.folder / "bin" / program, *arguments], cwd or self.folder.parent)

    def call(
        self, command: list[str | Path], cwd: Path, environment: Mapping[str, str] | None = None
    ) -> str:
        """What any command prints. It must succeed."""
        done = subprocess.run(
            command,
            cwd=cwd,
            env=environment or clean(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()


def install(folder: Path) -> Installed:
    """The wheel, built and installed without a network.

    The new environment finds the packages that the generator needs in the environment of the
    tests. A file of paths leads there; it does not lead on to what is installed there as editable.
    """
    wheels = folder / "wheels"
    wheels.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*pip, *build, wheels, ROOT], check=True, cwd=wheels)
    (wheel,) = wheels.iterdir()
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    packages = sysconfig.get_path("purelib", "venv", {"base": str(environment)})
    found = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    Path(packages, "dependencies.pth").write_text("\n".join(sorted(found)) + "\n", "utf-8")
    python = environment / "bin" / "python"
    given = ["--python", str(python), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, *given, wheel], check=True, cwd=wheels)
    return Installed(environment, wheel)
