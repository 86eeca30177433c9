"""Markdown that its reader takes for plain text, so that visitors see its signs.

Python-Markdown has no list and no table without an empty line before it, and knows only the
ordinary signs, not those of a Chinese keyboard.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from build_tools.presentation.pages.page_html import html_tree

_SHOWN = {"code", "kbd", "pre", "samp", "script", "style", "textarea"}
"""Elements in which signs of Markdown are only shown."""
_ADDRESS = r"(?:https?[:：]|#|[^\s()（）]+\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf|csv)\b)"
_LINK = re.compile(rf"!?\[[^\[\]\n]+\](?:（| +\(){_ADDRESS}[^()（）\n]*[)）]")
_RULE = re.compile(
    r"[|｜]?\s*:?[-—－]{2,}:?\s*(?:[|｜]\s*:?[-—－]{2,}:?\s*)+[|｜]?|[|｜]\s*:?[-—－]{2,}:?\s*[|｜]"
)
_ROW = re.compile(r"｜[^｜]+｜(?:[^｜]+｜)*")
_ITEM = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")


class Unread(NamedTuple):
    """Words of a page as readers see them, with their signs, and how they are written."""

    words: str
    hint: str


def unread_markdown(html: str) -> Iterator[Unread]:
    """What of a page, given as HTML, was meant as Markdown."""
    for node in html_tree(f"<body>{html}</body>").iter("p", "td", "th", "li"):
        text = _text(node).strip()
        lines = [line.strip() for line in text.split("\n")]
        if link := _LINK.search(text):
            yield Unread(link[0], "write [words](address) with ordinary brackets and no space")
        if rule := next(filter(_RULE.fullmatch, lines), None):
            hint = "write | and - as on an English keyboard, and an empty line before the table"
            yield Unread(rule, hint)
        elif node.tag == "td" and (row := _ROW.fullmatch(text)):
            yield Unread(row[0], "write | as on an English keyboard")
        items = [line for line in lines if _ITEM.match(line)]
        if node.tag == "p" and len(items) > 1 and items[0] != lines[0]:
            yield Unread(items[0], "put an empty line before the list")
        if node.tag == "p" and re.match(r"＃+ ?\S", text):
            yield Unread(lines[0], "write # as on an English keyboard")


def _text(node: etree._Element) -> str:
    """The words of an element without those of its parts that only show code, or are paragraphs,
    rows or items themselves."""
    parts = [node.text or ""]
    for part in node:
        if part.tag not in _SHOWN and part.tag not in ("p", "ul", "ol", "table"):
            parts.append(_text(part) if isinstance(part.tag, str) else "")
        parts.append(part.tail or "")
    return "".join(parts)
