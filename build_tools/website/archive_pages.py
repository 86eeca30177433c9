"""A page as the archive has it: it says which copy it is, and offers no archive of itself.

The page for what is not found, which a server sends for any address, has addresses from the
server's root; in the archive it has relative ones, like every other page.
"""

import posixpath
import re

from markupsafe import Markup, escape

from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.publication.revision import Revision
from build_tools.resources.interface import Words
from build_tools.website.policy import with_policy

OFFER = re.compile(r"<(section|tr)\b[^>]* data-archive\b[^>]*>.*?</\1>", re.DOTALL)
"""Where the page of downloads offers the archive and gives its SHA-256."""
PLACE = "<p data-copy hidden></p>"
"""Where a page may say which copy it is; empty and not shown where the site is not a copy."""


def which_copy(words: Words, revision: Revision, url: str) -> Markup:
    """The words that say which copy this is, and where the newest version is."""
    about = words("copy_about", name=revision.name, date=revision.date)
    return Markup("{}{}{}").format(
        about, "" if words.edition.is_chinese else " ", newest(words, url)
    )


def newest(words: Words, url: str) -> Markup:
    """The words that say where the newest version is, with the address as a link."""
    link = Markup('<a href="{}">{}</a>').format(url, url)
    return Markup(escape(words("copy_newer", url="{url}"))).format(url=link)  # noqa: S704


def as_copy(path: str, page: str, note: Markup, root: str) -> str:
    """The page at ``path`` for the archive; ``note`` is :func:`which_copy`.

    ``root`` is the path of the site's address, with its slashes.
    """
    page = OFFER.sub("", page).replace(PLACE, f"<p data-copy>{note}</p>")
    if path.rpartition("/")[2] == NOT_FOUND:
        # An inline script has an address too, so its hash changes.
        return with_policy(_relative(path, page, root))
    return page


def _relative(path: str, page: str, root: str) -> str:
    """``page`` with every address that begins at ``root`` seen from its own place."""

    def seen(found: re.Match[str]) -> str:
        target, mark, anchor = found[1].partition("#")
        below = posixpath.normpath(f"./{target.removeprefix(root)}")
        return f'"{posixpath.relpath(below, posixpath.dirname(path) or ".")}{mark}{anchor}"'

    return re.sub(rf'"({re.escape(root)}[^"\s<>]*)"', seen, page)
