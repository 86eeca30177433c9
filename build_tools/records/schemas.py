"""JSON Schemas (2020-12) of YAML files, from the models of their records.

Editors such as VS Code complete keys and mark mistakes with them. They accept what the loader
accepts, except for rules that need more than one record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from build_tools.records.types import Record

Json = dict[str, Any]


def file_schema(
    model: type[Record],
    form: Literal["one", "list", "mapping"],
    title: str,
    lists: Mapping[str, Sequence[str]],
    drafts: type[Record] | None = None,
) -> Json:
    """The schema of a file; ``lists`` gives the words of each closed list by its name.

    ``drafts`` is the model of records that say ``draft: true``.
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
        body = {"type": ["object", "null"], "additionalProperties": record}
    else:
        body = record
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": title,
        **({"$defs": definitions} if definitions else {}),
    }
    readable: Json = _readable(made, lists)
    return readable


def _readable(value: Any, lists: Mapping[str, Sequence[str]]) -> Any:
    """The schema with the words of closed lists, and with numbers as YAML may write texts.

    The loader reads every scalar as text, so that ``2023.1`` or ``no`` are texts where one is asked
    for; an editor's YAML parser reads them as a number or a truth value.
    """
    if isinstance(value, list):
        return [_readable(item, lists) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _readable(item, lists) for key, item in value.items() if key != "x-list"}
    if made.get("type") == "string" and not {"enum", "format"} & made.keys():
        made["type"] = ["string", "number", "boolean"]
    if words := lists.get(value.get("x-list", "")):
        target = made["items"] if made.get("type") == "array" else made
        target.pop("pattern", None)
        target |= {"type": "string", "enum": list(words)}
    return made
