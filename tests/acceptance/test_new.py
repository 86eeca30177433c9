"""A new publication made from the damaged source of this one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.system.progress import Progress
from tests.acceptance.conftest import Real
from tests.support.paths import DATA

DAMAGED = next((DATA / "source").glob("*.txt"))


@dataclass(frozen=True)
class Made:
    """A folder that ``new`` made or that editors filled, with its site."""

    root: Path
    resolved: Resolved
    told: list[str]
    """By ``new``, before anything was filled in."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, name: str) -> str:
        return (self.site / f"{name}.html").read_text("utf-8")


def checked(root: Path) -> tuple[Resolved, list[str]]:
    problems = Problems()
    resolved = check(root / "data", problems, Progress())
    assert resolved is not None, list(map(str, problems))
    assert problems.errors == []
    return resolved, list(map(str, problems))


def make(folder: Path, source: Path, *options: str) -> Made:
    """Run ``new`` and build the folder's site at once."""
    assert main(["new", str(folder), str(source), *options]) == 0
    resolved, told = checked(folder)
    assert main(["--root", str(folder), "site", "--quiet"]) == 0
    return Made(folder, resolved, told)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The raw source of the first publication; its simplified edition alone, for time."""
    folder = tmp_path_factory.mktemp("new") / "damaged"
    return make(folder, DAMAGED, "--editions", "hans")


def headings(resolved: Resolved) -> list[str]:
    return [
        f"{s.id} {s.level} {s.hans}"
        for s in resolved.document.segments
        if s.level in ("part", "section", "item")
    ]


def test_a_damaged_source_keeps_its_bytes_and_is_restored(damaged: Made, real: Real) -> None:
    kept = next((damaged.root / "data" / "source").iterdir())
    assert kept.read_bytes() == DAMAGED.read_bytes()
    errata = yaml.safe_load((damaged.root / "data" / "errata.yml").read_text("utf-8"))
    proven = [r for r in damaged.resolved.restoration.repairs if r.rule == "erratum" and r.proven]
    assert len(errata) == len(proven) == 11
    ours = damaged.resolved.restoration.text.split("\n")
    right = real.restoration.text.split("\n")
    wrong = [line for line, other in zip(ours, right, strict=True) if line != other]
    assert len(wrong) <= 2  # passages that only a reader can decide


def test_a_damaged_source_gives_the_outline_that_its_editors_drew(
    damaged: Made, real: Real
) -> None:
    assert headings(damaged.resolved) == headings(real.resolved)
    found, known = damaged.resolved.publication, real.publication
    assert (found.front, found.date) == (known.front, known.date)
    for name in ("title", "issuer", "speaker"):
        assert getattr(found, name).zh == getattr(known, name).zh
    assert found.source.script == "hant"
