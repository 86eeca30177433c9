"""Tables (CSV, TSV): those of this package read, others written for spreadsheets.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, "CSV Injection"). An
apostrophe before it makes it text. Numbers need none.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def shipped_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package, parted by tabs; a line with # is a comment."""
    table = resources.files("build_tools.text").joinpath(name).read_text("utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


def cell(text: str) -> str:
    """``text`` as a cell.

    >>> cell("=1+1"), cell("-5.2%")
    ("'=1+1", '-5.2%')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def cell_text(cell: str) -> str:
    """What :func:`cell` was made of.

    >>> cell_text("'=1+1"), cell_text("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def as_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts without tabs and line breaks as a table parted by tabs."""
    lines = ("\t".join(map(_quoted, map(cell, row))) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    """A cell that begins with a quotation mark, so that no reader takes the mark for its own."""
    return '"{}"'.format(text.replace('"', '""')) if text.startswith('"') else text


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as a CSV file (RFC 4180).

    It begins with a byte order mark, without which Excel does not read it as UTF-8.
    """
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    csv.writer(out).writerows(map(cell, row) for row in rows)
    return out.getvalue()
