"""Pages written by hand: ``docs/zh`` and ``docs/en``, the same names in both.

The traditional edition's are converted from the Chinese, in the words of its readers.
Each begins with a ``# Heading``.

Every file below ``docs`` is published or reported: pages in these folders, all else in
``docs/assets``. Left out are only what ``exclude_docs`` in ``mkdocs.yml`` names, names that begin
with a dot, which editors and systems write, and pages of a language that no edition is in.
"""

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems
from build_tools.presentation.pages.page import NOT_FOUND, Page
from build_tools.presentation.pages.page_html import (
    is_whole,
    page_html,
    tags_of_the_page,
    title_and_description,
)
from build_tools.presentation.pages.unread_markdown import unread_markdown
from build_tools.records import read_text
from build_tools.records.editions import Edition
from build_tools.records.look_alikes import look_alike
from build_tools.resources.interface import Words
from build_tools.system.files import walk
from build_tools.text.offsets import place_of
from build_tools.text.plain import INVISIBLE

SIT015 = Code(
    "SIT015",
    "A file below docs cannot be published.",
    "Give it the form that is named, or move it out of the folder.",
    example='pages have the ending ".md" (hint: rename it to guide.md)',
)
SIT016 = Code(
    "SIT016",
    "A hand-written page or asset would replace a file that the generator makes.",
    "Rename it.",
    example="the generator makes codes.html",
)
SIT017 = Code(
    "SIT017",
    "A hand-written page begins with settings, which would be published as text.",
    "Delete the lines between the hyphens: the title is the page's first heading.",
    example="settings at the head of a page are not supported",
)
SIT019 = Code(
    "SIT019",
    "A hand-written page has no title, or Markdown that is not read: readers see its signs.",
    "Write it as the hint says; what is only to be shown stands between backquotes.",
    "advice",
    example="readers see “[the map]（map.html）”",
)
FOLDERS = ("assets", "en", "zh")
"""The folders of ``docs`` from which files are published."""
KIND = "written"
"""The kind of these pages."""
_OF_PAGES = "\r\u200d\ufe0f"
"""Of the invisible characters a page may have line ends of Windows, and what joins and colours
pictographs."""
_NO_ADDRESS = re.compile(r"[#?%\\]")
"""What no address of a page may have in its name."""
_SETTINGS = re.compile(r"---[ \t]*\r?\n")


def docs_files(docs: Path, folder: str, problems: Problems) -> Iterator[Path]:
    """The files below a ``folder`` of ``docs``, sorted; what may not be published is reported."""

    def refused(error: OSError) -> None:
        report(Path(error.filename), f"the folder cannot be read: {error.strerror}")

    def report(path: Path, message: str) -> None:
        problems.add(SIT015, Place(path.relative_to(docs.parent).as_posix()), message)

    root = os.path.realpath(docs)
    for path in walk(docs / folder, refused):
        parts = path.relative_to(docs / folder).parts
        target = Path(os.path.realpath(path))
        if any(part.startswith(".") for part in parts):
            continue
        if not _is_utf_8(os.fsencode("/".join(parts))):
            report(path, "its name is not UTF-8")
        elif odd := _NO_ADDRESS.search("/".join(parts)) or INVISIBLE.search("/".join(parts)):
            report(path, f"its name has {odd[0]!a}, which no address may have")
        elif not target.is_relative_to(root):
            report(path, "a link to a file outside of the folder docs")
        elif target.is_dir():
            report(path, "a link to a folder")
        elif not target.exists():
            report(path, "a link that leads to no file")
        elif not stat.S_ISREG(target.stat().st_mode):
            report(path, "not an ordinary file")
        else:
            yield path


def _is_utf_8(name: bytes) -> bool:
    """Whether a name is UTF-8, whatever the system's own encoding of names is."""
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def language(edition: Edition) -> str:
    """The folder below ``docs`` with the pages of ``edition``."""
    return "zh" if edition.is_chinese else "en"


