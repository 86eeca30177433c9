"""Single mistakes of form in the real data: every harmful one is told at its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.publication.check import check
from build_tools.system.progress import Progress
from tests.support.mutation_runs import FOLDER, Run, judge, kinds, table

KINDS = kinds("form")
LEAST = 500
"""So many mutations there are at the least, in this file and in test_mutations_words.py."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        yield Run(tmp_path_factory.mktemp("mutations"), patch)


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_kind(kind: dict[str, Any], run: Run) -> None:
    tally = judge(run, kind)
    assert tally.tried == kind["count"]
    assert tally.failures == []


def test_what_is_remembered_is_what_a_check_tells(run: Run) -> None:
    """A sample of mutations, checked without any memory as well."""
    sample = [next(iter(run.mutations(kind))) for kind in KINDS[::8]]
    remembered = [places(run.problems(mutation)) for mutation in sample]
    with pytest.MonkeyPatch.context() as patch:
        run.memory.restore(patch)
        for mutation, expected in zip(sample, remembered, strict=True):
            problems = Problems()
            with run.changed(mutation):
                check(run.data.folder, problems, Progress())
            assert places(problems) == expected


def places(problems: Problems) -> list[tuple[Place, str]]:
    return [(found.place, found.code.id) for found in problems]


def test_the_table(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    every = [kind for name in ("form", "words") for kind in kinds(name)]
    assert sorted(path.stem for path in FOLDER.iterdir()) == ["form", "words"]
    assert sum(kind["count"] for kind in every) >= LEAST
    with capsys.disabled():
        print(table(run))
