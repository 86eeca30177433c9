"""Folders of hand-written files, and what a build reports of them."""

import base64
from collections.abc import Mapping
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.page import Page
from build_tools.records.editions import EDITIONS
from build_tools.resources.interface import Words, general_interface
from build_tools.website.docs_assets import assets

GENERATED = tuple(Page(f"{name}.md", name, "", "") for name in ("index", "codes", "tracker/index"))
ASSETS = ("assets/css/publication.css", "assets/search/index.json")


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """``folder`` with ``files``; a text that begins with ``->`` is the target of a link."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("-> "):
            path.symlink_to(text.removeprefix("-> "))
        elif text.startswith("base64 "):
            path.write_bytes(base64.b64decode(text.removeprefix("base64 ")))
        else:
            path.write_text(text, "utf-8")
    return folder


def docs_problems(
    folder: Path, files: Mapping[str, str], problems: Problems
) -> tuple[list[Page], dict[str, bytes]]:
    """The pages and assets of ``docs`` in ``folder`` that are published."""
    docs = write_files(folder / "docs", files)
    handwritten.report_others(docs, ["/guide/"], problems)
    pages = []
    for edition in EDITIONS:
        found = list(handwritten.pages(docs, Words(edition, general_interface()), problems))
        name = f"docs/{handwritten.language(edition)}"
        handwritten.report_replaced([*GENERATED, *found], name, problems)
        pages += found
    return pages, assets(docs, ["assets/js/own.js"], ASSETS, problems)
