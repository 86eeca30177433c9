"""Folders of hand-written files, and what a build reports of them."""

import base64
from collections.abc import Mapping
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.presentation.pages.page import Page
from build_tools.records.editions import EDITIONS
from build_tools.website.docs_files import docs_files_of
from tests.support.publications import tiny

SETTINGS = {"exclude_docs": "/guide/", "extra_javascript": ["assets/js/own.js"]}


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
    """The pages and assets of ``docs`` in ``folder`` that are published in the tiny publication."""
    docs, resolved = write_files(folder / "docs", files), tiny.resolved()
    found = [docs_files_of(docs, resolved, SETTINGS, edition, problems) for edition in EDITIONS]
    return [page for each in found for page in each.pages], found[0].assets
