"""How a source text can be written: its script, encoding and line ends, and its page layout."""

from typing import Literal

Script = Literal["hant", "hans"]
"""Simplified or traditional (ISO 15924, in lower case)."""
LANGUAGES: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant"}
"""The language of Chinese in each script (BCP 47)."""
TOOL_LANGUAGES: dict[Script, str] = {"hans": "zh-CN", "hant": "zh-TW"}
"""The codes of the same that translators' tools know."""
Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs"]
"""Those with ``le`` and ``be`` have no byte-order mark."""
LineEnds = Literal["lf", "crlf", "cr"]
LINE_ENDS: dict[LineEnds, str] = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
Layout = Literal[
    "html-entities",
    "invisible-characters",
    "full-width-digits",
    "quoted-lines",
    "line-numbers",
    "full-stops",
    "markdown",
    "navigation",
    "contents",
    "running-heads",
    "page-numbers",
    "rules",
    "repeated-title",
    "repeated-part",
    "inner-spaces",
    "split-lines",
    "joined-lines",
    "glued-headings",
]
"""What a web page or a PDF did to the layout of its text; each has a rule of restoration."""
