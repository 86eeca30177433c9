"""Changes of single values in a YAML file that people edit: all other bytes stay as they are.

The parser says where a value is; only its characters are replaced, in the style that it has. What
comes out is read again, and refused where it is not the old content with exactly these changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from build_tools.exchange.plan import ValueChange
from build_tools.text.yaml_scalars import block, folded, quoted

LONGEST = 100
"""Columns up to which a text stays on the line of its key."""


class NotEditableError(Exception):
    """Why a change cannot be made."""


def edited(text: str, changes: Iterable[ValueChange], order: Sequence[str]) -> str:
    """The file with the changes; ``order`` is that of the keys of a record.

    A record's id is its ``id`` in a list, or its key in a mapping. A new value that is empty, or
    False, removes the key. Raises NotEditableError, with the words for an editor.
    """
    changes = list(changes)
    expected = _with(_values(yaml.compose(text, Loader=yaml.CSafeLoader)), changes)
    end = "\r\n" if "\r\n" in text else "\n"
    # The parser in Python counts characters as Python does.
    records = _records(yaml.compose(text, Loader=yaml.SafeLoader))
    splices = [_splice(text, change, records[change.id], order) for change in changes]
    # From the last to the first, so that the places of what comes before stay right.
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.new.replace("\n", end) + text[splice.stop :]
    try:
        found = _values(yaml.compose(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise NotEditableError("its layout is unusual") from error
    if found != expected:
        raise NotEditableError("its layout is unusual")
    return text


def _records(root: yaml.Node | None) -> Mapping[str, yaml.MappingNode]:
    found = {}
    if isinstance(root, yaml.SequenceNode):
        for node in root.value:
            if isinstance(node, yaml.MappingNode) and (id_ := _fields(node).get("id")):
                found[str(id_[1].value)] = node
    elif isinstance(root, yaml.MappingNode):
        found = {str(k.value): v for k, v in root.value if isinstance(v, yaml.MappingNode)}
    return found


def _fields(node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {str(key.value): (key, value) for key, value in node.value}


@dataclass(frozen=True, order=True)
class _Splice:
    """New characters for those from ``start`` to ``stop``."""

    start: int
    rank: int
    """The place of the key in a record: what is put into one place of the text is in this order."""
    stop: int
    new: str


def _splice(
    text: str, change: ValueChange, record: yaml.MappingNode, order: Sequence[str]
) -> _Splice:
    """The splice that makes a change in the text of a ``record``."""
    fields, rank = _fields(record), order.index(change.key)
    if change.key not in fields:
        return _inserted(text, change, record, order)
    key, value = fields[change.key]
    stop = _stop(text, value)
    if change.after in ("", (), False):
        start = text.rfind("\n", 0, key.start_mark.index) + 1
        if record.flow_style or text[start : key.start_mark.index].strip():
            raise NotEditableError("the key shares its line with something else")
        return _Splice(start, rank, _next_line(text, stop), "")
    style, mark = getattr(value, "style", None), value.start_mark
    new = _written(change, style, key.start_mark.column, mark.column, bool(record.flow_style))
    return _Splice(mark.index, rank, stop, new)


def _stop(text: str, node: yaml.Node) -> int:
    """Where a value ends; a block of text ends with its last character."""
    inner = text[node.start_mark.index : node.end_mark.index]
    return int(node.start_mark.index) + len(inner.rstrip())


def _next_line(text: str, at: int) -> int:
    """Where the line after ``at`` begins."""
    return found + 1 if (found := text.find("\n", at)) >= 0 else len(text)


def _inserted(
    text: str, change: ValueChange, record: yaml.MappingNode, order: Sequence[str]
) -> _Splice:
    """The splice that puts in a key which the record does not have yet, behind those before it."""
    if record.flow_style:
        raise NotEditableError("the record is written on one line")
    fields, rank = _fields(record), order.index(change.key)
    before = [fields[name] for name in order[:rank] if name in fields]
    if not before:
        raise NotEditableError("the record has no key before it")
    # The last of them in the file, wherever the editor put it.
    _, value = max(before, key=lambda pair: pair[1].start_mark.index)
    column = next(iter(fields.values()))[0].start_mark.column
    used = column + len(change.key) + 2
    new = f"{' ' * column}{change.key}: {_written(change, None, column, used, False)}\n"
    at = _next_line(text, _stop(text, value))
    is_last = not text.endswith("\n") and at == len(text)
    return _Splice(at, rank, at, "\n" + new.rstrip("\n") if is_last else new)


def _written(change: ValueChange, style: str | None, column: int, used: int, flow: bool) -> str:
    """The new value; ``style`` is the old one's, ``column`` that of its key."""
    value = change.after
    if isinstance(value, bool):
        return "true"  # False removes the key
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(item, None, True) for item in value)}]"
    if change.key == "zh":
        return folded(value, column + 2, used)
    is_long = style in (">", "|") or used + len(value) > LONGEST
    lines = block(value, column + 2) if is_long and not flow else ""
    return lines or _scalar(value, style, flow)


def _scalar(text: str, style: str | None, flow: bool) -> str:
    """A text on one line: plain where it was and reads back the same, else in double quotes."""
    return text if style is None and _reads_back(text, flow) else quoted(text)


def _reads_back(text: str, flow: bool) -> bool:
    """Whether a text without quotes is the same text to a parser."""
    try:
        root = yaml.compose(f"[{text}]" if flow else f"a: {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    if isinstance(root, yaml.MappingNode):
        found = [value for _, value in root.value]
    else:
        found = root.value if isinstance(root, yaml.SequenceNode) else []
    return (
        len(found) == 1
        and isinstance(found[0], yaml.ScalarNode)
        and (found[0].value, found[0].style) == (text, None)
    )


def _values(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _values(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_values(item) for item in node.value]
    return None if node is None else node.value


def _with(values: Any, changes: Iterable[ValueChange]) -> Any:
    """The values with the changes, as they must read."""
    records = (
        {row["id"]: row for row in values if "id" in row} if isinstance(values, list) else values
    )
    for change in changes:
        record = records.get(change.id) if isinstance(records, dict) else None
        if not isinstance(record, dict):
            raise NotEditableError("the record is not there")
        if change.after in ("", (), False):
            record.pop(change.key, None)
        elif isinstance(change.after, tuple):
            record[change.key] = list(change.after)
        else:
            record[change.key] = "true" if change.after is True else change.after
    return values
