"""The folders of a publication."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self


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
    def staged(self) -> Path:
        return self.build / "docs"
