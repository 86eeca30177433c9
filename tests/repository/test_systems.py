"""The generator uses nothing that Windows or macOS has not, as far as its types show."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import mypy
import pytest

from tests.support.paths import PACKAGE, ROOT

STUBS = Path(mypy.__file__).with_name("typeshed") / "stdlib"
OF_PATHS = re.compile(r"\.(owner|group|is_mount)\(")
"""All of pathlib that not every platform has; that of most modules needs no look."""


def imports(text: str) -> Iterator[str]:
    """The names of the modules that a module imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def differs(name: str) -> bool:
    """Whether a module of the standard library is not the same on every platform."""
    path = STUBS / name.replace(".", "/")
    stubs = (path.with_suffix(".pyi"), path / "__init__.pyi")
    return any("sys.platform" in stub.read_text("utf-8") for stub in stubs if stub.is_file())


def modules() -> Iterator[Path]:
    """The modules of the generator that may not work the same on every platform."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if OF_PATHS.search(text) or any(map(differs, {*imports(text)} - {"pathlib"})):
            yield path


def errors(platform: str) -> list[str]:
    """What mypy says of these modules alone: types from elsewhere are unknown, which is quick."""
    alone = ["--config-file=", "--follow-imports=skip", "--cache-dir=/dev/null", "--no-pretty"]
    command = [sys.executable, "-m", "mypy", "--platform", platform, *alone, *map(str, modules())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    *found, last = done.stdout.splitlines()
    assert "source files" in last, done.stdout + done.stderr
    return found


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_its_types_fit_the_platform(platform: str) -> None:
    """For Linux `make lint` finds them right."""
    assert errors(platform) == []
