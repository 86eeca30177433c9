"""The page for editors: every problem that a check or a build can tell, made from the code itself.

Meaning, remedy and example are in English in every edition; the rest is in the edition's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_tools.diagnostics import Code
from build_tools.diagnostics.catalogue import codes_by_room
from build_tools.diagnostics.formats import PAGE
from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import Words, render
from build_tools.records.editions import Edition

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


@dataclass(frozen=True)
class Shown:
    """A code as the page shows it."""

    code: Code
    severity: str
    example: Markup


def with_chinese(text: str) -> Markup:
    """English ``text`` as HTML, the Chinese in it marked as such; control characters are blanks."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    out, at = [], 0
    for run in _CHINESE.finditer(plain):
        words = Markup('<span lang="zh">{}</span>').format(run[0])
        out += [escape(plain[at : run.start()]), words]
        at = run.end()
    return Markup().join([*out, escape(plain[at:])])


def page(edition: Edition) -> Page:
    """The edition's page of codes, which no navigation lists."""
    words = Words(edition)
    groups = [
        (
            room,
            words(f"problems_{room}"),
            [
                Shown(
                    code,
                    words(f"problem_{code.severity}"),
                    with_chinese(code.example),
                )
                for code in listed
            ],
        )
        for room, listed in codes_by_room().items()
    ]
    body = render("codes.md.j2", edition, groups=groups)
    path = PAGE.removesuffix(".html") + ".md"
    return Page(
        path,
        words("problems"),
        words("problems_about"),
        body,
        "codes",
        hide=("navigation",),
        listed=False,
    )
