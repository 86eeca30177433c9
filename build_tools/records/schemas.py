"""JSON Schemas (2020-12) of YAML files, from the models of their records.

Editors such as VS Code complete keys and mark mistakes with them. They accept what the loader
accepts, except for rules that need more than one record.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from build_tools.records.types import Record

Json = dict[str, Any]
_MARKS = ("x-list", "x-ids")
"""The marks of fields whose values are words of a closed list, or ids of other records."""


def file_schema(
    model: type[Record],
    form: Literal["one", "list", "mapping"],
    title: str,
    lists: Mapping[str, Sequence[str]],
    ids: Mapping[str, Sequence[str]],
    drafts: type[Record] | None = None,
    keys: str = "",
) -> Json:
    """The schema of a file; ``lists`` gives the words of each closed list by its name.

    ``ids`` gives the ids of each kind: editors propose them, and accept others, for the record that
    has the id may be written next. ``drafts`` is the model of records that say ``draft: true``,
    ``keys`` the kind of the ids that a mapping has as its keys.
    """
    record = model.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    definitions = record.pop("$defs", {})
    if drafts:
        draft = drafts.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
        definitions |= draft.pop("$defs", {})
        record = {"if": {"required": ["draft"]}, "then": draft, "else": record}
    if form == "list":
        body: Json = {"type": ["array", "null"], "items": record}
    elif form == "mapping":
        definitions[model.__name__] = record
        reference = {"$ref": f"#/$defs/{model.__name__}"}
        body = {"type": ["object", "null"], "additionalProperties": reference}
        if keys:
            body["properties"] = dict.fromkeys(ids.get(keys, ()), reference)
    else:
        body = record
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": title,
        **({"$defs": definitions} if definitions else {}),
    }
    readable: Json = _readable(made, lists, ids)
    return readable


def _readable(
    value: Any, lists: Mapping[str, Sequence[str]], ids: Mapping[str, Sequence[str]]
) -> Any:
    """The schema with the words of closed lists, and with numbers as YAML may write texts.

    The loader reads every scalar as text, so that ``2023.1`` or ``no`` are texts where one is asked
    for; an editor's YAML parser reads them as a number or a truth value.
    """
    if isinstance(value, list):
        return [_readable(item, lists, ids) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _readable(item, lists, ids) for key, item in value.items() if key not in _MARKS}
    if made.get("type") == "string" and not {"enum", "format"} & made.keys():
        made["type"] = ["string", "number", "boolean"]
    if words := lists.get(value.get("x-list", "")):
        target = made["items"] if made.get("type") == "array" else made
        target.pop("pattern", None)
        target |= {"type": "string", "enum": list(words)}
    if known := ids.get(value.get("x-ids", "")):
        about = {key: made.pop(key) for key in ("title", "description") if key in made}
        made = {**about, "anyOf": [{"enum": list(known)}, made]}
    return made
