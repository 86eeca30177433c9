"""What the models of the exported JSON files share.

The fields, their order and their types are a contract with the readers of the files. Each file's
JSON Schema is made from its model.
"""

import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Export(BaseModel):
    """A JSON object of an exported file. It has all of its fields, and no others.

    A field takes any object that has the same fields, such as a record.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        from_attributes=True,
        use_attribute_docstrings=True,
    )

    @classmethod
    def of(cls, source: object, /, **others: object) -> Self:
        """What ``source`` has under the names of the fields, and the ``others``."""
        same = {name: getattr(source, name) for name in cls.model_fields if name not in others}
        return cls.model_validate({**same, **others})


class ReleaseFacts(Export):
    """A release of the publication."""

    version: str
    """Its number, such as 1.1."""
    date: datetime.date
    """The day of the release."""


class File(Export):
    """A whole file. It says from which release on it is; null before the first."""

    release: ReleaseFacts | None = None
    """The newest release; null before the first."""


class Texts(Export):
    """One text in both languages."""

    zh: str
    """In simplified Chinese."""
    en: str
    """In English."""


class Scripts(Export):
    """One text in each script and language; ``hant`` is null without a traditional edition."""

    hant: str | None
    """In traditional Chinese."""
    hans: str
    """In simplified Chinese."""
    en: str
    """In English."""


def schema(model: type[Export], file: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of an exported file."""
    made = model.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": file,
    }
