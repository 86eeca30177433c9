"""The page for editors: every problem that a check or a build can tell, made from the code itself.

Meaning, remedy and example are in English in every edition; the rest is in the edition's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from markupsafe import Markup, escape

from build_tools.diagnostics import Code, catalogue
from build_tools.diagnostics.formats import PAGE
from build_tools.document.model import Edition
from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import Words, render

EXAMPLES = Path(__file__).parents[2] / "code_examples.yml"
"""How each problem looks; the tests write it from their cases."""
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


@dataclass(frozen=True)
class Shown:
    """A code as the page shows it."""

    code: Code
    severity: str
    example: Markup


@cache
def examples() -> Mapping[str, str]:
    """The line that a check prints, by code."""
    loaded: dict[str, str] = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    return loaded


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
            subject,
            words(f"problems_{subject}"),
            [
                Shown(
                    code,
                    words(f"problem_{code.severity}"),
                    with_chinese(examples().get(code.id, "")),
                )
                for code in listed
            ],
        )
        for subject, listed in catalogue.by_subject().items()
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
