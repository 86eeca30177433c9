"""The one loader: YAML files that people edit to frozen, validated records with their places."""

import datetime
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.diagnostics import Code, Place, Problems, nearest, nearest_word
from build_tools.records.types import KeyPath, Located, Record, path_name
from build_tools.records.yaml_tree import (
    REC001,
    REC007,
    REC022,
    Tree,
    bring_back,
    read_tree,
    report_mistake,
)
from build_tools.system.files import walk
from build_tools.text.plain import hyphenated

REC005 = Code(
    "REC005",
    "A record has a key that is not known.",
    "Check its spelling.",
    breaks="record",
    example='unknown key "definitoin" (hint: did you mean "definition"?)',
)
REC006 = Code(
    "REC006",
    "A record lacks a key.",
    "Add it.",
    breaks="record",
    example='the key "origin" is missing',
)
REC009 = Code(
    "REC009",
    "Two records have one identifier.",
    "Delete the second where it is a copy; else give it an id of its own.",
    needs=("glossary/*.yml",),
    breaks="record",
    example='"gdp" appears twice (see data/glossary/economy.yml:1:3)',
)
REC010 = Code(
    "REC010",
    "A file holds a list where it must hold keys, or the reverse, or records of another kind.",
    "See the record shown at the file's top.",
    breaks="file",
    example="the file must hold a list of records",
)
REC011 = Code(
    "REC011",
    "An item appears twice in one list.",
    "Delete one of the two.",
    example="subjects, item 2: it appears twice",
)
REC012 = Code(
    "REC012",
    "A text under 'zh' is English, or a text under 'en' is Chinese.",
    "Exchange the two, or translate the one that is missing.",
    breaks="record",
    example="title.en: it is Chinese",
)
REC023 = Code(
    "REC023",
    "A file ends in the middle of a record.",
    "Write the rest of the record, or bring the whole file back.",
    breaks="file",
    example='the file ends here, and the keys "commitment" and "relation" are missing',
)
REC014 = Code(
    "REC014",
    "A YAML file of the data folder has a name that no data file has.",
    "Give it the name of a data file, ending in .yml, or move it out of the folder; a file of "
    "terms has the name of a subject of publication.yml.",
    needs=("outline",),
    breaks="file",
    example='no data file has this name (hint: did you mean "tracker/links.yml"?)',
)


T = TypeVar("T", bound=Record)


def _known_path(tree: Tree, path: KeyPath) -> KeyPath:
    """``path`` without the parts that the validator put in for unions."""
    kept: KeyPath = ()
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


_OWN = {"twice": REC011, "language": REC012}
"""Faults that the field types find; their context ``within`` says in which part of the value."""
_MESSAGES = {
    "tuple_type": "it must be a list, such as [one, two]",
    "string_type": "it must be one text",
    "string_too_short": "it is empty",
    "model_type": "it must hold keys with values",
    "model_attributes_type": "it must hold keys with values",
    "dict_type": "it must hold keys with values",
    "literal_error": "it must be {expected}",
    "int_parsing": "it must be a whole number",
    "bool_parsing": "it must be true or false",
    "too_long": "it has {actual_length} items; at most {max_length} are allowed",
    "too_short": "it has {actual_length} items; at least {min_length} are needed",
    "date": "it must be a day that exists, such as 2024-01-31",
    "url": "it must be a whole address, such as https://name.example/report/",
}
"""Messages by Pydantic's name of the fault, or by the first word of that name."""


def _message(fault: ErrorDetails) -> str:
    """What is wrong with a value, in words that need no knowledge of Python."""
    kind = fault["type"]
    message = _MESSAGES.get(kind) or _MESSAGES.get(kind.partition("_")[0])
    if message is None:
        return fault["msg"][0].lower() + fault["msg"][1:]
    return message.format_map(fault.get("ctx", {})).replace("'", "")


def _key_hint(fault: ErrorDetails, key: str, meant: str | None, known: Sequence[str]) -> str:
    """A hint for an unknown key; ``meant`` is the known key that is most like it."""
    if meant is not None:
        return "put a space after the colon" if ":" in key else f'did you mean "{meant}"?'
    if fault["input"] == "":
        return "where it belongs to the words before the comma, put all of them in double quotes"
    return f"known keys: {', '.join(known)}" if known else ""


_LIMITS = {"const", "enum", "format", "pattern", "x-ids"}
"""What a JSON Schema says of a text that may not be of any words."""
_BRACKETS = "[]［］【】〔〕（）()"
_LONGEST_WORD = 40


def _list_hint(fault: ErrorDetails) -> str:
    """How a list is written, where a value is one or several words without its brackets."""
    given = fault["input"]
    if fault["type"] != "tuple_type" or not isinstance(given, str):
        return ""
    words = [word.strip() for word in re.split("[,，、;；]", given.strip(_BRACKETS + " "))]
    fits = all(0 < len(word) <= _LONGEST_WORD for word in words)
    return f"write [{', '.join(words)}]" if fits else ""


