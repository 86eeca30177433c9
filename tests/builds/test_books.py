"""The books of made publications: PDFs in their parts, EPUBs by EPUBCheck."""

import datetime
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.books import pdf
from build_tools.books.files import epub_files
from build_tools.books.kinds import EDITION_OF, BookKind
from build_tools.diagnostics import Problems
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.system.cache import Cache
from tests.support.book_checks import CHECKS, Pdf, epubcheck, squeezed
from tests.support.publications import REVISION, full, tiny


def pdfs_of(
    resolved: Resolved, revision: Revision, problems: Problems, cache: Cache
) -> dict[BookKind, bytes]:
    with ThreadPoolExecutor() as pool:
        return pdf.finish(pdf.start(resolved, revision, cache, pool), problems)


@pytest.fixture(scope="module")
def pdfs() -> dict[BookKind, Pdf]:
    resolved, problems = full.resolved(), Problems()
    made = pdfs_of(resolved, REVISION, problems, Cache())
    assert list(problems) == []
    return {kind: Pdf(resolved, kind, made[kind]) for kind in EDITION_OF}


@pytest.mark.parametrize("kind", EDITION_OF)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pdf(check: Callable[[Pdf], None], kind: BookKind, pdfs: dict[BookKind, Pdf]) -> None:
    check(pdfs[kind])


def test_the_front_page_names_the_release(pdfs: dict[BookKind, Pdf]) -> None:
    for book in pdfs.values():
        front = book.texts[0]
        for words in (REVISION.name, REVISION.date, book.resolved.url):
            assert squeezed(words) in front


def test_a_pdf_that_cannot_be_set_is_reported() -> None:
    found = tiny.resolved()
    wrong = {s: f"\U00013000{en}" for s, en in found.translation.items()}
    problems = Problems()
    made = pdfs_of(replace(found, translation=wrong), REVISION, problems, Cache())
    assert [problem.code for problem in problems] == [pdf.BOK001] * 2
    assert sorted(made) == ["hans", "hant"]


def test_a_pdf_is_set_again_only_where_something_is_different(tmp_path: Path) -> None:
    found = tiny.resolved()

    def asked(revision: Revision) -> set[str]:
        cache = Cache(tmp_path)
        pdfs_of(found, revision, Problems(), cache)
        cache.remove_unused()
        return {path.name for path in tmp_path.iterdir()}

    first = asked(REVISION)
    assert len(first) == len(EDITION_OF)
    assert asked(REVISION) == first
    for later in (
        replace(REVISION, name="another"),
        replace(REVISION, moment=REVISION.moment + datetime.timedelta(seconds=1)),
    ):
        assert asked(later).isdisjoint(first)


@pytest.mark.long  # The books of this publication are checked each time.
@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubs(tmp_path: Path) -> None:
    files = []
    for path, content in epub_files(full.resolved(), REVISION, Cache()).items():
        files.append(tmp_path / Path(path).name)
        files[-1].write_bytes(content)
    assert epubcheck(files) == ""
