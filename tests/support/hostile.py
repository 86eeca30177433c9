"""Hostile text for every field of every data file, found by walking the types of the records.

A field is named by its file and its path, without the numbers of records: ``glossary definition``.
"""

import copy
import hashlib
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from annotated_types import MinLen
from pydantic import BaseModel, HttpUrl

from build_tools.diagnostics import Diagnostic, Problems
from build_tools.publication.check import Check, check_publication
from build_tools.publication.data_files import DATA_FILES
from build_tools.records import Record, WrittenAs
from build_tools.resources.vocabulary import Listed
from build_tools.system.forks import Forks
from build_tools.text.word_search import finder
from tests.support.cases import read_cases

CASES: dict[str, Any] = read_cases("hostile.yml")
WORDS = {"outline.yml", "vocabulary.yml", "units.yml", "senses.yml", "interface.yml"}
"""Files of settings and of the words of the interface: no text of a publication."""
EXAMPLES = {"glossary/*.yml": "glossary/economy.yml", "translation/*.yml": "translation/front.yml"}
FILES: Mapping[str, type[Record]] = {
    EXAMPLES.get(file.pattern, file.pattern): file.model
    for file in DATA_FILES
    if file.pattern not in WORDS
}
"""A file of each kind, and the type of its records."""
Key = str | int
Kind = Literal["text", "pattern", "address", "closed"]
"""Free text; text of a set form; an address; a word of a closed list, a number or a date."""


@dataclass(frozen=True)
class Leaf:
    """A field that holds one text, by its path inside a record; 0 stands for a list's first."""

    path: tuple[Key, ...]
    kind: Kind


def leaves(annotation: Any, path: tuple[Key, ...] = ()) -> Iterator[Leaf]:
    """The fields below a type that a record may have, whatever of it is optional."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        if parts[0] is str:
            is_set = any(isinstance(part, WrittenAs) for part in parts[1:])
            yield Leaf(path, "pattern" if is_set else "text")
        else:
            yield from leaves(parts[0], path)
    elif origin in (Union, types.UnionType):
        # Where a field takes one text or a list of them, one text shows both.
        options = [part for part in parts if part is not type(None)]
        yield from leaves(options[0], path)
    elif origin in (tuple, list):
        yield from leaves(parts[0], (*path, 0))
    elif origin is dict:
        yield from leaves(parts[1], (*path, "economy"))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            own = field.annotation
            kept = [m for m in field.metadata if not isinstance(m, MinLen)]
            closed = any(isinstance(mark, Listed) for mark in kept)
            for leaf in leaves(Annotated[own, *kept] if kept else own, (*path, name)):
                yield replace(leaf, kind="closed") if closed else leaf
    elif annotation is str:
        yield Leaf(path, "text")
    elif annotation is HttpUrl:
        yield Leaf(path, "address")
    else:
        yield Leaf(path, "closed")


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The types of records that are reached from a type."""
    for part in get_args(annotation):
        yield from models(part)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)


@dataclass(frozen=True)
class Field:
    """A field of the small publication's data: ``key`` is its record's place in its file."""

    file: str
    key: Key | None
    leaf: Leaf

    @property
    def name(self) -> str:
        path = ".".join(part for part in self.leaf.path if isinstance(part, str))
        return f"{self.file.removesuffix('.yml').removesuffix('/economy')} {path}"

    @property
    def token(self) -> str:
        """A word of letters alone, which nothing else has: figures are compared and converted."""
        return "zq" + "".join(
            char for char in self.name.casefold() if char.isascii() and char.isalpha()
        )


def fields() -> list[Field]:
    """Each field of each kind of file, in the file's first record."""
    found = []
    for file, model in FILES.items():
        key: Key | None = 0
        if file in ("publication.yml", "conversion.yml", "tracker/outcomes.yml"):
            key = None
        elif file.startswith("translation/"):
            key = "front.1"
        found += [Field(file, key, leaf) for leaf in leaves(model)]
    return found


Data = dict[str, Any]


