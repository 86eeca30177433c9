"""Tables (CSV, TSV) with no cell that a spreadsheet takes for a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, "CSV Injection"). An
apostrophe before it keeps it text; figures stay as they are. The JSON files have every text bare.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_FIGURE = re.compile(r"[+-]?\d[\d.,]*%?")


def cell(text: str) -> str:
    """``text`` as a cell."""
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as a CSV file (RFC 4180)."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(map(cell, row) for row in rows)
    return out.getvalue()
