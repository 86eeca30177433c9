"""The folders of a publication."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LOCK = "build.lock"
"""The file of a build folder by which builds know it as theirs, and wait for each other. It has
content while a build runs, and where one left a site there."""
ALIKE = "alike.json"


@dataclass(frozen=True)
class Project:
    """Where a publication's data, pages, intermediate files and site are."""

    root: Path
    data: Path
    build: Path
    site: Path

    @classmethod
    def at(cls, root: Path) -> Self:
        return cls(root, root / "data", root / "build", root / "site")

    @property
    def handwritten(self) -> Path:
        """The pages written by hand."""
        return self.root / "docs"

    @property
    def alike(self) -> Path | None:
        """The file that a check keeps for the next one (:mod:`build_tools.translation.alike`); None
        where no build has made its folder, or this account may not look into it."""
        with suppress(OSError):
            if (self.build / LOCK).is_file():
                return self.build / ALIKE
        return None

    @property
    def staged(self) -> Path:
        return self.build / "docs"
