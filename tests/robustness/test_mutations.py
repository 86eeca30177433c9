"""Single mistakes in the data: each harmful one is reported at its line, and no harmless one."""

from typing import Any

import pytest

from build_tools.records.editions import EDITIONS
from tests.support.mutation_runs import Run, judge, kinds, table
from tests.support.mutations import PAYLOADS
from tests.support.page_html import Seen, check_plain, front, shown
from tests.support.publications import pages_of

KINDS = [*kinds("form"), *kinds("words")]
LEAST = 500
"""So many mutations are tried at the least."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("mutations"))


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_kind(kind: dict[str, Any], run: Run) -> None:
    tally = judge(run, kind)
    assert tally.tried == kind["count"]
    assert tally.failures == []


def test_markup_that_is_not_refused_is_shown_as_text(run: Run) -> None:
    """All of it at once in the pages: what acts anywhere is seen."""
    if not run.unrefused:
        pytest.skip("the markup was not tried")
    resolved, problems = run.check_together(run.unrefused)
    assert problems.errors == []
    assert resolved is not None
    text = ""
    for edition in EDITIONS:
        for page in pages_of(resolved, edition):
            check_plain(page)
            seen = Seen(shown(front(page.markdown())[1]))
            assert (seen.acts, seen.wrong) == ([], []), page.path
            text += seen.text
    # Some fields, such as the reasons in conversion.yml, are on no page.
    assert len([payload for payload in PAYLOADS if payload in text]) > len(PAYLOADS) // 2


def test_the_table(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert sum(kind["count"] for kind in KINDS) >= LEAST
    with capsys.disabled():
        print(table(run))
