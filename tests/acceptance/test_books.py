"""The books of the built site."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.books.kinds import EDITION_OF, BookKind
from build_tools.presentation.citations.cited import short_name
from build_tools.presentation.pages.downloads import FOLDER
from tests.acceptance.conftest import Real
from tests.support.book_checks import CHECKS, Pdf, epubcheck
from tests.support.paths import SITE


@pytest.fixture(scope="module")
def pdfs(real: Real) -> dict[BookKind, Pdf]:
    resolved, start = real.resolved, SITE / FOLDER / short_name(real.resolved.publication)
    return {
        kind: Pdf(resolved, kind, Path(f"{start}-{kind}.pdf").read_bytes()) for kind in EDITION_OF
    }


@pytest.mark.parametrize("kind", EDITION_OF)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pdf(check: Callable[[Pdf], None], kind: BookKind, pdfs: dict[BookKind, Pdf]) -> None:
    check(pdfs[kind])


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubs() -> None:
    """The simplified one is not checked: it differs from the traditional one in its characters."""
    books = [path for path in (SITE / FOLDER).glob("*.epub") if not path.stem.endswith("-hans")]
    assert len(books) == len(EDITION_OF) - 1
    assert epubcheck(sorted(books)) == ""
