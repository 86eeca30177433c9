"""What changed in the published values between two states of the data, for a reviewer."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.diagnostics.formats import cell
from build_tools.publication.data_files import DATA_FILES
from build_tools.records.text_file import read_text
from build_tools.records.yaml_tree import read_tree
from build_tools.text.plain import one_line

MOST = 40
"""More changes of one file than this are only counted in a table."""
MOST_WORDS = 30
"""So many characters of a block of a page stand for it."""
PAGES = ("en", "zh")
"""The folders of hand-written pages."""
_NO_NAMES = ("verdict",)
"""The fields by which a record is not known, as they change."""


def data_values(data: Path) -> dict[str, object]:
    """What each YAML file of a data folder has, as it is written there, by the file's name."""
    values: dict[str, object] = {}
    for file in DATA_FILES:
        for path in sorted(data.glob(file.pattern)):
            name = path.relative_to(data).as_posix()
            if (tree := read_tree(path, name, Problems())) is not None:
                values[name] = tree.value
    return values


def page_values(docs: Path) -> dict[str, object]:
    """The blocks of each hand-written page below ``docs``, by the first words of each.

    >>> page_values(Path("no such folder"))
    {}
    """
    return {
        f"{docs.name}/{path.relative_to(docs).as_posix()}": {
            f"{block[:MOST_WORDS]}…" if len(block) > MOST_WORDS else block: block
            for block in map(one_line, re.split(r"\n\s*\n", text))
            if block
        }
        for path in sorted(chain.from_iterable(docs.glob(f"{lang}/**/*.md") for lang in PAGES))
        if (text := read_text(path, path.name, Problems()))
    }


def without_repetition(
    edited: list[dict[str, str]], derived: list[dict[str, str]]
) -> list[dict[str, str]]:
    """What editors changed, and what else changed by it: other values than those that they wrote.

    >>> edit = {"file": "a.yml", "path": "en", "before": "a", "after": "b"}
    >>> [row["file"] for row in without_repetition([edit], [{**edit, "file": "a.json"}])]
    ['a.yml']
    """
    written = {(row["before"], row["after"]) for row in edited}
    return [*edited, *(row for row in derived if (row["before"], row["after"]) not in written)]


def changed_values(old: Mapping[str, object], new: Mapping[str, object]) -> list[dict[str, str]]:
    """Every value that differs: its file, its path in it, and the two values, "" for none.

    ``old`` and ``new`` are JSON values by the name of their file.

    >>> before = {"a.json": {"terms": [{"id": "gdp", "en": "GDP"}]}}
    >>> changed_values(before, {"a.json": {"terms": []}})[1]
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
    """A name for each item of a list: its id or its first value, with a number if it repeats.

    >>> _names([{"achievement": "gdp"}, {"draft": True, "id": "grain"}, {"achievement": "gdp"}])
    ['gdp', 'grain', 'gdp 2']
    >>> _names([{"verdict": "met"}, {"verdict": "met"}])
    ['1', '2']
    """
    seen: Counter[str] = Counter()
    names = []
    for row in rows:
        values = row if isinstance(row, dict) else {}
        others = (value for key, value in values.items() if key not in _NO_NAMES)
        first = values.get("id", next(others, ""))
        name = str(first) if isinstance(first, str | int) else ""
        seen[name] += 1
        names.append(name if name and seen[name] == 1 else f"{name} {seen[name]}".strip())
    return names


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
