"""Values of a YAML file found with their places, so that nothing else has to be touched."""

from typing import Any

import yaml

from build_tools.restoration.edits import Edit


class Unreadable(Exception):  # noqa: N818
    """A publication cannot be upgraded; the message says why."""


def composed(text: str, name: str) -> yaml.Node:
    """The tree of a file, whose marks have its ``name``. Raises Unreadable."""
    loader = yaml.SafeLoader(text)
    loader.name = name
    try:
        return loader.get_single_node() or yaml.ScalarNode("", "")
    except yaml.YAMLError as error:
        raise Unreadable(f"{name} is not valid YAML: run `check`: {error}") from error


def loaded(node: yaml.Node) -> Any:
    """The value of a node. Raises Unreadable."""
    try:
        return yaml.safe_load(yaml.serialize(node))
    except yaml.YAMLError as error:
        raise Unreadable(f"a value cannot be used: {error}") from error


def pairs(record: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(record.value) if isinstance(record, yaml.MappingNode) else []


def key_of(record: yaml.Node, name: str) -> yaml.Node:
    return next((key for key, _ in pairs(record) if key.value == name), record)


def value_of(record: yaml.Node, name: str) -> yaml.Node:
    for key, value in pairs(record):
        if key.value == name:
            return value
    mark = record.start_mark
    raise Unreadable(f'{mark.name}:{mark.line + 1}: the record has no key "{name}": run `check`')


def replacing(node: yaml.Node, new: str) -> Edit:
    """The change that puts ``new`` in place of a value on one line."""
    return Edit(node.start_mark.index, node.end_mark.index, new)
