"""The blanks that a page sets before and after a paragraph: layout, and no part of the text."""

from __future__ import annotations

import re

from build_tools.restoration.edits import Edit

_BLANKS = re.compile(r"^[ \t\u00a0\u3000]+(?=\S)|(?<=\S)[ \t\u00a0\u3000]+$", re.M)


def indentation(text: str) -> list[Edit]:
    """Delete blanks at both ends of every line that holds anything else."""
    return [Edit(*match.span(), "") for match in _BLANKS.finditer(text)]
