"""Templates: text stays text, words of the edition, addresses between pages."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from build_tools.presentation.templating import environment, heading, relative
from tests.support.cases import read_cases

HEADINGS = read_cases("presentation/headings.yml")


def rendered(text: str) -> str:
    source = f"# {heading(text)} {{ #anchor }}\n\n<p>next</p>\n"
    return Markdown(extensions=["attr_list", "tables", "toc"]).convert(source)


def check_heading(text: str) -> None:
    match = re.fullmatch(r'<h1 id="anchor">([^<>]*)</h1>\n\n?<p>next</p>', rendered(text))
    assert match, rendered(text)
    assert unescape(match[1]).split() == text.split()


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_shows_its_text(text: str) -> None:
    check_heading(text)


@given(
    text=st.text(alphabet="#*_`[]()<>{}!&;:=|~^-+.\\\"'a1 字。", min_size=1, max_size=20).filter(
        str.strip
    )
)
def test_any_heading(text: str) -> None:
    check_heading(text)


def test_a_heading_is_one_line() -> None:
    assert heading("a\n\n# b\r\nc ") == "a &#35; b c"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a\n\n# b", "a # b"),
        ("a \r\n  b", "a b"),
        (Markup("<p>a\n</p>"), "<p>a\n</p>"),
        (Markup("<p>a\n \n\n# b</p>"), "<p>a\n# b</p>"),
        (5, "5"),
    ],
)
def test_values_in_templates(value: object, shown: str) -> None:
    assert environment().from_string("{{ value }}").render(value=value) == shown


@pytest.mark.parametrize(
    ("target", "page", "address"),
    [
        ("report/a.html", "index.md", "report/a.html"),
        ("index.html", "report/a.md", "../index.html"),
        ("report/b.html#s", "report/a.md", "b.html#s"),
        ("glossary/x.html#t", "report/a.md", "../glossary/x.html#t"),
    ],
)
def test_relative(target: str, page: str, address: str) -> None:
    assert relative(target, page) == address
