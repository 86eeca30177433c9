"""The books of the built site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.presentation.pages.downloads import FOLDER, base_name
from build_tools.records.editions import EDITIONS, Edition, EditionId
from tests.acceptance.conftest import Real
from tests.support.book_checks import CHECKS, Pdf, epubcheck
from tests.support.paths import SITE


@pytest.fixture(scope="module")
def pdfs(real: Real) -> dict[EditionId, Pdf]:
    resolved, start = real.resolved, SITE / FOLDER / base_name(real.resolved)
    return {
        edition.id: Pdf(resolved, edition, Path(f"{start}-{edition.id}.pdf").read_bytes())
        for edition in EDITIONS
    }


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pdf(check: Callable[[Pdf], None], edition: Edition, pdfs: dict[EditionId, Pdf]) -> None:
    check(pdfs[edition.id])


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubs() -> None:
    assert epubcheck(sorted((SITE / FOLDER).glob("*.epub"))) == ""
