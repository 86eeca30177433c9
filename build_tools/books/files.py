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
    name = short_name(resolved.publication)
    return [f"{name}-{kind}.{form}" for form in ("pdf", "epub") for kind in kinds(resolved)]


def book_files(
    resolved: Resolved,
    revision: Revision,
    url: str,
    cache: Cache,
    pdfs: Mapping[BookKind, Future[bytes]],
    problems: Problems,
) -> dict[str, bytes]:
    """The books by their path in the site at ``url``; ``pdfs`` are those that were started."""
    start = f"{FOLDER}/{short_name(resolved.publication)}"
    epubs = epub.books(resolved, revision, url, cache)
    return {
        **{f"{start}-{kind}.pdf": made for kind, made in pdf.finish(pdfs, problems).items()},
        **{f"{start}-{kind}.epub": content for kind, content in epubs.items()},
    }
