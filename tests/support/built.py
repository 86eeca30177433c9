"""Publications built into a folder: by ``new`` from a text, or as their editors have them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved


@dataclass(frozen=True)
class Built:
    """A publication's folder, with its site."""

    root: Path
    resolved: Resolved
    problems: list[str]
    """What ``check`` reports: advice, no errors."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, name: str) -> str:
        """The HTML of a page, by its path without the ending."""
        return (self.site / f"{name}.html").read_text("utf-8")


def checked(root: Path) -> tuple[Resolved, list[str]]:
    """The publication in a folder, which has no errors, and its advice."""
    problems = Problems()
    resolved = check_publication(root / "data", problems)
    assert resolved is not None, list(map(str, problems))
    assert problems.errors == []
    return resolved, list(map(str, problems))


def built(root: Path) -> Built:
    """Build the site of a folder."""
    assert main(["--root", str(root), "site", "--quiet"]) == 0
    return Built(root, *checked(root))


def built_copy(publication: Path, folder: Path) -> Built:
    """Build a copy of a publication."""
    shutil.copytree(publication, folder)
    return built(folder)


def built_new(folder: Path, source: Path, *options: str) -> Built:
    """Run ``new`` and build the folder's site at once."""
    assert main(["new", str(folder), str(source), *options]) == 0
    return built(folder)


def headings(resolved: Resolved) -> list[str]:
    """Parts, sections and items, each with its id."""
    return [
        f"{s.id} {s.level} {s.hans}"
        for s in resolved.document.segments
        if s.level in ("part", "section", "item")
    ]
