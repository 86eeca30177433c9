"""Problems of rendered pages, moved to the files that an editor wrote the pages in."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from build_tools.diagnostics import Place, Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.page import Page
from build_tools.text.plain import one_line

_SUBJECT = re.compile(
    r"(?:loads |a [^:]*: )?[“\"]?(?P<text>.*?)[”\">]?"
    r"(?: is not there|: no such anchor| appears \d+ times)?"
)
"""What of a page a message is about: an address, an element, an attribute or an identifier."""


@contextmanager
def at_sources(problems: Problems, pages: Mapping[str, Page], root: Path) -> Iterator[Problems]:
    """Collect problems of rendered pages; those of hand-written ones go to their files in ``root``.

    ``pages`` are those of the site, by path. The Chinese editions are made from the same files:
    their problems become equal. A problem that Markdown spells in another way has no line.
    """
    inner = Problems()
    yield inner
    for one in inner.found:
        page = pages.get(one.place.file)
        if page is None or page.kind != handwritten.KIND:
            problems.found.append(one)
        else:
            text = (root / page.source).read_text("utf-8", "replace")
            place = Place(page.source, *place_in(text, one.message))
            problems.found.append(replace(one, place=place, message=one_line(one.message)))


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
