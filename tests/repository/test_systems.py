"""The generator uses nothing that Windows or macOS has not, as far as its types show."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_its_types_fit_the_platform(platform: str) -> None:
    cache = str(ROOT / ".mypy_cache" / platform)
    mypy = ["mypy", "--platform", platform, "-p", "build_tools", "--cache-dir", cache]
    done = subprocess.run(
        [sys.executable, "-m", *mypy], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
