"""The one YAML loader: files that a person edits to frozen, validated records with their places.

Every scalar is read as text; the record type says what it must be. So ``2023.10`` stays an
identifier, ``no`` a word, and a date a date only where a date is asked for. Anchors, aliases
and tags are refused: none of these files needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, Self, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from build_tools.diagnostics import Code, Place, Problems, nearest, nearest_word
from build_tools.records.yaml_hints import merge_mark, slip, unread

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
YML010 = Code(
    "YML010",
    "A file holds a list where it must hold keys, or the reverse.",
    "See the record shown at the file's top.",
)
YML011 = Code("YML011", "An item stands twice in one list.", "Delete one of the two.")
YML012 = Code(
    "YML012",
    "A text under 'zh' is English, or one under 'en' Chinese.",
    "Exchange the two, or translate the one that is missing.",
)
YML013 = Code(
    "YML013",
    "The end of a value is not read, because a # makes it a comment.",
    "Put the whole value in double quotes; where a comment is meant, put a space after the #.",
)
YML014 = Code(
    "YML014",
    "A YAML file of the data folder is not read, because of its name.",
    "Give it the name of a data file, ending in .yml, or move it out of the folder.",
)
UNREADABLE = (YML001, YML002, YML003, YML010, YML014)
"""With these a file gives no record at all."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must not be empty."""


@dataclass(frozen=True)
class WrittenAs:
    """That a text is wholly of the ``pattern``; ``told`` says in words what it must be."""

    pattern: str
    told: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("form", "it must be {form}", {"form": self.told})
        return text