def merged(old: Any, new: Any) -> Any:
    """``old`` completed by ``new``: keys are added, and a list's first record is completed."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and old and isinstance(new, dict):
        return [merged(old[0], new), *old[1:]]
    return new


def base(data: Path) -> Data:
    """The small publication's files as plain values, with what it lacks, and a hostile source.

    They are written into ``data`` too, and have no errors.
    """
    found: Data = {}
    for file in FILES:
        text = (data / file).read_text("utf-8") if (data / file).exists() else ""
        old = yaml.load(text, Loader=yaml.CBaseLoader) or []
        added = CASES["completed"].get(file)
        found[file] = merged(old, added) if added else old
    source = found["publication.yml"]["source"]
    path = data / source["file"]
    before, after = CASES["source"]
    content = path.read_text("utf-8").replace(before, after).encode()
    path.write_bytes(content)
    source["sha256"] = hashlib.sha256(content).hexdigest()
    write(found, data)
    resolved = check_publication(data, Problems())
    assert resolved is not None
    new = resolved.document.by_id["front.3"].hans
    found["translation/front.yml"]["front.3"]["zh"] = new
    errors = list(map(str, errors_of(found, data, "translation/front.yml")))
    assert not errors, errors
    return found


def changed(values: Data, field: Field, change: Callable[[str], str]) -> Data:
    """``values`` with one field's text changed; one that is not there is made of nothing."""
    out = {**values, field.file: copy.deepcopy(values[field.file])}
    path = ((field.key,) if field.key is not None else ()) + field.leaf.path
    at: Any = out[field.file]
    for here, after in pairwise(path):
        empty: Any = [] if isinstance(after, int) else {}
        if isinstance(at, list):
            assert isinstance(here, int)
            if len(at) <= here:
                at.append(empty)
        elif not isinstance(at.get(here), list | dict):
            at[here] = empty
        at = at[here]
    last = path[-1]
    if isinstance(at, list):
        at[:] = [change(at[0] if at else ""), *at[1:]]
    else:
        at[last] = change(at.get(last, "") or "")
    return out


def write(values: Data, data: Path, only: str | None = None) -> None:
    """Write the files of ``values``, or the one of them, into the folder ``data``."""
    for file in [only] if only else values:
        text = yaml.dump(
            values[file],
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            width=10**6,
        )
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(text, "utf-8")


def errors_of(values: Data, data: Path, only: str) -> list[Diagnostic]:
    """The errors that a quick check finds in the data with one file of ``values``."""
    write(values, data, only)
    with Forks() as forks:
        return Problems(Check(data, forks, is_quick=True).quick()).errors


def strings(field: Field) -> list[str]:
    """The strings that the field takes."""
    every = CASES["strings"]
    names = CASES["takes"].get(field.name, every)
    return [every[name].replace("FIELD", field.token) for name in names]


def refused_strings(field: Field) -> list[str]:
    """Those that it refuses."""
    taken = strings(field)
    every = (text.replace("FIELD", field.token) for text in CASES["strings"].values())
    return [text for text in every if text not in taken]


def unseen(pages: Iterable[str]) -> list[str]:
    """The fields that take hostile text and of which some is in none of the ``pages``, whose texts
    have no blanks."""
    texts = {
        field.name: {"".join(text.split()) for text in strings(field)}
        for field in fields()
        if field.leaf.kind == "text" and field.name not in CASES["refused"]
    }
    seen = {text for _, _, text in finder(chain(*texts.values()))("\n".join(pages))}
    return [name for name, wanted in texts.items() if wanted - seen]


def append(*texts: str, between: str = " ") -> Callable[[str], str]:
    """Puts texts behind what a field has."""
    return lambda old: between.join(filter(None, [old, *texts]))


def put(text: str) -> Callable[[str], str]:
    """Puts a text in place of what a field has."""
    return lambda _: text


def everywhere(values: Data) -> Data:
    """``values`` with every string in every field that takes it."""
    for field in fields():
        if field.leaf.kind == "text" and field.name not in CASES["refused"]:
            values = changed(values, field, append(*strings(field)))
    return values


def subclasses(model: type[Record]) -> Iterator[type[Record]]:
    for found in model.__subclasses__():
        yield found
        yield from subclasses(found)
