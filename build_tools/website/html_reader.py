"""Python's own parser of HTML, asked only for the tags that matter to its user.

A page is regular where one pattern fits all of it: text, tags whose attributes are well formed and
hold no ``<``, comments, a declaration, scripts and style sheets. There every ``<`` begins what it
seems to begin, nothing is left to interpretation, and the tags that matter can be picked out; what
``html.parser`` would tell of them is told. Any other page is read by ``html.parser`` itself. Pages
of the site are regular, and are read so in a third of the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import ClassVar

_NAME = r"[a-z][a-z0-9:-]*"
_ATTRIBUTE = r"""\s+[a-z_:@][\w:.@-]*(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`/]+))?"""
_ATTRIBUTES = rf"(?:{_ATTRIBUTE})*"
_RAW = (
    rf"(?P<raw>script|style)(?P<settings>{_ATTRIBUTES})\s*>"
    r"(?P<content>[^<]*(?:<(?!/|!--)[^<]*)*)</(?P=raw)\s*>"
)
_COMMENT = r"!--(?!-?>)[^-]*(?:-[^-]+)*-->"
_DECLARATION = r"!(?P<declaration>doctype[^<>]*)>"
_HOLDS_TEXT = rf"(?P<holds>title|textarea){_ATTRIBUTES}\s*>[^<]*</(?P=holds)\s*>"
_UNSURE = "iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp"
"""Elements that hold text only, though not all parsers know it, or that lack their end here."""
_TAG = rf"(?!(?:{_UNSURE})[\s/>]){_NAME}{_ATTRIBUTES}\s*/?>"
_FLAGS = re.ASCII | re.IGNORECASE
_REGULAR = re.compile(
    rf"(?:[^<]++|<(?:/{_NAME}\s*>|{_TAG}|{_RAW}|{_HOLDS_TEXT}|{_COMMENT}|{_DECLARATION}))*+",
    _FLAGS,
)
_PART = re.compile(
    r"""([a-z_:@][\w:.@-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`/]+)))?""", _FLAGS
)


def tags(names: str, attributes: str) -> re.Pattern[str]:
    """What matters to a reader: tags with these names, and those that have these attributes.

    Both are patterns. Scripts, style sheets and the declaration always matter.
    """
    # Such words in the text after a tag make it seem to matter too, which does no harm.
    has = rf"{_NAME}(?=\s[^<]*?(?<=\s)(?:{attributes})[\s=/>])"
    name = rf"(?P<start>(?!(?:script|style)[\s>])(?:(?:{names})(?=[\s/>])|{has}))"
    start = rf"{name}(?P<attributes>{_ATTRIBUTES})\s*(?P<empty>/?)"
    return re.compile(rf"<(?:{start}>|{_RAW}|{_COMMENT}|{_DECLARATION})", _FLAGS)


class Reader(HTMLParser):
    """``HTMLParser`` for whole pages: ``feed`` is called once.

    A subclass must not mind hearing, or not hearing, of anything but what ``wanted`` fits.
    """

    wanted: ClassVar[re.Pattern[str]]
    """Made by :func:`tags`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._starts: list[int] | None = None
        self._at = 0
        self._tag: str | None = None

    def feed(self, data: str) -> None:
        """Read a page and call the handlers."""
        if not is_regular(data):
            super().feed(data)
            return
        lengths = map(len, data.split("\n"))
        self._starts = list(accumulate(map((1).__add__, lengths), initial=0))
        for token in self.wanted.finditer(data):
            self._at = token.start()
            if (tag := token["start"]) is not None:
                self._tag = token[0]
                told = self.handle_startendtag if token["empty"] else self.handle_starttag
                told(tag.lower(), attributes(token["attributes"]))
            elif token["raw"] is not None:
                self._tell_raw(token)
            elif token["declaration"] is not None:
                self.handle_decl(token["declaration"])

    def _tell_raw(self, token: re.Match[str]) -> None:
        """A script or a style sheet, from its start tag to its end tag."""
        tag, settings, content = token.group("raw", "settings", "content")
        self._tag = token[0][: token.start("content") - self._at]
        self.handle_starttag(tag.lower(), attributes(settings))
        self._at = token.start("content")
        if content:
            self.handle_data(content)
        self._at = token.end("content")
        self.handle_endtag(tag.lower())

    def getpos(self) -> tuple[int, int]:
        """The line, from 1, and the column, from 0, of what is told."""
        if self._starts is None:
            return super().getpos()
        line = bisect_right(self._starts, self._at)
        return line, self._at - self._starts[line - 1]

    def get_starttag_text(self) -> str | None:
        """The start tag that was told last, as it stands."""
        return super().get_starttag_text() if self._starts is None else self._tag


def is_regular(page: str) -> bool:
    """Whether ``page`` holds nothing that parsers of HTML might understand differently."""
    return _REGULAR.fullmatch(page) is not None


def attributes(text: str) -> list[tuple[str, str | None]]:
    """The names and values of the attributes of a regular tag, in their order."""
    found: list[tuple[str, str | None]] = []
    for part in _PART.finditer(text):
        value = part[part.lastindex] if part.lastindex and part.lastindex > 1 else None
        found.append((part[1].lower(), unescape(value) if value and "&" in value else value))
    return found
