"""Pages written by hand: ``docs/zh`` and ``docs/en``, the same names in both.

The traditional edition's are converted from the Chinese. Each begins with a ``# Heading``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.presentation.pages.page import Page
from build_tools.records import read_text
from build_tools.resources.interface import Words


def _description(text: str) -> str:
    """The first paragraph, as plain text."""
    for block in re.split(r"\n\s*\n", text):
        line = " ".join(block.split())
        if line and not line.startswith(("#", "<", "|", "-", "!")):
            return re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", line)[:150]
    return ""


def pages(folder: Path, words: Words, problems: Problems) -> Iterator[Page]:
    """The hand-written pages of an edition, sorted by name; one that is not UTF-8 is a problem."""
    language = "zh" if words.edition.is_chinese else "en"
    for path in sorted((folder / language).glob("[!.]*.md")):
        text = read_text(path, f"{folder.name}/{language}/{path.name}", problems)
        if text is None:
            continue
        if language == "zh":
            text = words.chinese(text)
        heading = re.search(r"^# (.+)$", text, re.M)
        title = heading[1].strip() if heading else path.stem
        yield Page(path.name, title, _description(text), text, "written", hide=("navigation",))
