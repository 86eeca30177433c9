"""The text of a page that shows neither the report nor records nor terms, as a search reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from markdown import Markdown

from build_tools.presentation.pages.page_html import html_tree

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {"p", "li", "dt", "dd", "tr", "figcaption", "summary"}
UNREAD = ("script", "style", "svg")


@dataclass(frozen=True)
class TextBlock:
    """A heading, a paragraph, a row of a table."""

    anchor: str
    """The id at it or before it; "" for the top of the page."""
    heading: str
    """The heading above it; "" before the first."""
    text: str


def text_blocks(body: str) -> Iterator[TextBlock]:
    """The blocks of a page's Markdown in their order; its title is none of them.

    >>> found = text_blocks("# Top\\n\\nOne.\\n\\n## More\\n\\n- a")
    >>> [(block.anchor, block.heading, block.text) for block in found]
    [('top', '', 'One.'), ('more', 'More', 'More'), ('more', 'More', 'a')]
    """
    html = Markdown(extensions=["attr_list", "tables", "toc"]).convert(body)
    root = html_tree(f"<body>{html}</body>")
    etree.strip_elements(root, *UNREAD, with_tail=False)
    anchor = heading = ""
    for element in root.iter(etree.Element):
        anchor = str(element.get("id") or anchor)
        if element.tag not in BLOCKS or next(element.iterdescendants(*BLOCKS), None) is not None:
            continue
        text = _text(element)
        if element.tag in HEADINGS:
            heading = "" if element.tag == "h1" else text
        if text and element.tag != "h1":
            yield TextBlock(anchor, heading, text)


def _text(element: etree._Element) -> str:
    """All text inside, on one line; the cells of a row are parted by a space."""
    if element.tag == "tr":
        return " ".join(filter(None, map(_text, element.iterchildren("th", "td"))))
    return " ".join(str(element.xpath("string()")).split())
