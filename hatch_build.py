"""Writes into a built package the commit that it was built from: publications are pinned by it."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "build_tools/scaffold/shipped/commit.txt"


class CommitHook(BuildHookInterface[Any]):
    """A package that is built outside a repository keeps the file that its sources have."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file, where there is a commit."""
        root = Path(self.root)
        if version == "editable" or not (root / ".git").exists():
            return
        command = ["git", "-C", str(root), "rev-parse", "HEAD"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode == 0:
            self.folder = TemporaryDirectory()
            file = Path(self.folder.name, "commit.txt")
            file.write_text(done.stdout, "utf-8")
            build_data["force_include"][str(file)] = TARGET
