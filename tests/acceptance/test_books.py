"""The books of the built site."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from build_tools.presentation.pages.downloads import FOLDER, base_name
from build_tools.records.editions import EDITIONS, Edition
from tests.acceptance.conftest import Real
from tests.support.book_checks import CHECKS, Pdf, epubcheck
from tests.support.paths import SITE


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pdf(check: Callable[[Pdf], None], edition: Edition, real: Real) -> None:
    file = SITE / FOLDER / f"{base_name(real.resolved)}-{edition.id}.pdf"
    check(Pdf(real.resolved, edition, file.read_bytes()))


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubs() -> None:
    assert epubcheck(sorted((SITE / FOLDER).glob("*.epub"))) == ""
