"""The pages of this publication."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from build_tools.records.editions import EDITIONS
from build_tools.website.html_reader import Reader, is_regular, tags
from tests.support.page_html import check_plain
from tests.support.paths import SITE
from tests.support.publications import pages_of


def test_the_real_pages_are_plain_markdown(real: Any) -> None:
    for page in pages_of(real.resolved, EDITIONS[0]):
        check_plain(page)


NAMES, ATTRIBUTES = {"a", "img", "link"}, {"id", "style"}


class Telling:
    """Writes down what matters."""

    def handle_starttag(self, tag, attrs):
        matters = tag in NAMES | {"script", "style"} or any(name in ATTRIBUTES for name, _ in attrs)
        if matters:
            self.told.append((tag, attrs, self.getpos(), self.get_starttag_text()))
        self.raw = tag if tag in ("script", "style") else None

    def handle_data(self, data):
        if self.raw:
            self.told.append((data, self.getpos()))

    def handle_endtag(self, tag):
        if tag == self.raw:
            self.told.append((tag, self.getpos()))
        self.raw = None

    def handle_decl(self, decl):
        self.told.append((decl, self.getpos()))


class Quick(Telling, Reader):
    wanted = tags("|".join(sorted(NAMES)), "|".join(sorted(ATTRIBUTES)))


class Slow(Telling, HTMLParser):
    pass


def told(reader: type, page: str) -> list:
    made = reader()
    made.told, made.raw = [], None
    made.feed(page)
    made.close()
    return made.told


def test_the_built_pages_are_regular() -> None:
    pages = [path.read_text("utf-8") for path in sorted(SITE.rglob("*.html"))[::10]]
    assert pages
    assert all(map(is_regular, pages))
    assert all(told(Quick, page) == told(Slow, page) for page in pages)
