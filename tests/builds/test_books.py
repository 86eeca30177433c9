"""The books of made publications: PDFs in their parts, EPUBs by EPUBCheck."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.books import epub, pdf
from build_tools.diagnostics import Problems
from build_tools.records.editions import EDITIONS, Edition, EditionId
from tests.support.book_checks import CHECKS, Pdf, epubcheck, squeezed
from tests.support.publications import RELEASE, URL, full, tiny


@pytest.fixture(scope="module")
def pdfs() -> dict[EditionId, Pdf]:
    resolved, problems = full.resolved(), Problems()
    made = pdf.books(resolved, RELEASE, URL, problems)
    assert list(problems) == []
    return {edition.id: Pdf(resolved, edition, made[edition.id]) for edition in EDITIONS}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pdf(check: Callable[[Pdf], None], edition: Edition, pdfs: dict[EditionId, Pdf]) -> None:
    check(pdfs[edition.id])


def test_the_front_page_names_the_release(pdfs: dict[EditionId, Pdf]) -> None:
    for edition in EDITIONS:
        front = pdfs[edition.id].texts[0]
        for words in (RELEASE.name, RELEASE.date, URL):
            assert squeezed(words) in front


def test_a_pdf_that_cannot_be_set_is_reported() -> None:
    found = tiny.resolved()
    wrong = {s: f"\U00013000{en}" for s, en in found.translation.items()}
    problems = Problems()
    made = pdf.books(replace(found, translation=wrong), RELEASE, URL, problems)
    assert [problem.code for problem in problems] == [pdf.BOK001]
    assert sorted(made) == ["hans", "hant"]


def test_a_pdf_that_was_set_before_is_not_set_again(tmp_path: Path) -> None:
    found = tiny.resolved()
    first = pdf.books(found, RELEASE, URL, Problems(), tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes() + b"% kept")
    kept = pdf.books(found, RELEASE, URL, Problems(), tmp_path)
    assert kept == {edition: content + b"% kept" for edition, content in first.items()}
    for later in (
        replace(RELEASE, name="another"),
        replace(RELEASE, moment=RELEASE.moment + datetime.timedelta(seconds=1)),
    ):
        again = pdf.books(found, later, URL, Problems(), tmp_path)
        assert not any(content.endswith(b"% kept") for content in again.values())
    assert len(list(tmp_path.iterdir())) == len(EDITIONS)


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubs(tmp_path: Path) -> None:
    files = []
    for kind, content in epub.books(full.resolved(), RELEASE, URL).items():
        files.append(tmp_path / f"{kind}.epub")
        files[-1].write_bytes(content)
    assert epubcheck(files) == ""
