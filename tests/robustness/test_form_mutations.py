"""Single mistakes of form in the data: every harmful one is told at its line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.mutation_runs import FOLDER, IS_REAL, Run, judge, kinds, table

KINDS = kinds("form")
LEAST = 500
"""So many mutations there are at the least, in this file and in test_word_mutations.py."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("mutations"))


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_kind(kind: dict[str, Any], run: Run) -> None:
    tally = judge(run, kind)
    if IS_REAL:
        assert tally.tried == kind["count"]
    elif not tally.tried:
        pytest.skip("the made publication has nothing of this kind")
    assert tally.failures == []


def test_the_table(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    every = [kind for name in ("form", "words") for kind in kinds(name)]
    assert sorted(path.stem for path in FOLDER.iterdir()) == ["form", "words"]
    assert sum(kind["count"] for kind in every) >= LEAST
    with capsys.disabled():
        print(table(run))
