"""Field types of records, and a record with the places it was read from."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Self, TypeGuard, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from build_tools.diagnostics import Place
from build_tools.text.han import HAN_RUN

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must not be empty."""


@dataclass(frozen=True)
class WrittenAs:
    """A text that must match ``pattern`` as a whole; ``description`` says so in words."""

    pattern: str
    description: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def _checked(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("form", "it must be {form}", {"form": self.description})
        return text


IDENTIFIER = WrittenAs(
    r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words or digits, joined by hyphens: one-two"
)
Identifier = Annotated[str, IDENTIFIER]
"""Lower-case words and digits, joined by hyphens."""


@dataclass(frozen=True)
class IdOf:
    """Marks a text that is the id of another thing, such as a ``segment``; editors complete it."""

    kind: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "x-ids": self.kind}


Item = TypeVar("Item")


def _distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    seen: set[Item] = set()
    for index, item in enumerate(items):
        if item in seen:
            raise PydanticCustomError("twice", "it appears twice", {"within": index})
        seen.add(item)
    return items


Distinct = Annotated[tuple[Item, ...], AfterValidator(_distinct)]
"""A list in which nothing appears twice."""


class Record(BaseModel):
    """Base of every record: frozen, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


_WORD = re.compile(r"\b[a-z]{3,}\b")


def require_languages(
    zh: str, en: str, info: ValidationInfo, keys: tuple[str, str] = ("zh", "en")
) -> None:
    """Refuse a text of a file that is in the other language; a name or a figure may be in both."""
    if info.context is None:
        return
    if HAN_RUN.search(en) and not _WORD.search(en):
        raise PydanticCustomError("language", "it is Chinese", {"within": keys[1]})
    if zh != en and _WORD.search(zh) and not HAN_RUN.search(zh):
        raise PydanticCustomError("language", "it is English", {"within": keys[0]})


class Bilingual(Record):
    """One text in Chinese (simplified) and English, which say the same."""

    zh: Text
    en: Text
    hant: str = ""
    """The traditional form, where OpenCC's of ``zh`` is wrong."""

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        require_languages(self.zh, self.en, info)
        return self


class Fillable(Bilingual):
    """One text in both languages, either of which may still be missing."""

    zh: str = ""
    en: str = ""

    def missing(self) -> list[str]:
        """The languages that are not there."""
        return [key for key in ("zh", "en") if not getattr(self, key).strip()]


def _written_day(given: object) -> object:
    """Only a day that is written as one is read as one: no number of seconds, and no time."""
    if isinstance(given, str) and given.strip() and not _DAY.fullmatch(given.strip()):
        raise PydanticCustomError("date", "it is no day")
    return given or None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Day = Annotated[datetime.date, BeforeValidator(_written_day)]
"""A day: 2024-01-31."""
OptionalDay = Annotated[datetime.date | None, BeforeValidator(_written_day)]
"""A day, or "" for none."""


SegmentId = Annotated[Text, IdOf("segment")]
"""The id of a heading or a sentence."""

T_co = TypeVar("T_co", bound=Record, covariant=True)

KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a value in a record."""


def path_name(path: KeyPath, value: object) -> str:
    """How a message names the part of ``value`` at ``path``: items count from 1, with their ids.

    >>> path_name(("parts", 1, "name", "en"), {"parts": [{"id": "2021"}, {"id": "2022"}]})
    'parts, item 2 ("2022"), name.en'
    """
    name, current = "", value
    for part in path:
        if isinstance(part, int):
            items = current if isinstance(current, list | tuple) else ()
            current = items[part] if part < len(items) else None
            id_ = _part_of(current, "id")
            name += f", item {part + 1}" + f' ("{id_}")' * isinstance(id_, str)
            joint = ", "
        else:
            current = _part_of(current, part)
            name += f"{joint}{part}" if name else part
            joint = "."
    return name


def _part_of(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)


@dataclass(frozen=True)
class Located(Generic[T_co]):
    """A record, with its place and those of its parts."""

    value: T_co
    place: Place
    places: Mapping[KeyPath, Place]

    def at(self, *path: str | int) -> Place:
        """The place of a part of the record, such as ``at("links", 0)``; else its own."""
        return self.places.get(path, self.place)

    def nearest(self, *path: str | int) -> Place:
        """The place of a part of the record, or of the closest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.at(*path)


R = TypeVar("R", bound=Record)


def is_record(located: Located[Any], model: type[R]) -> TypeGuard[Located[R]]:
    """Whether a record is of a model: of a file whose drafts are of another."""
    return isinstance(located.value, model)
