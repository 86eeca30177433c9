"""Tables (CSV, TSV) in which a spreadsheet takes no cell for a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, "CSV Injection"). An
apostrophe before it makes it text. Numbers need none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def cell(text: str) -> str:
    """``text`` as a cell.

    >>> cell("=1+1"), cell("-5.2%")
    ("'=1+1", '-5.2%')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as a CSV file (RFC 4180).

    It begins with a byte order mark, without which Excel does not read it as UTF-8.
    """
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    csv.writer(out).writerows(map(cell, row) for row in rows)
    return out.getvalue()
