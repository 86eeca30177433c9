"""The validators that npm installs (``make node-tools``), for tests that need one of them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.prefix) / "node" / "node_modules"


def node_tool(script: str) -> list[str]:
    """The command that runs a script of ``node_modules``.

    Where npm is not, the calling test is skipped; with NODE_TOOLS_REQUIRED set it fails.
    """
    node = shutil.which("node")
    if node is None or not (FOLDER / script).is_file():
        why = f"{script.partition('/bin/')[0]} is not installed (it needs node and npm)"
        if os.environ.get("NODE_TOOLS_REQUIRED"):
            pytest.fail(why)
        pytest.skip(why)
    return [node, str(FOLDER / script)]