def _day_hint(fault: ErrorDetails) -> str:
    """How the day is written that a text names in another way: 2024年1月9日, 2024/1/9."""
    parts = re.fullmatch(r"(\d{4})\D(\d\d?)\D(\d\d?)\D?", str(fault["input"]).strip())
    if not fault["type"].startswith("date") or parts is None:
        return ""
    year, month, day = map(int, parts.groups())
    try:
        return f"write {datetime.date(year, month, day)}"
    except ValueError:
        return ""


def _report(error: ValidationError, model: type[T], tree: Tree, problems: Problems) -> None:
    """Report what the validator found, unknown keys first: they explain keys that are missing."""
    faults = error.errors(include_url=False)
    left, misspelt = _report_unknown_keys(faults, model, tree, problems)
    absent = [fault["loc"] for fault in faults if fault["type"] == "missing"]
    _report_missing_keys([path for path in absent if path not in misspelt], tree, problems)
    for fault in faults:
        path = fault["loc"]
        name = path_name(path, tree.value)
        if fault["type"] in _OWN:
            path = (*path, fault["ctx"]["within"])
            message = f"{path_name(path, tree.value)}: {fault['msg']}"
            problems.add(_OWN[fault["type"]], tree.nearest_place(path), message)
        elif fault["type"] not in ("missing", "extra_forbidden"):
            message = _message(fault)
            place = tree.nearest_place(_known_path(tree, path))
            hint = "indent the lines below it further" if path in left else _value_hint(fault)
            problems.add(REC007, place, f"{name}: {message}" if name else message, hint)


def _report_missing_keys(paths: Iterable[KeyPath], tree: Tree, problems: Problems) -> None:
    """Report the keys at ``paths``, together where one record lacks them."""
    missing: dict[KeyPath, list[str]] = defaultdict(list)
    for path in paths:
        missing[() if tree.ends_the_file else path[:-1]].append(f'"{path[-1]}"')
    for record, (*others, last) in missing.items():
        keys = f"keys {', '.join(others)} and {last} are" if others else f"key {last} is"
        if tree.ends_the_file:
            place = max(tree.places.values())
            message, hint = f"the file ends here, and the {keys} missing", bring_back(place.file)
            problems.add(REC023, place, message, hint)
        else:
            problems.add(REC006, tree.nearest_place(record), f"the {keys} missing")


def _report_unknown_keys(
    faults: Sequence[ErrorDetails], model: type[T], tree: Tree, problems: Problems
) -> tuple[set[KeyPath], set[tuple[str | int | None, ...]]]:
    """Report keys that are not known; what they explain.

    That is the empty values whose keys are one level too far to the left, and the missing keys that
    are only misspelt.
    """
    left: set[KeyPath] = set()
    misspelt: set[tuple[str | int | None, ...]] = set()
    empty = {
        fault["loc"]: _fields(model, fault["loc"])
        for fault in faults
        if fault["type"].startswith("model_") and fault["loc"] and fault["input"] in ("", None)
    }
    for fault in faults:
        if fault["type"] != "extra_forbidden":
            continue
        *record, key = fault["loc"]
        owners = (p for p, keys in empty.items() if (*record, p[-1]) == p and key in keys)
        if owner := next(owners, None):
            left.add(owner)
            continue
        known = _fields(model, record)
        meant = nearest_word(str(key).partition(":")[0], known)
        misspelt.add((*record, meant))
        hint = _key_hint(fault, str(key), meant, known)
        problems.add(REC005, tree.nearest_place(fault["loc"]), f'unknown key "{key}"', hint)
    return left, misspelt


def _value_hint(fault: ErrorDetails) -> str:
    """What an editor may have meant by a value of the wrong kind."""
    choices = re.findall("'([^']+)'", str(fault.get("ctx", {}).get("expected", "")))
    return nearest(str(fault["input"]), choices) or _list_hint(fault) or _day_hint(fault)


