"""The real data as a person edits it: the entries of each file, with their places in its text."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import yaml

KINDS = {
    "omitted-phrases": "omitted",
    "translation-variants": "variants",
    "translation-exceptions": "exceptions",
}
"""The names of files of which there is one, where the name is not that of the file."""


@dataclass(frozen=True)
class Entry:
    """A part of a data file: a field with its value, or an item of a list.

    ``name`` says what it is: ``achievements.title.en``, ``glossary.see[]``, ``links[]``.
    """

    name: str
    file: str
    text: str
    key: yaml.Node | None
    node: yaml.Node
    start: int
    """Where it begins in the file, its dash or key included."""
    end: int
    """Where the next one begins, or the end of the last one's value."""
    record: tuple[int, int]
    """The lines of the record that it is or is part of; the first, where the file is one record."""
    id: str
    """What names that record: its id, its segment, or its own key; else nothing."""
    is_item: bool

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.start) + 1

    @property
    def value(self) -> str:
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    @property
    def value_end(self) -> int:
        """Where the value ends, without the blanks and lines after it."""
        return len(self.text[: self.node.end_mark.index].rstrip())

    def replaced(self, new: str) -> str:
        """The file with other words of YAML for the value."""
        return self.text[: self.node.start_mark.index] + new + self.text[self.value_end :]

    def valued(self, new: str) -> str:
        """The file with another text for the value."""
        return self.replaced(json.dumps(new, ensure_ascii=False))


def kind_of(file: str) -> str:
    """What a data file holds, in one word: the first part of the names of its entries."""
    path = Path(file)
    return (
        path.parent.name
        if path.parent.name in ("glossary", "translation")
        else (KINDS.get(path.stem, path.stem))
    )


def entries_of(file: str, text: str) -> list[Entry]:
    """Every entry of a data file, in the order of the text."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert root, file
    first = root.start_mark.line + 1
    return list(_entries(kind_of(file), root, file, text, (first, first), ""))


def _identity(node: yaml.Node) -> str:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    named = {key.value: value.value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    found = (named.get(key) for key in ("id", "achievement", "segment", "phrase", "damaged"))
    return str(next(filter(None, found), ""))


def _entries(
    name: str, node: yaml.Node, file: str, text: str, record: tuple[int, int], id_: str
) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        parts = [(f"{name}.{k.value}", k, v) for k, v in node.value]
        if name in ("translation", "publication.subjects"):
            parts = [(f"{name}[]", k, v) for k, v in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [(f"{name}[]", None, v) for v in node.value]
    else:
        return
    if not parts:
        return
    starts = []
    for _, key, value in parts:
        start = (key or value).start_mark.index
        if key is None and not node.flow_style:
            start = text.rindex("-", 0, start)
        starts.append(start)
    ends = [*starts[1:], len(text[: node.end_mark.index].rstrip()) - (1 if node.flow_style else 0)]
    for (part, key, value), start, end in zip(parts, starts, ends, strict=True):
        own, named = record, id_
        if part.endswith("[]") and isinstance(value, yaml.MappingNode):
            own = (
                text.count("\n", 0, start) + 1,
                text.count("\n", 0, len(text[:end].rstrip())) + 1,
            )
            named = key.value if key else _identity(value)
        yield Entry(part, file, text, key, value, start, end, own, named, key is None)
        yield from _entries(part, value, file, text, own, named)


class Data:
    """The data folder that is mutated: its files, their entries, and what names what."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        files = sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".txt"))
        self.files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
        self.source = next(name for name in self.files if name.startswith("source/"))
        self.text = ""
        """The text in simplified script, where it is known."""
        self.entries = [
            entry
            for name, content in self.files.items()
            if name.endswith(".yml")
            for entry in entries_of(name, content.decode())
        ]
        self._places: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self.of_record: dict[tuple[str, tuple[int, int]], dict[str, Entry]] = defaultdict(dict)
        """The fields of each record by their own names."""
        for entry in self.entries:
            first, last = entry.record
            lines = {(entry.file, line) for line in range(first, last + 1)}
            self.of_record[entry.file, entry.record].setdefault(
                entry.name.rpartition(".")[2], entry
            )
            for name in {entry.value, entry.key.value if entry.key is not None else ""} - {""}:
                self._places[name] |= lines

    def named(self, patterns: Iterable[str], excluded: Iterable[str] = ()) -> list[Entry]:
        """The entries whose names fit one of ``patterns``; ``*`` stands for any letters."""
        return [
            entry
            for entry in self.entries
            if any(_fits(entry.name, pattern) for pattern in patterns)
            and not any(_fits(entry.name, pattern) for pattern in excluded)
        ]

    def field(self, entry: Entry, name: str) -> str:
        """The value of another field of the entry's record, or nothing."""
        other = self.of_record[entry.file, entry.record].get(name)
        return other.value if other else ""

    def mentions(self, name: str) -> set[tuple[str, int]]:
        """The lines of every record that has ``name`` as one of its values, or is named by it."""
        return self._places.get(name, set())


@cache
def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.replace("[]", "#"), pattern.replace("[]", "#"))
