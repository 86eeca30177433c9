"""What the validator finds wrong with a record, in words that need no knowledge of Python."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.diagnostics import Code, Problems, nearest, nearest_word
from build_tools.records.text_file import bring_back
from build_tools.records.types import IDENTIFIER, KeyPath, path_name
from build_tools.records.yaml_tree import REC007, Tree
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


def _one_per_value(faults: Iterable[ErrorDetails], tree: Tree) -> list[ErrorDetails]:
    """``faults`` with the paths that the file has, and one for each value.

    Of a value that may be of several kinds the validator reports each kind, and puts its name into
    the path: what it says of the innermost part is what the editor meant.
    """
    found: list[ErrorDetails] = []
    kinds: dict[KeyPath, ErrorDetails] = {}
    for fault in faults:
        path = fault["loc"]
        known = next(n for n in range(len(path), -1, -1) if n == 0 or path[:n] in tree.places)
        if known == len(path) or fault["type"] in ("missing", "extra_forbidden"):
            found.append(fault)
            continue
        value, fault["loc"] = path[:known], path[:known] + path[known + 1 :]
        if value not in kinds or len(kinds[value]["loc"]) < len(fault["loc"]):
            kinds[value] = fault
    return [*found, *kinds.values()]


def _fields(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that the record at ``path`` under ``model`` may have, as far as it is known."""
    return list(getattr(_record_at(model, path), "model_fields", {}))


def _record_at(model: type[BaseModel], path: Sequence[str | int]) -> Any:
    """The model of the record at ``path`` under ``model``; None where it is not known."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(current, "model_fields", {}).get(part)
        if field is None:
            return None
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
        current = next(
            (c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None
        )
    return current


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
        if "：" in key:
            return "write an ordinary colon and a space"
        return "put a space after the colon" if ":" in key else f'did you mean "{meant}"?'
    if fault["input"] == "":
        return "where it belongs to the words before the comma, put all of them in double quotes"
    return f"known keys: {', '.join(known)}" if known else ""


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


def report_faults(
    error: ValidationError, model: type[BaseModel], tree: Tree, problems: Problems
) -> None:
    """Report what the validator found, unknown keys first: they explain keys that are missing."""
    faults = _one_per_value(error.errors(include_url=False), tree)
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
            place = tree.nearest_place(path)
            hint = (
                "indent the lines below it further" if path in left else _value_hint(fault, model)
            )
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
    faults: Sequence[ErrorDetails], model: type[BaseModel], tree: Tree, problems: Problems
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
        meant = nearest_word(re.split("[:：]", str(key))[0], known)
        misspelt.add((*record, meant))
        hint = _key_hint(fault, str(key), meant, known)
        problems.add(REC005, tree.nearest_place(fault["loc"]), f'unknown key "{key}"', hint)
    return left, misspelt


def _keys_hint(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """How keys with values are written, where a value has none: ``{zh: …, en: …}``."""
    if not fault["type"].startswith("model_") or fault["input"] is None:
        return ""
    fields = getattr(_record_at(model, fault["loc"]), "model_fields", {})
    languages = [key for key in ("zh", "en") if key in fields]
    needed = languages or [key for key, field in fields.items() if field.is_required()]
    return f"write {{{', '.join(f'{key}: …' for key in needed)}}}" if 0 < len(needed) < 4 else ""


def _id_hint(fault: ErrorDetails) -> str:
    """How an identifier is written: ``Smart factory`` is ``smart-factory``."""
    is_identifier = fault.get("ctx") == {"form": IDENTIFIER.description}
    written = hyphenated(str(fault["input"])) if is_identifier else ""
    return f"write {written}" if written else ""


def _value_hint(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """What an editor may have meant by a value of the wrong kind."""
    choices = re.findall("'([^']+)'", str(fault.get("ctx", {}).get("expected", "")))
    return (
        nearest(str(fault["input"]), choices)
        or _list_hint(fault)
        or _day_hint(fault)
        or _keys_hint(fault, model)
        or _id_hint(fault)
    )
