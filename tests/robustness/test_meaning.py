"""Values of the real data that say something else: nearly all are noticed where they are."""

from typing import Any

import pytest

from tests.support.meaning_runs import MeaningRun, Table
from tests.support.mutation_runs import kinds
from tests.support.paths import ROOT

KINDS = kinds("meaning")
KNOWN = [kind for kind in KINDS if kind["pass"] < kind["count"]]
"""The kinds of which a check knows something."""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    run = MeaningRun(ROOT / "data", tmp_path_factory.mktemp("meaning"))
    return run.try_all([edit for kind in KINDS for edit in run.edits(kind)])


@pytest.mark.parametrize("kind", KNOWN, ids=[kind["name"] for kind in KNOWN])
def test_few_pass(kind: dict[str, Any], table: Table) -> None:
    assert table.counts(kind["name"]).total() == kind["count"]
    assert len(table.passed(kind["name"])) <= kind["pass"], "\n".join(table.passed(kind["name"]))


def test_the_table(table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(table)
    assert len(table.edits) == sum(kind["count"] for kind in KINDS)
