"""A YAML file as plain values that know their places.

Every scalar is read as text; the record type decides what it must be. So ``2023.10`` stays an
identifier, ``no`` a word, and a date is a date only where one is asked for. Aliases and tags are
reported as errors: none of these files needs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records.look_alikes import look_alike
from build_tools.records.text_file import bring_back, read_text
from build_tools.records.types import KeyPath
from build_tools.records.yaml_hints import (
    Mistake,
    find_comment,
    find_commented_start,
    find_merge_mark,
    find_mistake,
    find_odd_indentation,
)
from build_tools.text.offsets import place_of_byte
from build_tools.text.plain import INVISIBLE

REC003 = Code(
    "REC003",
    "A file is not valid YAML.",
    "Check quotes, colons and indentation there.",
    breaks="file",
    example="“[” opens here, and no “]” closes it",
)
REC004 = Code(
    "REC004",
    "A key appears twice in one record.",
    "Delete one of the two.",
    breaks="record",
    example='"strength" appears twice',
)
REC007 = Code(
    "REC007",
    "A value is of the wrong kind.",
    "Write one of the kind that the message names.",
    breaks="record",
    example="basis: it must be total, increment, cumulative, share, level, growth or rank",
)
REC008 = Code(
    "REC008",
    "A YAML alias or tag is used.",
    "Write the value out.",
    example="the tag !<!word>",
)
REC013 = Code(
    "REC013",
    "The end of a value is not read, because a # makes it a comment.",
    "Put the whole value in double quotes; where a comment is meant, put a space after the #.",
    breaks="record",
    example="“#1’s equipment.” is not read: a # after a space begins a comment",
)
REC021 = Code(
    "REC021",
    "A text has a character that only looks like another.",
    "Write the usual character, which the hint names.",
    breaks="record",
    example="“С” (U+0421) only looks like “C” (hint: write “C” (U+0043))",
)
REC022 = Code(
    "REC022",
    "Words behind a text are not read, because a # makes them a comment.",
    "Put the whole value in double quotes; a comment stands on a line above, or two spaces behind.",
    "advice",
    example="“# of land” is not read: a # after a space begins a comment",
)

MAX_DEPTH = 50
"""How deeply lists and keys may nest."""
_BEHIND_A_VALUE = re.compile(r"[^\s#][ \t]+#")
_NO_COMMENT = re.compile(r"#[^\s#]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""An erratum may quote a source that has other characters which show nothing, but not these."""


