"""The one YAML loader: files that a person edits to frozen, validated records with their places.

Every scalar is read as text; the record type says what it must be. So ``2023.10`` stays an
identifier, ``no`` a word, and a date a date only where a date is asked for. Anchors, aliases
and tags are refused: none of these files needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from build_tools.diagnostics import Code, Place, Problems, nearest

YML001 = Code("YML001", "A data file is missing.", "Create it; CONTRIBUTING shows what it holds.")
YML002 = Code("YML002", "A file is not UTF-8 text.", "Save it as UTF-8.")
YML003 = Code("YML003", "A file is not valid YAML.", "Check quotes, colons and indentation there.")
MAX_DEPTH = 50
"""How deeply a file's lists and keys may nest; the parser's own limit is a crash."""
YML004 = Code("YML004", "A key stands twice in one record.", "Delete one of the two.")
YML005 = Code("YML005", "A record has a key that is not known.", "Check its spelling.")
YML006 = Code("YML006", "A record lacks a key.", "Add it.")
YML007 = Code("YML007", "A value is of the wrong kind.", "See the record shown at the file's top.")
YML008 = Code("YML008", "A YAML anchor, alias or tag is used.", "Write the value out.")
YML009 = Code("YML009", "Two records have one identifier.", "Rename one of them.")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must not be empty."""
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower-case words and digits, joined by hyphens."""


class Record(BaseModel):
    """Base of every record: frozen, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Record):
    """One text in Chinese (simplified) and English."""

    zh: Text
    en: Text


T = TypeVar("T", bound=Record)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Located(Generic[T]):
    """A record and where it and its parts stand."""

    value: T
    place: Place
    places: Mapping[Path_, Place]

    def at(self, *path: str | int) -> Place:
        """The place of a part of the record, such as ``at("links", 0)``; else its own."""
        return self.places.get(path, self.place)


