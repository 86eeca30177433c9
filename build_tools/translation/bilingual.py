"""Whether the two languages of a record's text say the same: its notes, reasons and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from build_tools.diagnostics import Code, Problems
from build_tools.records import Bilingual, Located, Path_
from build_tools.translation.pinyin_names import unspelt
from build_tools.translation.senses import Language, missing

TRN022 = Code(
    "TRN022",
    "One language of a note, a reason or a label says what the other does not.",
    "Say the same in both.",
    "advice",
    example="nothing in the Chinese says “not” (negation)",
)
_QUOTED = re.compile(r"“[^”]*”")


def texts_of(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, Bilingual]]:
    """Every text in two languages of a record, with its path."""
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_of(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*path, key))


def check_bilingual(
    record: Located[Any],
    problems: Problems,
    words: Collection[str] = (),
    skipped: Collection[str] = (),
) -> None:
    """Report texts of a record of which one language says more than the other.

    Words in quotation marks are not compared: they are the text's. ``skipped`` are fields that
    other checks compare, ``words`` those of English that look like pinyin.
    """
    for path, text in texts_of(record.value):
        if not text.zh or not text.en or text.zh == text.en or (skipped and path[0] in skipped):
            continue
        zh, en = _QUOTED.sub("", text.zh), _QUOTED.sub("", text.en)
        sides: tuple[tuple[str, str, Language, Language, str], ...] = (
            (en, text.zh, "en", "zh", "Chinese"),
            (zh, text.en, "zh", "en", "English"),
        )
        for mine, theirs, key, other, name in sides:
            for found in missing(mine, theirs, key, other):
                message = f"nothing in the {name} says “{found.text}” ({found.sense})"
                problems.add(TRN022, record.at(*path, key), message)
        for place in unspelt(en, text.zh, words):
            message = f"“{place}” is spelt by no characters of the Chinese"
            problems.add(TRN022, record.at(*path, "en"), message)
