"""All books of a publication, as files."""

from collections.abc import Mapping
from concurrent.futures import Future

from build_tools.books import epub, pdf
from build_tools.books.kinds import BookKind, kinds
from build_tools.diagnostics import Problems
from build_tools.presentation.citations.cited import short_name
from build_tools.presentation.pages.downloads import FOLDER
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.system.cache import Cache


def book_file_names(resolved: Resolved) -> list[str]:
    """The file names of the books."""
    return [_name(resolved, kind, form) for form in ("pdf", "epub") for kind in kinds(resolved)]


def epub_files(resolved: Resolved, revision: Revision, cache: Cache) -> dict[str, bytes]:
    """The EPUBs by their path in the site; ``cache`` keeps their covers."""
    made = ((kind, epub.book(resolved, kind)) for kind in kinds(resolved))
    return {
        f"{FOLDER}/{_name(resolved, kind, 'epub')}": epub.pack(book, revision, cache)
        for kind, book in made
    }


def pdf_files(
    resolved: Resolved, started: Mapping[BookKind, Future[bytes]], problems: Problems
) -> dict[str, bytes]:
    """The PDFs by their path in the site, when they are ready; one that cannot be set is
    reported."""
    made = pdf.finish(started, problems)
    return {f"{FOLDER}/{_name(resolved, kind, 'pdf')}": made[kind] for kind in made}


def _name(resolved: Resolved, kind: BookKind, form: str) -> str:
    return f"{short_name(resolved.publication)}-{kind}.{form}"
