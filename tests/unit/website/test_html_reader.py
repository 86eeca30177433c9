"""The quick reader of HTML: it tells what ``html.parser`` tells, of what matters."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.website.html_reader import Reader, is_regular, tags
from tests.support.cases import read_cases

CASES = read_cases("website/html_reader.yml")
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


@pytest.mark.parametrize("case", CASES, ids=[case["html"][:50] for case in CASES])
def test_pages(case: dict) -> None:
    assert is_regular(case["html"]) is case["regular"]
    assert told(Quick, case["html"]) == told(Slow, case["html"])


PIECES = st.sampled_from(
    [
        *("<a", "<p", "<br", "<script", "<style", "<title", "<!doctype html", "<!--", "-->", "</p"),
        *("</a>", "</script>", "</style>", "</title>", "<img ", "<ID", ">", "/>", "<", "&lt;", "/"),
        *(' id="x"', " id='y' ", " id=z", " style", ' style=""', ' title="a > id= b"', " id", '"'),
        *("text", " id=1 ", "\n", " ", "=", "'", "&amp;id", "<div id=a>", "-", "<a href='&#39;'>"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example('<p title="<a id=x>">')
@example("<p> id=x <a>")
def test_any_page(page: str) -> None:
    assert told(Quick, page) == told(Slow, page)