Identifier = Annotated[
    str,
    WrittenAs(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words or digits, joined by hyphens: one-two"),
]
"""Lower-case words and digits, joined by hyphens."""


Item = TypeVar("Item")


def _distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    for index, item in enumerate(items):
        if item in items[:index]:
            raise PydanticCustomError("twice", "it stands twice", {"within": index})
    return items


Distinct = Annotated[tuple[Item, ...], AfterValidator(_distinct)]
"""A list in which nothing stands twice."""


class Record(BaseModel):
    """Base of every record: frozen, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\b[a-z]{3,}\b")


class Bilingual(Record):
    """One text in Chinese (simplified) and English."""

    zh: Text
    en: Text
    hant: str = ""
    """The traditional form, where OpenCC's of ``zh`` is wrong."""

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        """Of texts from a file, each is in its language; a name or a figure may be in both."""
        if info.context is None:
            return self
        if _HAN.search(self.en) and not _WORD.search(self.en):
            raise PydanticCustomError("language", "it is Chinese", {"within": "en"})
        if self.zh != self.en and _WORD.search(self.zh) and not _HAN.search(self.zh):
            raise PydanticCustomError("language", "it is English", {"within": "zh"})
        return self

    def both(self) -> dict[str, str]:
        """The two languages, for machines."""
        return {"zh": self.zh, "en": self.en}


class Fillable(Bilingual):
    """One text in both languages, either of which may still be missing."""

    zh: str = ""
    en: str = ""

    def missing(self) -> list[str]:
        """The languages that are not there."""
        return [key for key in ("zh", "en") if not getattr(self, key).strip()]


_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""With these a text shows otherwise than it is stored (Unicode Technical Report 36)."""
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


def _parts(tree: _Tree) -> Iterator[tuple[str | int, _Tree]]:
    """The items of a list or a mapping, each as a tree of its own."""
    values = tree.value.items() if isinstance(tree.value, dict) else enumerate(tree.value)
    parts: dict[str | int, _Tree] = {key: _Tree(value, {}) for key, value in values}
    for path, place in tree.places.items():
        if path:
            parts[path[0]].places[path[1:]] = place
    yield from parts.items()


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
        told = f"byte {error.start} is not UTF-8; {_encoding(error.object)}"
        place = place_of_byte(error.object, error.start, name)
        problems.add(YML002, place, told, "save it with the encoding UTF-8")
    return None


def _encoding(data: bytes) -> str:
    """What a file that is not UTF-8 may be, for an editor who must save it anew."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16"
    if b"\0" in data:
        return "the file holds no text"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "the file has another encoding"
    return "the file may be GB18030, in which Windows often saves Chinese"


def place_of_byte(data: bytes, at: int, name: str) -> Place:
    """The place of the byte ``at``, before which ``data`` is UTF-8."""
    before = data[:at].decode("utf-8", "replace")
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _place(name: str, mark: Any) -> Place:
    """The place of a mark of PyYAML, whose two parsers have two types of mark."""
    return Place(name, mark.line + 1, mark.column + 1)


class _TooDeep(Exception):  # noqa: N818
    """The YAML nests deeper than it may; the problem is reported."""


def _events(text: str, name: str, problems: Problems) -> Iterator[Any]:
    """The events of PyYAML's parser; anchors, tags and what nests too deeply are reported.

    Raises _TooDeep, and PyYAML's errors where the text is not YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            problems.add(YML003, _place(name, event.start_mark), "it nests too deeply")
            raise _TooDeep
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if (anchor or tag) and not isinstance(event, yaml.AliasEvent):
            told = f"the anchor &{anchor}" if anchor else f"the tag !<{tag}>"
            problems.add(YML008, _place(name, event.start_mark), told)
        yield event


@dataclass
class _Composer:
    """Makes the events of one document plain values, in one pass and without PyYAML's nodes."""

    events: Iterator[Any]
    name: str
    problems: Problems = field(default_factory=Problems)
    """Those of values. Where the text turns out to be no YAML, nobody needs them."""
    anchors: dict[str, Any] = field(default_factory=dict)
    """The event at which each was set."""
    error: yaml.MarkedYAMLError | None = None
    """The first thing that is YAML by itself but not in its place.

    It is kept until the end: what is no YAML at all is told before it.
    """

    def tree(self) -> _Tree:
        """The document's values; raises PyYAML's errors."""
        tree, first = _Tree(None, {}), None
        for event in self.events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue  # the ends of stream and document, and what is in a second one
            if first is None:
                first = next(self.events)
                tree.value = self._value(first, (), tree.places)
            else:
                self._refuse("a line “---” begins a second document", event)
        if self.error is not None:
            raise self.error
        return tree

    def _refuse(self, told: str, event: Any) -> None:
        if self.error is None:
            self.error = yaml.MarkedYAMLError(problem=told, problem_mark=event.start_mark)

    def _known(self, event: Any) -> Any:
        """The event that begins the node: for an alias, that of its anchor."""
        anchor = event.anchor
        if anchor is None:
            return event
        if isinstance(event, yaml.AliasEvent):
            if anchor not in self.anchors:
                self._refuse(
                    f"“*{anchor}” is an alias without an anchor; put the value in quotes", event
                )
            return self.anchors.get(anchor, event)
        if anchor in self.anchors:
            self._refuse("second occurrence", event)
        self.anchors[anchor] = event
        return event

    def _value(self, event: Any, path: Path_, places: dict[Path_, Place]) -> Any:
        """The value that begins with ``event``; the places of its parts go into ``places``."""
        begin = self._known(event)
        if path not in places:  # what has a key stands where its key does
            places[path] = _place(self.name, begin.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            if turned := _TURNED.search(event.value):
                told = f"character U+{ord(turned[0]):04X} turns the direction of the text after it"
                self.problems.add(YML007, _place(self.name, begin.start_mark), told)
            return event.value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, places)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self._value(event, (*path, len(items)), places))
            return items
        self.problems.add(YML008, _place(self.name, begin.start_mark), "an alias (*)")
        return None

    def _mapping(self, path: Path_, places: dict[Path_, Place]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if isinstance(event, yaml.CollectionStartEvent):
                place = _place(self.name, event.start_mark)
                self.problems.add(YML003, place, "a key must be a word")
                self._pass_over(event)
                self._pass_over(next(self.events))
                continue
            begin = self._known(event)
            place = _place(self.name, begin.start_mark)
            if not isinstance(begin, yaml.ScalarEvent):
                self.problems.add(YML003, place, "a key must be a word")
                self._pass_over(next(self.events))
                continue
            key = begin.value
            if key in found:
                self.problems.add(YML004, place, f'"{key}" stands twice')
                self._pass_over(next(self.events))
                continue
            places[*path, key] = place
            found[key] = self._value(next(self.events), (*path, key), places)
        return found

    def _pass_over(self, event: Any) -> None:
        """Take the events of a value that is not kept; no problem of it is told."""
        kept, self.problems = self.problems, Problems()
        self._value(event, (), {})
        self.problems = kept


def _parse(text: str, name: str, problems: Problems) -> _Tree | None:
    if marked := merge_mark(text):
        problems.add(YML003, Place(name, marked.line, marked.column), marked.told, marked.hint)
        return None
    composer = _Composer(_events(text, name, problems), name)
    try:
        tree = composer.tree()
    except _TooDeep:
        return None
    except yaml.MarkedYAMLError as error:
        found = slip(text, error)
        problems.add(YML003, Place(name, found.line, found.column), found.told, found.hint)
        return None
    except yaml.reader.ReaderError as error:
        before = text.encode("utf-8")[: error.position].decode("utf-8", "ignore")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        told = f"an invisible character, U+{error.character:04X}, which no text may hold"
        problems.add(YML003, place, told, "delete it")
        return None
    problems.found += composer.problems.found
    for lost in unread(text):
        problems.add(YML013, Place(name, lost.line, lost.column), lost.told, lost.hint)
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


_OWN = {"twice": YML011, "language": YML012}
"""The faults that a record finds by itself; ``within`` says in which part of the value."""


_TOLD = {
    "tuple_type": "it must be a list, such as [one, two]",
    "string_type": "it must be one text",
    "string_too_short": "it is empty",
    "model_type": "it must hold keys with values",
    "model_attributes_type": "it must hold keys with values",
    "dict_type": "it must hold keys with values",
    "literal_error": "it must be {expected}",
    "int_parsing": "it must be a whole number",
    "bool_parsing": "it must be true or false",
    "too_long": "there are {actual_length}; at most {max_length} may be there",
    "too_short": "there are {actual_length}; at least {min_length} must be there",
}
"""What a fault is called, by Pydantic's name of it."""
_KINDS = {
    "date": "it must be a day that there is, such as 2024-01-31",
    "url": "it must be an address that begins with https:// or http://",
}
"""The same, by the word that Pydantic's names of several faults begin with."""


def _words(fault: ErrorDetails) -> str:
    """What is wrong with a value, in words that need no knowledge of Python."""
    kind = fault["type"]
    told = _TOLD.get(kind) or _KINDS.get(kind.partition("_")[0])
    if told is None:
        return fault["msg"][0].lower() + fault["msg"][1:]
    return told.format_map(fault.get("ctx", {})).replace("'", "")


def _unknown(fault: ErrorDetails, key: str, meant: str | None, known: Sequence[str]) -> str:
    """A hint for a key that is not known; ``meant`` is the one that is near."""
    if meant is not None:
        return "put a space after the colon" if ":" in key else f'did you mean "{meant}"?'
    if fault["input"] == "":
        return "where it belongs to the words before the comma, put all of them in double quotes"
    return f"known keys: {', '.join(known)}" if known else ""


def _tell(error: ValidationError, model: type[T], tree: _Tree, problems: Problems) -> None:
    faults = error.errors(include_url=False)
    misspelt: set[tuple[str | int | None, ...]] = set()
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            *record, key = fault["loc"]
            known = _fields(model, record)
            meant = nearest_word(str(key).partition(":")[0], known)
            misspelt.add((*record, meant))
            place, hint = (
                _nearest_place(tree, fault["loc"]),
                _unknown(fault, str(key), meant, known),
            )
            problems.add(YML005, place, f'unknown key "{key}"', hint)
    for fault in faults:
        path = fault["loc"]
        where = ".".join(map(str, path))
        if fault["type"] == "missing" and path not in misspelt:
            problems.add(YML006, _nearest_place(tree, path), f'the key "{path[-1]}" is missing')
        elif fault["type"] in _OWN:
            path = (*path, fault["ctx"]["within"])
            told = f"{'.'.join(map(str, path))}: {fault['msg']}"
            problems.add(_OWN[fault["type"]], _nearest_place(tree, path), told)
        elif fault["type"] not in ("missing", "extra_forbidden"):
            told = _words(fault)
            place = _nearest_place(tree, _known_path(tree, path))
            listed = re.findall("'([^']+)'", str(fault.get("ctx", {}).get("expected", "")))
            hint = nearest(str(fault["input"]), listed)
            problems.add(YML007, place, f"{where}: {told}" if where else told, hint)


def _validated(model: type[T], tree: _Tree, problems: Problems) -> Located[T] | None:
    try:
        record = model.model_validate(tree.value, context={})
    except ValidationError as error:
        _tell(error, model, tree, problems)
        return None
    return Located(record, tree.places[()], tree.places)


def load_one(path: Path, name: str, model: type[T], problems: Problems) -> Located[T] | None:
    """The one record that a file holds."""
    text = read_text(path, name, problems)
    tree = _parse(text, name, problems) if text is not None else None
    if tree is None:
        return None
    if not isinstance(tree.value, dict):
        problems.add(YML010, Place(name, 1, 1), "the file must hold keys with values")
        return None
    return _validated(model, tree, problems)


def load_list(path: Path, name: str, model: type[T], problems: Problems) -> list[Located[T]]:
    """The records of a file that holds a list; an empty file is an empty list."""
    text = read_text(path, name, problems)
    tree = _parse(text, name, problems) if text is not None else None
    if tree is None or tree.value in (None, ""):
        return []
    if not isinstance(tree.value, list):
        problems.add(YML010, Place(name, 1, 1), "the file must hold a list of records")
        return []
    records = (_validated(model, part, problems) for _, part in _parts(tree))
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
        problems.add(YML010, Place(name, 1, 1), "the file must map identifiers to records")
        return {}
    records = ((key, _validated(model, part, problems)) for key, part in _parts(tree))
    return {str(key): record for key, record in records if record is not None}


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, in the order of their names."""
    # A hidden name is an editor's or a system's own (._economy.yml), whatever it ends in.
    yield from sorted(folder.glob("[!.]*.yml"))


def tell_unread(data: Path, known: Sequence[str], problems: Problems) -> None:
    """Tell each YAML file below ``data`` that none of the ``known`` names and patterns is of."""
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        if path.suffix.lower() not in (".yml", ".yaml") or any(p[0] == "." for p in name.parts):
            continue
        levels = len(name.parts)
        if not any(name.match(one) and one.count("/") + 1 == levels for one in known):
            meant = name.with_suffix(".yml")
            stems = [Path(one).stem for one in known if Path(one).parent == name.parent]
            if meant == name and (near := nearest_word(name.stem, stems)):
                meant = name.with_stem(near)
            hint = f'did you mean "{meant.as_posix()}"?' if meant != name else ""
            problems.add(YML014, Place(name.as_posix()), "no data file has this name", hint)
