"""The folders of a publication."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LOCK = "build.lock"
"""The file of a build folder by which builds know it as theirs, and wait for each other. It has
content while a build runs, and where one left a site there."""
REMEMBERED = "remembered.pickle"


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
    def remembered(self) -> Path | None:
        """The file that one run keeps for the next (:mod:`build_tools.system.remembered`); None
        where no build has made its folder, or this account may not look into it."""
        with suppress(OSError):
            if (self.build / LOCK).is_file():
                return self.build / REMEMBERED
        return None

    @property
    def staged(self) -> Path:
        return self.build / "docs"
