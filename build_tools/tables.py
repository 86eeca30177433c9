"""Cells of tables (CSV, TSV) that no spreadsheet takes for a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, "CSV Injection"). An
apostrophe before it keeps it text; figures stay as they are. The JSON files have every text bare.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_FIGURE = re.compile(r"[+-]?\d[\d.,]*%?")


def cell(text: str) -> str:
    """``text`` as a cell."""
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text