@dataclass
class Tree:
    """A YAML document as plain values, and the place of each by its path."""

    value: Any
    places: dict[KeyPath, Place] = field(default_factory=dict)
    comments: dict[KeyPath, Mistake] = field(default_factory=dict)
    """What stands behind a value and one space, like more of its words, and is a comment."""
    ends_the_file: bool = False
    """Whether not even a line end is behind it, as where a file was saved in part."""

    def parts(self) -> Iterator[tuple[str | int, "Tree"]]:
        """The items of a list or a mapping, each as its own tree."""
        items = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        parts: dict[str | int, Tree] = {key: Tree(value) for key, value in items}
        for path, place in self.places.items():
            if path and path[0] in parts:  # else below a key that is no word
                parts[path[0]].places[path[1:]] = place
        for path, comment in self.comments.items():
            if path and path[0] in parts:
                parts[path[0]].comments[path[1:]] = comment
        if parts:
            next(reversed(parts.values())).ends_the_file = self.ends_the_file
        yield from parts.items()

    def nearest_place(self, path: KeyPath) -> Place:
        """The place of ``path``, or of the closest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place("?"))


def parse(text: str, name: str, problems: Problems) -> Tree | None:
    """The document in ``text``; None, and a problem, where it is not YAML."""
    if mistake := find_merge_mark(text) or find_odd_indentation(text):
        report_mistake(mistake, REC003, name, problems)
        return None
    reader = _Reader(name)
    try:
        value = reader.read(text)
    except yaml.MarkedYAMLError as error:
        report_mistake(find_mistake(text, error), REC003, name, problems)
        return None
    except yaml.reader.ReaderError as error:
        place = place_of_byte(text.encode("utf-8"), error.position, name)
        message = f"an invisible character, U+{error.character:04X}, which no text may hold"
        problems.add(REC003, place, message, "delete it")
        return None
    except _TooDeep as deep:
        problems.add(REC003, deep.place, "it nests too deeply")
        return None
    problems.found += reader.problems.found
    return Tree(value, reader.places, reader.comments, not text.endswith("\n"))


def read_tree(path: Path, name: str, problems: Problems) -> Tree | None:
    """The document in a file of data; None, and a problem, where there is none."""
    text = read_text(path, name, problems, bring_back(name))
    return None if text is None else parse(text, name, problems)


def report_mistake(mistake: Mistake, code: Code, name: str, problems: Problems) -> None:
    """Report a mistake in the file ``name``."""
    place = Place(name, mistake.line, mistake.column)
    problems.add(code, place, mistake.message, mistake.hint)


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


@dataclass
class _TooDeep(Exception):  # noqa: N818
    place: Place


@dataclass
class _Reader:
    """Turns the events of PyYAML's parser into plain values, and reports what is refused."""

    name: str
    places: dict[KeyPath, Place] = field(default_factory=dict)
    comments: dict[KeyPath, Mistake] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    _events: Iterator[Any] = field(init=False)
    _text: str = ""
    _lines: list[str] = field(default_factory=list)
    """Those of a text with a sign that may begin a comment behind a value."""

    def read(self, text: str) -> Any:
        """The value of the only document; None where there is none.

        Raises PyYAML's errors, and _TooDeep.
        """
        self._text = text
        self._lines = text.splitlines() if _BEHIND_A_VALUE.search(text) else []
        self._events = iter(yaml.CSafeLoader(text).get_event, None)
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)  # the document ends
        if not isinstance(second := next(self._events), yaml.StreamEndEvent):
            mark: Any = second.start_mark
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=mark)
        return value

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _value(self, event: Any, path: KeyPath) -> Any:
        if path not in self.places:  # a value with a key has the key's place
            self.places[path] = self._place(event)
        self._refuse_alias(event)
        if isinstance(event, yaml.ScalarEvent):
            if not event.style and self._lines:
                self._check_comment(event, path)
            return self._checked(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(path) >= MAX_DEPTH:
            raise _TooDeep(self._place(event))
        is_list = isinstance(event, yaml.SequenceStartEvent)
        return self._sequence(path) if is_list else self._mapping(path)

    def _refuse_alias(self, event: Any) -> None:
        if event.anchor:
            kind = "alias *" if isinstance(event, yaml.AliasEvent) else "anchor &"
            self.problems.add(REC008, self._place(event), f"the {kind}{event.anchor}")
        if tag := getattr(event, "tag", ""):
            self.problems.add(REC008, self._place(event), f"the tag !<{tag}>")

    def _checked(self, event: Any, path: KeyPath) -> str:
        """The text at ``path`` without what is reported of its characters: all else is read so."""
        text: str = event.value
        quotes_the_source = path[-1:] == ("damaged",) or path[:1] == ("accepted",)
        if found := (_DIRECTION if quotes_the_source else INVISIBLE).search(text):
            message = f"an invisible character, U+{ord(found[0]):04X}, which no text may hold"
            self.problems.add(REC007, self._place(event), message, "delete it")
            return text.replace(found[0], "")
        if not quotes_the_source and (pair := look_alike(text)):
            odd, usual = pair
            like = f"“{usual}”" if usual else "a character"
            message = f"“{odd}” ({_codes(odd)}) only looks like {like}"
            hint = f"write “{usual}” ({_codes(usual)})" if usual else "write the character"
            self.problems.add(REC021, self._place(event), message, hint)
            return text.replace(odd, usual) if usual and usual.isascii() else text
        return text

    def _check_comment(self, event: Any, path: KeyPath) -> None:
        """Report or keep what a ``#`` makes a comment, if it is like more words of the value."""
        row, column = event.end_mark.line, event.end_mark.column
        line = self._lines[row] if row < len(self._lines) else ""
        if comment := find_comment(row + 1, line, column):
            if _NO_COMMENT.match(line, comment.column - 1):
                report_mistake(comment, REC013, self.name, self.problems)
            elif comment.column == column + 2:
                self.comments[path] = comment

    def _sequence(self, path: KeyPath) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        repeated: list[tuple[Place, str]] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.problems.add(REC003, place, "a key must be a word")
                self._value(event, (*path, ""))
                self._value(next(self._events), (*path, ""))
                continue
            self._refuse_alias(event)
            key = self._checked(event, path)
            if key in found:
                repeated.append((place, key))
            inside = (*path, key)
            self.places.setdefault(inside, place)
            found.setdefault(key, self._value(next(self._events), inside))
        if repeated:
            place, key = repeated[0]
            more = len(repeated) - 1
            hint = "does a record begin here, without its hyphen?" if more else ""
            if start := find_commented_start(self._text.splitlines(), place.line):
                hint = f"line {start.line}: {start.message}; {start.hint}"
            others = f", and {more} more with it" if more else ""
            self.problems.add(REC004, place, f'"{key}" appears twice{others}', hint)
        return found
