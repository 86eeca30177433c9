"""Templates of the staged pages: Jinja2, everything from data escaped.

A staged page is Markdown: headings are Markdown's own, so that every renderer finds them for the
table of contents, and the rest are blocks of HTML without blank lines, which Markdown leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_tools.records import Bilingual
from build_tools.records.editions import Edition
from build_tools.text.opencc import converter

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one, where PyYAML has it."""
TRADITIONAL = "s2tw"
"""OpenCC's profile for the interface's and the editors' own words; never for the report's."""


@cache
def interface() -> Mapping[str, Mapping[str, str]]:
    """The interface's words: key to language to text."""
    text = resources.files("build_tools.resources").joinpath("interface.yml").read_text("utf-8")
    words: dict[str, dict[str, str]] = yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe one
    return words


@cache
def to_traditional(text: str) -> str:
    """The project's own Chinese (not the report's) in traditional script."""
    return str(converter(TRADITIONAL).convert(text))


@dataclass(frozen=True)
class Words:
    """The words of one edition: ``words("report")``, ``words.of(bilingual)``."""

    edition: Edition

    def __call__(self, key: str, **values: object) -> str:
        entry = interface()[key]
        text = entry["zh"] if self.edition.is_chinese else entry["en"]
        return self.chinese(text).format(**values)

    def chinese(self, text: str) -> str:
        """The project's own Chinese in the edition's script."""
        return to_traditional(text) if self.edition.id == "hant" else text

    def chinese_of(self, text: Bilingual) -> str:
        """The Chinese of ``text`` in the edition's script, as the editors give it or OpenCC."""
        return text.hant if text.hant and self.edition.id == "hant" else self.chinese(text.zh)

    def of(self, text: Bilingual) -> str:
        """Where one language is missing, the other stands in its place."""
        zh = self.chinese_of(text)
        return (zh or text.en) if self.edition.is_chinese else (text.en or zh)

    def lang_of(self, text: Bilingual) -> str:
        """The language in which :meth:`of` gives ``text``, where it is not the edition's."""
        if self.edition.is_chinese:
            return "" if text.zh or not text.en else "en"
        return "" if text.en or not text.zh else "zh-Hans"


def one_line(value: object) -> object:
    """Text without line ends, HTML without blank lines: they would end its block in Markdown."""
    if isinstance(value, Markup):
        return Markup(re.sub(r"\n\s*\n", "\n", value))  # noqa: S704
    if isinstance(value, str):
        return re.sub(r"\s*[\r\n]\s*", " ", value)
    return value


def heading(text: str) -> Markup:
    """``text`` for a Markdown heading: no character of it is markup."""
    line = str(one_line(text)).strip()
    return Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|~:^=<>&\"'])", lambda m: f"&#{ord(m[1])};", line))  # noqa: S704


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("build_tools.presentation", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize=one_line,
    )
    env.filters["heading"] = heading
    return env


def render(template: str, edition: Edition, **context: Any) -> str:
    """The text of ``template`` (a file of ``templates/``) for ``edition``."""
    words = Words(edition)
    return environment().get_template(template).render(edition=edition, words=words, **context)


@cache
def relative(target: str, page: str) -> str:
    """The address of ``target`` seen from ``page``, both below the same site root."""
    path, _, anchor = target.partition("#")
    here = Path(page).parent.parts
    there = Path(path).parts if path else ()
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    url = "/".join([".."] * (len(here) - common) + list(there[common:]))
    return url + (f"#{anchor}" if anchor else "")


__all__ = ["Words", "environment", "escape", "heading", "interface", "relative", "render"]
