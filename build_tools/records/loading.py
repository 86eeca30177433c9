"""The one loader of YAML files: frozen, validated records that know their places."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from build_tools.diagnostics import Code, Place, Problems, nearest_word
from build_tools.records.free_text import is_free_text
from build_tools.records.record_faults import REC006, report_faults
from build_tools.records.text_file import REC001
from build_tools.records.types import Located, Record
from build_tools.records.yaml_tree import REC022, Tree, read_tree, report_mistake
from build_tools.system.files import walk
from build_tools.text.plain import hyphenated

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


def _validated(model: type[T], tree: Tree, problems: Problems) -> Located[T] | None:
    for path, comment in tree.comments.items():
        if is_free_text(model, path):
            report_mistake(comment, REC022, tree.nearest_place(()).file, problems)
    try:
        record = model.model_validate(tree.value, context={})
    except ValidationError as error:
        report_faults(error, model, tree, problems)
        return None
    return Located(record, tree.places[()], tree.places)


def load_one(folder: Path, name: str, model: type[T], problems: Problems) -> Located[T] | None:
    """The one record that the file of that name below ``folder`` holds."""
    tree = read_tree(folder / name, name, problems)
    if tree is None:
        return None
    if not isinstance(tree.value, dict):
        problems.add(REC010, Place(name, 1, 1), "the file must hold keys with values")
        return None
    return _validated(model, tree, problems)


def load_list(
    folder: Path,
    name: str,
    model: type[T],
    problems: Problems,
    drafts: type[T] | None = None,
    *,
    is_optional: bool = False,
) -> list[Located[T]]:
    """The records of the file of that name below ``folder``, a list; an empty file is an empty one.

    Records that say ``draft: true`` are of the model ``drafts``, where there is one. Of an optional
    file that is not there nothing is reported.
    """
    path = folder / name
    if is_optional and not os.path.lexists(path):
        return []
    tree = read_tree(path, name, problems)
    if tree is None or tree.value in (None, ""):
        return []
    if not isinstance(tree.value, list):
        hint = "begin each record with a hyphen and a space" if isinstance(tree.value, dict) else ""
        problems.add(REC010, Place(name, 1, 1), "the file must hold a list of records", hint)
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
    folder: Path, name: str, model: type[T], problems: Problems
) -> dict[str, Located[T]]:
    """The records by their identifiers, in the order of the file of that name below ``folder``."""
    tree = read_tree(folder / name, name, problems)
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
        if not is_named(name, known):
            meant = plain.with_name(f"{hyphenated(plain.stem)}.yml")
            stems = [Path(one).stem for one in known if Path(one).parent == name.parent]
            if not is_named(meant, known) and (near := nearest_word(meant.stem, stems)):
                meant = meant.with_stem(near)
            is_name = meant.stem[:1] != "." and is_named(meant, known)
            hint = f'did you mean "{meant.as_posix()}"?' if is_name else ""
            problems.add(REC014, Place(name.as_posix()), "no data file has this name", hint)


def is_named(name: PurePath, patterns: Iterable[str]) -> bool:
    """Whether a path below a data folder matches one of ``patterns``, folder by folder.

    >>> is_named(PurePath("glossary/a.yml"), ["glossary/*.yml"])
    True
    >>> is_named(PurePath("glossary/a.yml"), ["*.yml"])
    False
    """
    levels = len(name.parts)
    return any(name.match(one) and one.count("/") + 1 == levels for one in patterns)
