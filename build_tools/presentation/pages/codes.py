"""The page for editors: every problem that a check or a build can report, made from the codes.

Meaning, remedy and example are in English in every edition; the rest is in the edition's language.
"""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from build_tools.diagnostics import Code
from build_tools.diagnostics.formats import PAGE
from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import render
from build_tools.resources.interface import Words

PATH = PAGE.removesuffix(".html") + ".md"
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


def with_chinese(text: str) -> Markup:
    """English ``text`` as HTML, the Chinese in it marked as such; control characters are blanks.

    >>> with_chinese('“680亿元” is in <a>')
    Markup('“680<span lang="zh">亿元</span>” is in &lt;a&gt;')
    """
    plain = "".join(char if char.isprintable() else " " for char in text)
    return Markup(_CHINESE.sub(r'<span lang="zh">\g<0></span>', str(escape(plain))))  # noqa: S704


def page(words: Words, rooms: Mapping[str, Sequence[Code]]) -> Page:
    """The edition's page of codes, by room, which no navigation lists."""
    body = render("codes.md.j2", words, rooms=rooms, with_chinese=with_chinese)
    title, about = words("problems"), words("problems_about")
    return Page(PATH, title, about, body, "codes", hide=("navigation",), listed=False)
