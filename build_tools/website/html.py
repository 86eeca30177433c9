"""The elements of an HTML page, by libxml2's parser, whose tokens are those of HTML5."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_TAGS_IN_TEXT = re.compile(r"<(title|textarea)\b[^>]*>[^<]*<(?!/\1\b)", re.IGNORECASE)
"""A tag where HTML has only text; inside SVG and MathML a browser reads it as a tag."""
_PLAIN_TAGS = frozenset(
    {
        *("a", "article", "b", "blockquote", "cite", "code", "dd", "div", "dl", "dt", "em"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "header", "i", "li", "main"),
        *("mark", "nav", "ol", "p", "q", "rp", "rt", "ruby", "section", "small", "span"),
        *("strong", "summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
    }
)
_PLAIN_ATTRIBUTES = frozenset({"class", "lang"})
"""A plain element with no other attribute names, links, loads and runs nothing."""


class Element(NamedTuple):
    """A start tag, with the text inside it where that may be read in two ways: of a script, of a
    style sheet, and of what is plain text in HTML and not in a picture or a formula.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    text: str


def elements(page: str, which: str = "//*") -> Iterator[Element]:
    """The elements of a page in document order; names are in lower case.

    ``which`` is the XPath of those that are wanted. More than half of a page's elements only mark
    or divide text, which needs no check; they are left out. Of an attribute that is given twice,
    the first counts, as in browsers.

    >>> [(e.tag, e.attributes) for e in elements("<p ID=a id=b>x<br>")][-2:]
    [('p', {'id': 'a'}), ('br', {})]
    >>> [e.tag for e in elements("<p class=a>x<b onclick=y()>z</b><iframe class=a></iframe>")][-2:]
    ['b', 'iframe']
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(page.encode(), parser) if page.strip() else None
    if root is None:
        return
    has_tags_in_text = bool(_TAGS_IN_TEXT.search(page))
    for node in root.xpath(which):
        if node.tag in _PLAIN_TAGS and _PLAIN_ATTRIBUTES.issuperset(node.keys()):
            continue
        is_raw = node.tag in ("script", "style") or (
            has_tags_in_text
            and node.tag in ("title", "textarea")
            and any(True for _ in node.iterancestors("svg", "math"))
        )
        text = (node.text or "") if is_raw else ""
        yield Element(node.tag, dict(node.items()), node.sourceline or 1, text)