def _is_free_text(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether the value at ``path`` is a text of any words: no id, no address, no choice."""
    schema = _schema(model)
    nodes = list(_alternatives(schema, schema))
    for part in path:
        nodes = [one for node in nodes for one in _alternatives(_inside(node, part), schema)]
    return any(node.get("type") == "string" and _LIMITS.isdisjoint(node) for node in nodes)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _inside(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    """The schema of an item, or of a key's value; an empty one where there is none."""
    named = node.get("properties", {}).get(part) or node.get("additionalProperties")
    inner = node.get("items") if isinstance(part, int) else named
    return inner if isinstance(inner, dict) else {}


def _alternatives(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas any of which a value may follow, each without references."""
    if name := node.get("$ref"):
        node = schema["$defs"][name.rpartition("/")[2]]
    yield node
    for inner in node.get("anyOf", ()):
        yield from _alternatives(inner, schema)


def _validated(model: type[T], tree: Tree, problems: Problems) -> Located[T] | None:
    for path, comment in tree.comments.items():
        if _is_free_text(model, path):
            report_mistake(comment, REC022, tree.nearest_place(()).file, problems)
    try:
        record = model.model_validate(tree.value, context={})
    except ValidationError as error:
        _report(error, model, tree, problems)
        return None
    return Located(record, tree.places[()], tree.places)


def load_one(path: Path, name: str, model: type[T], problems: Problems) -> Located[T] | None:
    """The one record that a file holds."""
    tree = read_tree(path, name, problems)
    if tree is None:
        return None
    if not isinstance(tree.value, dict):
        problems.add(REC010, Place(name, 1, 1), "the file must hold keys with values")
        return None
    return _validated(model, tree, problems)


def load_list(
    path: Path,
    name: str,
    model: type[T],
    problems: Problems,
    drafts: type[T] | None = None,
    *,
    is_optional: bool = False,
) -> list[Located[T]]:
    """The records of a file that holds a list; an empty file is an empty list.

    Records that say ``draft: true`` are of the model ``drafts``, where there is one. Of an optional
    file that is not there nothing is reported.
    """
    if is_optional and not os.path.lexists(path):
        return []
    tree = read_tree(path, name, problems)
    if tree is None or tree.value in (None, ""):
        return []
    if not isinstance(tree.value, list):
        problems.add(REC010, Place(name, 1, 1), "the file must hold a list of records")
        return []
    faults, cut = Problems(), _cut_records(model, tree.value)
    for at in sorted(cut):
        place = tree.nearest_place((at + 1,))
        faults.add(REC006, place, "the record above goes on here", "delete the hyphen")
    records = [
        _validated(drafts if drafts and _is_draft(part.value) else model, part, faults)
        for at, (_, part) in enumerate(tree.parts())
        if not {at, at - 1} & cut
    ]
    if len(records) > 1 and not any(_has_keys_of(model, value) for value in tree.value):
        hint = f"known keys: {', '.join(model.model_fields)}"
        problems.add(REC010, Place(name, 1, 1), "no record has the keys of this file", hint)
    else:
        problems.found += faults.found
    return [record for record in records if record is not None]


def _cut_records(model: type[BaseModel], values: Sequence[object]) -> set[int]:
    """The places of records that a hyphen too many cuts in two: only both halves have all keys."""
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    found = set()
    for at, (one, other) in enumerate(pairwise(values)):
        if isinstance(one, dict) and isinstance(other, dict) and not one.keys() & other.keys():
            lacks = needed - one.keys(), needed - other.keys()
            if all(lacks) and not lacks[0] & lacks[1]:
                found.add(at)
    return found


def _has_keys_of(model: type[BaseModel], value: object) -> bool:
    """Whether a value may be a record of ``model``: some of its keys are, or it has no keys."""
    return not isinstance(value, dict) or 2 * len(value.keys() & model.model_fields) > len(value)


def _is_draft(value: object) -> bool:
    return isinstance(value, dict) and value.get("draft") == "true"


def load_mapping(
    path: Path, name: str, model: type[T], problems: Problems
) -> dict[str, Located[T]]:
    """The records of a file that maps identifiers to records, in file order."""
    tree = read_tree(path, name, problems)
    if tree is None or tree.value in (None, ""):
        return {}
    if not isinstance(tree.value, dict):
        problems.add(REC010, Place(name, 1, 1), "the file must map identifiers to records")
        return {}
    records = ((key, _validated(model, part, problems)) for key, part in tree.parts())
    return {str(key): record for key, record in records if record is not None}


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, in the order of their names."""
    # Editors and systems write hidden files, such as ._economy.yml.
    yield from sorted(folder.glob("[!.]*.yml"))


def report_unread(data: Path, known: Sequence[str], problems: Problems) -> None:
    """Report each YAML file below ``data`` that matches none of the ``known`` patterns."""

    def refused(error: OSError) -> None:
        folder = Path(error.filename)
        if folder != data:  # otherwise each of its files is reported
            place = Place(folder.relative_to(data).as_posix())
            problems.add(REC001, place, f"the folder cannot be read: {error.strerror}")

    for path in walk(data, refused):
        name = path.relative_to(data)
        # Windows hides the last extension, and some of its editors add one.
        plain = name.with_suffix("") if path.suffix.lower() == ".txt" else name
        if plain.suffix.lower() not in (".yml", ".yaml") or any(p[0] == "." for p in name.parts):
            continue
        if not _is_known(name, known):
            meant = plain.with_name(f"{hyphenated(plain.stem)}.yml")
            stems = [Path(one).stem for one in known if Path(one).parent == name.parent]
            if not _is_known(meant, known) and (near := nearest_word(meant.stem, stems)):
                meant = meant.with_stem(near)
            is_name = meant.stem[:1] != "." and _is_known(meant, known)
            hint = f'did you mean "{meant.as_posix()}"?' if is_name else ""
            problems.add(REC014, Place(name.as_posix()), "no data file has this name", hint)


def _is_known(name: Path, known: Sequence[str]) -> bool:
    """Whether a path below ``data`` matches one of the ``known`` patterns, folder by folder."""
    levels = len(name.parts)
    return any(name.match(one) and one.count("/") + 1 == levels for one in known)