@dataclass
class _Tree:
    """A YAML document as plain values, and the place of each."""

    value: Any
    places: dict[Path_, Place]


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file; None, and a diagnostic, where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.add(YML001, Place(name), "no such file")
    except IsADirectoryError:
        problems.add(YML001, Place(name), "a folder, not a file")
    except OSError as error:
        problems.add(YML001, Place(name), f"it cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        told = f"byte {error.start} does not belong to UTF-8 text"
        problems.add(YML002, Place(name, line), told)
    return None


def _place(name: str, mark: Any) -> Place:
    """The place of a mark of PyYAML, whose two parsers have two types of mark."""
    return Place(name, mark.line + 1, mark.column + 1)


def _plain(
    node: yaml.Node, path: Path_, name: str, tree: _Tree, problems: Problems, seen: set[int]
) -> Any:
    tree.places[path] = _place(name, node.start_mark)
    if id(node) in seen:
        problems.add(YML008, tree.places[path], "an alias")
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, (*path, index), name, tree, problems, seen)
            for index, child in enumerate(node.value)
        ]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(name, key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(YML003, place, "a key must be a word")
            continue
        key = str(key_node.value)
        if key in found:
            problems.add(YML004, place, f'"{key}" stands twice')
            continue
        found[key] = _plain(value_node, (*path, key), name, tree, problems, seen)
        tree.places[(*path, key)] = place
    return found


def _is_simple(text: str, name: str, problems: Problems) -> bool:
    """Whether the YAML nests no deeper than it may; reports anchors and tags."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            problems.add(YML003, _place(name, event.start_mark), "it nests too deeply")
            return False
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if (anchor or tag) and not isinstance(event, yaml.AliasEvent):
            problems.add(YML008, _place(name, event.start_mark), f"{anchor or tag}")
    return True


def _parse(text: str, name: str, problems: Problems) -> _Tree | None:
    tree = _Tree(None, {})
    try:
        if not _is_simple(text, name, problems):
            return None
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if node is not None:
            tree.value = _plain(node, (), name, tree, problems, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(name, mark) if mark else Place(name)
        problems.add(YML003, place, str(error.problem or error.context or "not YAML"))
        return None
    except yaml.reader.ReaderError as error:
        before = text.encode("utf-8")[: error.position].decode("utf-8", "ignore")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        problems.add(YML003, place, f"character U+{error.character:04X} must not stand there")
        return None
    return tree


def _nearest_place(tree: _Tree, path: Path_) -> Place:
    while path and path not in tree.places:
        path = path[:-1]
    return tree.places.get(path, Place("?"))


def _known_path(tree: _Tree, path: Path_) -> Path_:
    """``path`` without the parts that the validator put in for unions."""
    kept: Path_ = ()
    for part in path:
        if (*kept, part) in tree.places or part == path[-1]:
            kept = (*kept, part)
    return kept


def _fields(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that the record at ``path`` under ``model`` may have, as far as it is known."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(current, "model_fields", {}).get(part)
        if field is None:
            return []
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
        current = next(
            (c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None
        )
    return list(getattr(current, "model_fields", {}))


def _tell(
    error: ValidationError, model: type[T], tree: _Tree, base: Path_, problems: Problems
) -> None:
    for item in error.errors(include_url=False):
        path = (*base, *item["loc"])
        key = str(item["loc"][-1]) if item["loc"] else ""
        if item["type"] == "extra_forbidden":
            known = _fields(model, list(item["loc"][:-1]))
            hint = nearest(key, known) or (f"known keys: {', '.join(known)}" if known else "")
            problems.add(YML005, _nearest_place(tree, path), f'unknown key "{key}"', hint)
        elif item["type"] == "missing":
            problems.add(YML006, _nearest_place(tree, path), f'no "{key}"')
        else:
            where = ".".join(map(str, item["loc"]))
            told = item["msg"][0].lower() + item["msg"][1:]
            place = _nearest_place(tree, _known_path(tree, path))
            problems.add(YML007, place, f"{where}: {told}" if where else told)


def _validated(
    value: Any, model: type[T], tree: _Tree, base: Path_, problems: Problems
) -> Located[T] | None:
    try:
        record = TypeAdapter(model).validate_python(value)
    except ValidationError as error:
        _tell(error, model, tree, base, problems)
        return None
    places = {
        path[len(base) :]: place for path, place in tree.places.items() if path[: len(base)] == base
    }
    return Located(record, tree.places[base], places)


def load_one(path: Path, name: str, model: type[T], problems: Problems) -> Located[T] | None:
    """The one record that a file holds."""
    text = read_text(path, name, problems)
    tree = _parse(text, name, problems) if text is not None else None
    if tree is None:
        return None
    if not isinstance(tree.value, dict):
        problems.add(YML007, Place(name, 1, 1), "the file must hold keys with values")
        return None
    return _validated(tree.value, model, tree, (), problems)


def load_list(path: Path, name: str, model: type[T], problems: Problems) -> list[Located[T]]:
    """The records of a file that holds a list; an empty file is an empty list."""
    text = read_text(path, name, problems)
    tree = _parse(text, name, problems) if text is not None else None
    if tree is None or tree.value in (None, ""):
        return []
    if not isinstance(tree.value, list):
        problems.add(YML007, Place(name, 1, 1), "the file must hold a list of records")
        return []
    by_record: dict[int, dict[Path_, Place]] = {}
    for at, place in tree.places.items():
        if at and isinstance(at[0], int):
            by_record.setdefault(at[0], {})[at] = place
    records = (
        _validated(value, model, _Tree(value, by_record[index]), (index,), problems)
        for index, value in enumerate(tree.value)
    )
    return [record for record in records if record is not None]


def load_mapping(
    path: Path, name: str, model: type[T], problems: Problems
) -> dict[str, Located[T]]:
    """The records of a file that maps identifiers to records, in file order."""
    text = read_text(path, name, problems)
    tree = _parse(text, name, problems) if text is not None else None
    if tree is None or tree.value in (None, ""):
        return {}
    if not isinstance(tree.value, dict):
        problems.add(YML007, Place(name, 1, 1), "the file must map identifiers to records")
        return {}
    by_record: dict[str | int, dict[Path_, Place]] = {}
    for at, place in tree.places.items():
        if at:
            by_record.setdefault(at[0], {})[at] = place
    found = {}
    for key, value in tree.value.items():
        part = _Tree(value, by_record[key])
        record = _validated(value, model, part, (key,), problems)
        if record is not None:
            found[key] = record
    return found


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, in the order of their names."""
    yield from sorted(folder.glob("*.yml"))