def pages(docs: Path, words: Words, problems: Problems) -> Iterator[Page]:
    """The hand-written pages of an edition in ``docs``, sorted by name; others are problems."""
    for path in docs_files(docs, language(words.edition), problems):
        given = _text(path, path.relative_to(docs.parent).as_posix(), problems)
        if given is None:
            continue
        text = words.own_chinese(given)
        name = f"{docs.name}/{language(words.edition)}/{path.name}"
        try:
            html = page_html(text)
        except RecursionError:
            problems.add(SIT015, Place(name), "its lists nest too deeply")
            continue
        if not is_whole(html):
            message = "its HTML closes an element of the page around it, or hides what follows it"
            hint = "delete end tags that end nothing here, such as </div>, and end comments"
            problems.add(SIT015, Place(name), message, hint)
        for tag in tags_of_the_page(html):
            message = f"its HTML has <{tag}>, whose attributes would be those of the whole page"
            place = place_of(given, max(0, given.lower().find(f"<{tag}")), name)
            problems.add(SIT015, place, message, "delete it")
        for seen, hint in unread_markdown(html if given == text else page_html(given)):
            place = place_of(given, given.find(seen), name) if seen in given else Place(name)
            problems.add(SIT019, place, f"readers see “{seen}”", hint)
        title, about = title_and_description(html)
        if not title:
            title = path.stem
            hint = 'begin the page with "# Its title"'
            problems.add(SIT019, Place(name, 1), f'it has no title: readers see "{title}"', hint)
        yield Page(path.name, title, about, text, KIND, source=name)


def _text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a page without a byte-order mark; None, and a problem, where there is none."""
    folder = Path(*Path(name).parts[:2])
    if path.suffix != ".md":
        problems.add(
            SIT015, Place(name), 'pages have the ending ".md"', f"rename it to {path.stem}.md"
        )
        return None
    if path.name != Path(name).relative_to(folder).as_posix():
        problems.add(SIT015, Place(name), f"pages have no folders below {folder.as_posix()}")
        return None
    text = read_text(path, name, problems)
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    for found in INVISIBLE.finditer(text):
        if found[0] not in _OF_PAGES:
            message = f"an invisible character, U+{ord(found[0]):04X}, which no page may hold"
            problems.add(SIT015, place_of(text, found.start(), name), message)
            return None
    if pair := look_alike(text):
        odd, usual = pair
        message = f"“{odd}” only looks like “{usual or 'a character'}”"
        problems.add(SIT015, place_of(text, text.index(odd), name), message, f"write “{usual}”")
    if _SETTINGS.match(text):
        problems.add(SIT017, Place(name, 1), "settings at the head of a page are not supported")
    return text


def report_others(docs: Path, excluded: Collection[str], problems: Problems) -> None:
    """Report what ``docs`` has beside the folders that are published, unless it is ``excluded``."""
    if not docs.is_dir():
        message = "no such folder: the site has no pages written by hand"
        hint = f"make {docs.name}/zh and {docs.name}/en, or bring them back with git"
        problems.advise(SIT015, Place(docs.name), message, hint)
        return
    known = {*FOLDERS, *(name.strip("/") for name in excluded)}
    for path in sorted(docs.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            hint = f"move it there, or name it below “exclude_docs” in mkdocs.yml: {path.name}"
            message = f"published are only the folders {', '.join(FOLDERS)}"
            problems.add(SIT015, Place(f"{docs.name}/{path.name}"), message, hint)


def report_replaced(
    by_hand: Collection[Page], made: Collection[str], folder: str, problems: Problems
) -> None:
    """Report the pages from ``folder`` (``docs/en``) that have the address of a generated page.

    ``made`` are the addresses of those.
    """
    taken = {address.casefold(): address for address in made}
    taken |= {NOT_FOUND: NOT_FOUND, "readme.html": "index.html"}  # MkDocs takes README for index
    for page in by_hand:
        if original := taken.get(page.address.casefold()):
            message = f"the generator makes {original}"
            problems.add(SIT016, Place(f"{folder}/{page.path}"), message)
