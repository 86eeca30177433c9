"""The page of the data files: every file below ``data/`` of the site, and its JSON Schema."""

from collections.abc import Mapping
from itertools import groupby

from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import render
from build_tools.resources.interface import Words

PATH = "data.md"
_GROUPS = {
    "report": "data_text",
    "source": "data_text",
    "restoration": "data_text",
    "glossary": "data_terms",
    "tracker": "data_tracker",
    "indicators": "data_tracker",
    "translation": "data_translation",
}
"""What the files are about, by the beginnings of their names; the others are about the files."""
_ABOUT_FILES = "data_files"


def _group(name: str) -> str:
    return _GROUPS.get(name.partition(".")[0], _ABOUT_FILES)


def page(words: Words, data_files: Mapping[str, str]) -> Page:
    """The edition's data page; ``data_files`` gives the files and the paths of their schemas."""
    up = f"{words.edition.up}data/"
    order = list(dict.fromkeys([*_GROUPS.values(), _ABOUT_FILES]))
    names = sorted(data_files, key=lambda name: order.index(_group(name)))
    groups = [
        (
            group,
            [
                {
                    "name": name,
                    "url": up + name,
                    "schema": up + data_files[name] if data_files[name] else "",
                    "about": words(f"data_{name}"),
                }
                for name in found
            ],
        )
        for group, found in groupby(names, key=_group)
    ]
    body = render("data.md.j2", words, groups=groups)
    return Page(PATH, words("data"), words("data_about"), body, "data")
