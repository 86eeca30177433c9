"""The page of the data files: every file below ``data/`` of the site, and its JSON Schema."""

from collections.abc import Mapping

from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import render
from build_tools.resources.interface import Words


def page(words: Words, data_files: Mapping[str, str]) -> Page:
    """The edition's data page; ``data_files`` gives the files and the paths of their schemas."""
    up = f"{words.edition.up}data/"
    rows = [
        {
            "name": name,
            "url": up + name,
            "schema": up + schema if schema else "",
            "about": words(f"data_{name}"),
        }
        for name, schema in data_files.items()
    ]
    body = render("data.md.j2", words, rows=rows)
    return Page(
        "data.md", words("data"), rows[0]["about"], body, "data", hide=("navigation", "toc")
    )
