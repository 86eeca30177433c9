"""A new publication made from the damaged source of this one."""

import pytest
import yaml

from build_tools.cli import main
from tests.acceptance.conftest import Real
from tests.support.built import Built, checked, headings
from tests.support.paths import DATA

DAMAGED = next((DATA / "source").glob("*.txt"))


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The raw source of the first publication, as ``new`` takes it; no site is built."""
    folder = tmp_path_factory.mktemp("new") / "damaged"
    assert main(["new", str(folder), str(DAMAGED)]) == 0
    return Built(folder, *checked(folder))


def test_a_damaged_source_keeps_its_bytes_and_is_restored(damaged: Built, real: Real) -> None:
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
    damaged: Built, real: Real
) -> None:
    assert headings(damaged.resolved) == headings(real.resolved)
    found, known = damaged.resolved.publication, real.publication
    assert (found.front, found.date) == (known.front, known.date)
    for name in ("title", "issuer", "speaker"):
        assert getattr(found, name).zh == getattr(known, name).zh
    assert found.source.script == "hant"
