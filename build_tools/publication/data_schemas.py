"""JSON Schemas (2020-12) of the data files, from the models of their records.

Editors such as VS Code complete keys and mark mistakes with them. They accept what the loader
accepts, except for rules that need more than one record.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from build_tools.publication.data_files import DATA_FILES, DataFile
from build_tools.resources.vocabulary import Vocabulary
from build_tools.tracker.indicator_comparison import COMPUTED

Json = dict[str, Any]
_MARKS = ("x-list", "x-ids")
"""The marks of fields whose values are words of a closed list, or ids of other records."""


def schemas(vocabulary: Vocabulary, ids: Mapping[str, Sequence[str]]) -> dict[str, Json]:
    """The schema of each data file, by its name; closed lists have the words of ``vocabulary``.

    ``ids`` gives the ids of each kind: editors propose them, and accept others, for the record that
    has the id may be written next.
    """
    lists = {name: list(listed.choices) for name, listed in vocabulary.items()}
    lists["relation"] = ["compare", *(word for word in lists["relation"] if word not in COMPUTED)]
    return {file.name: _readable(_schema(file, ids), lists, ids) for file in DATA_FILES}


def _schema(file: DataFile, ids: Mapping[str, Sequence[str]]) -> Json:
    """The schema of a data file, with its definitions and marks as the models give them."""
    record = file.model.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    definitions = record.pop("$defs", {})
    if file.drafts:
        draft = file.drafts.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
        definitions |= draft.pop("$defs", {})
        record = {"if": {"required": ["draft"]}, "then": draft, "else": record}
    if file.form == "list":
        body: Json = {"type": ["array", "null"], "items": record}
    elif file.form == "mapping":
        definitions[file.model.__name__] = record
        reference = {"$ref": f"#/$defs/{file.model.__name__}"}
        body = {"type": ["object", "null"], "additionalProperties": reference}
        if file.keys:
            body["properties"] = dict.fromkeys(ids.get(file.keys, ()), reference)
    else:
        body = record
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": f"data/{file.pattern}",
        **({"$defs": definitions} if definitions else {}),
    }


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
