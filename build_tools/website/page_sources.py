"""Problems of rendered pages, moved to the files in which an editor made them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from build_tools.diagnostics import Code, Diagnostic, Place, Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.page import Page
from build_tools.text.plain import one_line
from build_tools.website.mkdocs_yml import CONFIGURATION

_SUBJECT = re.compile(
    r"(?:loads |a [^:]*: )?[“\"]?(?P<text>.*?)[”\">]?"
    r"(?: is not there|: no such anchor|: the address has .*| appears \d+ times)?"
)
"""What of a page a message is about: an address, an element, an attribute or an identifier."""


@contextmanager
def at_sources(problems: Problems, pages: Mapping[str, Page], root: Path) -> Iterator[Problems]:
    """Collect problems of rendered pages; those of hand-written ones go to their files in ``root``,
    and those that all pages have to the settings.

    ``pages`` are those of the site, by path. The Chinese editions are made from the same files:
    their problems become equal. A problem that Markdown spells in another way has no line.
    """
    inner = Problems()
    yield inner
    having: dict[tuple[Code, str], set[str]] = defaultdict(set)
    for one in inner.found:
        having[one.code, one.message].add(one.place.file)
    for one in inner.found:
        page = pages.get(one.place.file)
        if having[one.code, one.message] >= pages.keys():
            file, hint = CONFIGURATION, "every page has this: a setting makes it"
        elif page and page.kind == handwritten.KIND:
            file, hint = page.source, one.hint
        else:
            problems.found.append(one)
            continue
        text = (root / file).read_text("utf-8", "replace")
        problems.found.append(replace(at_source(one, file, text), hint=hint))


def at_source(one: Diagnostic, file: str, text: str) -> Diagnostic:
    """A problem of a rendered page at its place in the ``file``, with ``text``, that it is from."""
    place = Place(file, *place_in(text, one.message))
    return replace(one, place=place, message=one_line(one.message))


def place_in(text: str, message: str) -> tuple[int, int]:
    """The first line of ``text`` that has what ``message`` is about, and the column; else zeros.

    >>> place_in("# Title\\n\\n![](//a.example/b.png)", "loads //a.example/b.png")
    (3, 5)
    """
    subject = _SUBJECT.fullmatch(message)
    whole = re.escape(subject["text"]) if subject else ""
    name = whole.partition("=")[0]  # an attribute may be written in other ways
    for wanted in (rf"(?<!\w){whole}(?!\w)", whole, name):
        for at, line in enumerate(text.splitlines(), 1):
            if whole and (found := re.search(wanted, line, re.IGNORECASE)):
                return at, found.start() + 1
    return 0, 0
