"""Which values of a record are free text, and not ids, addresses or choices."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from build_tools.records.types import KeyPath

_LIMITS = {"const", "enum", "format", "pattern", "x-ids"}
"""What a JSON Schema says of a text that may not be of any words."""


def is_free_text(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether the value at ``path`` of a record is such a text, by the schema of its model."""
    schema = _schema(model)
    nodes = list(_alternatives(schema, schema))
    for part in path:
        nodes = [one for node in nodes for one in _alternatives(_inside(node, part), schema)]
    return any(node.get("type") == "string" and _LIMITS.isdisjoint(node) for node in nodes)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _inside(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    """The schema of an item, or of a key's value; an empty one where there is none."""
    named = node.get("properties", {}).get(part) or node.get("additionalProperties")
    inner = node.get("items") if isinstance(part, int) else named
    return inner if isinstance(inner, dict) else {}


def _alternatives(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas any of which a value may follow, each without references."""
    if name := node.get("$ref"):
        node = schema["$defs"][name.rpartition("/")[2]]
    yield node
    for inner in node.get("anyOf", ()):
        yield from _alternatives(inner, schema)
