"""What changed in the published values between two states of the data, for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from build_tools.diagnostics.formats import cell

MOST = 40
"""More changes of one file than this are only counted in a table."""


def changes(old: Mapping[str, object], new: Mapping[str, object]) -> list[dict[str, str]]:
    """Every value that differs: its file, its path in it, and the two values, "" for none.

    ``old`` and ``new`` are JSON values by the name of their file.

    >>> changes({"a.json": {"terms": [{"id": "gdp", "en": "GDP"}]}}, {"a.json": {"terms": []}})[1]
    {'file': 'a.json', 'path': 'terms.gdp.en', 'before': 'GDP', 'after': ''}
    """
    before, after = (
        {(file, path): text for file in values for path, text in _leaves(values[file])}
        for values in (old, new)
    )
    return [
        {"file": file, "path": path, "before": was, "after": now}
        for file, path in dict.fromkeys([*after, *before])
        if (was := before.get((file, path), "")) != (now := after.get((file, path), ""))
    ]


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text, number or list of those in a JSON value, with its path."""
    if isinstance(value, dict):
        items = [(str(key), inner) for key, inner in value.items()]
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        items = list(zip(_names(value), value, strict=True))
    else:
        values = value if isinstance(value, list) else [value]
        yield path, ", ".join("" if one is None else str(one) for one in values)
        return
    for name, inner in items:
        yield from _leaves(inner, f"{path}.{name}" if path else name)


def _names(rows: list[object]) -> list[str]:
    """A name for each item of a list: the value of its first field, or its number."""
    first = [str(next(iter(row.values()), "")) for row in rows if isinstance(row, dict)]
    is_unique = len(set(first)) == len(rows) and all(first)
    return first if is_unique else [str(number) for number in range(1, len(rows) + 1)]


def markdown(found: list[dict[str, str]]) -> str:
    """The changes as Markdown tables, one for each file."""
    parts = []
    for file, group in groupby(sorted(found, key=lambda row: row["file"]), lambda row: row["file"]):
        listed = list(group)
        rows = [
            f"| {cell(row['path'])} | {cell(row['before'])} | {cell(row['after'])} |"
            for row in listed[:MOST]
        ]
        more = [f"\n{len(listed) - MOST} more."] if len(listed) > MOST else []
        head = [f"### {file}: {len(listed)} changed", "", "| what | before | after |"]
        parts.append("\n".join([*head, "| --- | --- | --- |", *rows, *more]))
    return "\n\n".join(parts) or "The published text is unchanged."
