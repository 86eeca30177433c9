"""The templates of the staged pages (Jinja2); everything from data is escaped.

A staged page is Markdown. Its headings are Markdown headings, so that every renderer finds them for
the table of contents; the rest are blocks of HTML without blank lines, which Markdown leaves alone.
"""

import posixpath
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from build_tools.presentation.markup import chinese_in, solid
from build_tools.resources.interface import Words
from build_tools.system.byte_code import ByteCode

DENSE: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
"""How JSON within a page is written: it counts on the first visit."""
_BLANK_LINES = re.compile(r"\n\s*\n")
_LINE_END = re.compile(r"\s*[\r\n]\s*")


def finalized(value: object) -> object:
    """Text without line ends, HTML without blank lines: these would end a block in Markdown."""
    if isinstance(value, Markup):
        return Markup(_BLANK_LINES.sub("\n", value)) if "\n" in value else value  # noqa: S704
    if isinstance(value, str):
        return _LINE_END.sub(" ", value) if "\n" in value or "\r" in value else value
    return value


def heading(text: str) -> Markup:
    """``text`` for a Markdown heading, with every character that could be markup escaped.

    >>> heading("1. a*b")
    Markup('1&#46; a&#42;b')
    """
    line = str(finalized(text)).strip()
    return Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|~:^=<>&\"'])", lambda m: f"&#{ord(m[1])};", line))  # noqa: S704


def lines(text: str) -> Markup:
    """Text whose lines stay lines, for a ``pre`` element.

    >>> lines("a <b>\\r\\n\\r\\nc")
    Markup('a &lt;b&gt;\\nc')
    """
    return Markup("\n").join(line for line in text.splitlines() if line.strip())


@cache
def environment(room: str = "presentation") -> Environment:
    """Jinja's environment for everything in the ``templates/`` of a room."""
    env = Environment(
        loader=PackageLoader(f"build_tools.{room}", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize=finalized,
        bytecode_cache=ByteCode(room, "template"),
    )
    env.policies["json.dumps_kwargs"] = DENSE
    env.filters["heading"] = heading
    env.filters["lines"] = lines
    env.filters["solid"] = solid
    env.filters["chinese_in"] = chinese_in
    return env


def render(template: str, words: Words, **values: Any) -> str:
    """The text of ``template``, a file of ``templates/``, in the edition of ``words``."""
    return environment().get_template(template).render(edition=words.edition, words=words, **values)


@cache
def relative(target: str, page: str) -> str:
    """The address of ``target`` from ``page``, both below the same site root.

    >>> relative("glossary/economy.html#gdp", "report/2023-1.md")
    '../glossary/economy.html#gdp'
    """
    path, mark, anchor = target.partition("#")
    # Absolute, or the working directory would be asked for each time.
    return posixpath.relpath(f"/{path}", f"/{posixpath.dirname(page)}") + mark + anchor
