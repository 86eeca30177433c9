"""A page in Markdown as a tree of HTML: its title, its description, and whether it is whole."""

import re

from lxml import etree
from markdown import Markdown

from build_tools.text.plain import one_line

_EXTENSIONS = ("attr_list", "fenced_code", "tables", "toc")
_AROUND = ("article", "div", "main")
"""The elements of a page that are around its text: those of the theme."""
_END = "__end_of_text"
_MISPLACED = re.compile(r"misplaced <(\w+)> tag")
"""What libxml2 says of a tag that it drops."""


def page_html(text: str) -> str:
    """A page in Markdown as HTML. Raises RecursionError where its lists nest too deeply."""
    return str(Markdown(extensions=list(_EXTENSIONS)).convert(text))


def title_and_description(html: str) -> tuple[str, str]:
    """A page's first heading and its first paragraph, as plain text; "" where it has none.

    >>> title_and_description(page_html("# *Our* site { #a }\\n\\n![](a.png)\\n\\n[It](b.html)."))
    ('Our site', 'It.')
    """
    root = html_tree(f"<body>{html}</body>")
    titles = (_text(node) for node in root.iter("h1"))
    paragraphs = (_text(node) for node in root.xpath("/html/body/p"))
    return next(filter(None, titles), ""), next(filter(None, paragraphs), "")


def is_whole(html: str) -> bool:
    """Whether the HTML of a page's text closes none of the elements around it, and hides nothing of
    what follows it.

    >>> is_whole("<div>a"), is_whole("<div>a</div></div>"), is_whole("a<!-- b")
    (True, False, False)
    """
    pages = (f'<body><{tag}>{html}<p id="{_END}"></p>' for tag in _AROUND)
    return all(html_tree(page).xpath(f"/html/body/*[1]//p[@id='{_END}']") for page in pages)


def tags_of_the_page(html: str) -> list[str]:
    """The start tags in a text that belong to the page as a whole: a browser gives their
    attributes, such as ``onclick``, to the page.

    >>> tags_of_the_page("a<body onclick=b()>"), tags_of_the_page("<code>&lt;body></code>")
    (['body'], [])
    """
    parser = _parser()
    etree.fromstring(f"<html><body>{html}".encode(), parser)
    said = (_MISPLACED.search(error.message) for error in parser.error_log)
    return [found[1] for found in said if found]


def html_tree(page: str) -> etree._Element:
    """The tree of a page that is given without its start tag ``<html>``."""
    return etree.fromstring(f"<html>{page}".encode(), _parser())


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)


def _text(node: etree._Element) -> str:
    return one_line("".join(map(str, node.itertext())))
