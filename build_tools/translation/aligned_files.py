"""Writes aligned English into the files of a translation, and leaves everything else in them.

A record that has its English stays as it is, unless it is to be replaced; comments stay. A record
that is commented out in a new publication's file gives way to the real one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from build_tools.document.model import Segment
from build_tools.text.yaml_scalars import block, folded, quoted
from build_tools.translation.alignment import Laid

_HEADER = """\
# English of the segments of this page, in order. `zh` is the Chinese that was translated.
# `uncertain` says why a person should read a record that was aligned by machine: delete it then.
"""
_LONG = 80
"""English of more characters is a block of lines."""


@dataclass(frozen=True)
class Filled:
    """A file with the English in it, and the segments that were written."""

    text: str
    written: tuple[str, ...]


def fill(
    text: str, segments: Sequence[Segment], laid: Mapping[str, Laid], replace: bool = False
) -> Filled:
    """The file of a page, ``text`` ("" for none), with the English of its ``segments``.

    Raises ``yaml.YAMLError`` where the file is not a mapping in YAML.
    """
    lines = (text or _HEADER).splitlines()
    blocks = _blocks(text)
    written = []
    # From the last to the first, so that the line numbers of what comes before stay right.
    behind = len(lines)
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        old = blocks.get(segment.id)
        if segment.id in laid and (old is None or replace or not old.has_english):
            new = record(segment, laid[segment.id])
            if there := old.lines if old else _stub(lines, segment.id):
                lines[there.start : there.stop] = new
            else:
                ends = (blocks[s.id].lines.stop for s in segments[index::-1] if s.id in blocks)
                _insert(lines, next(ends, None) or _first(lines, behind, blocks), new)
            written.append(segment.id)
        if old:
            behind = old.lines.start
    end = "\r\n" if "\r\n" in text else "\n"
    return Filled(end.join(lines).rstrip() + end, tuple(reversed(written)))


def record(segment: Segment, laid: Laid) -> list[str]:
    """The lines of a segment's record."""
    lines = [f"{quoted(segment.id)}:", *f"  zh: {folded(segment.hans, 4, 6)}".split("\n")]
    folded_english = block(laid.english, 4) if len(laid.english) > _LONG else ""
    lines += f"  en: {folded_english or quoted(laid.english)}".split("\n")
    if laid.doubts:
        lines.append(f"  uncertain: {quoted('; '.join(laid.doubts))}")
    return lines


def _insert(lines: list[str], at: int, new: Sequence[str]) -> None:
    """Put a record in front of line ``at``, with an empty line between it and its neighbours."""
    above = [""] if at and lines[at - 1].strip() else []
    below = [""] if at < len(lines) and lines[at].strip() else []
    lines[at:at] = [*above, *new, *below]


@dataclass(frozen=True)
class _Block:
    """A record that is in a file."""

    lines: range
    """Counted from 0."""
    has_english: bool


def _blocks(text: str) -> dict[str, _Block]:
    """The records of a file. Raises ``yaml.YAMLError`` where it is not a mapping."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise yaml.YAMLError("the file must hold identifiers with a record each")
    lines = text.splitlines()
    found = {}
    for key, value in node.value:
        end = min(value.end_mark.line + (value.end_mark.column > 0), len(lines))
        while end > key.start_mark.line + 1 and (
            not lines[end - 1].strip() or lines[end - 1].startswith("#")
        ):
            end -= 1
        english = any(
            name.value == "en" and str(text_node.value).strip() not in ("", "~", "null")
            for name, text_node in (value.value if isinstance(value, yaml.MappingNode) else ())
        )
        found[str(key.value)] = _Block(range(key.start_mark.line, end), english)
    return found


def _stub(lines: Sequence[str], segment: str) -> range | None:
    """Where the record of a segment is, as a comment."""
    for start, line in enumerate(lines):
        if re.fullmatch(rf'# "?{re.escape(segment)}"?:', line):
            end = start + 1
            while end < len(lines) and re.match(r"#   \S", lines[end]):
                end += 1
            return range(start, end)
    return None


def _first(lines: Sequence[str], behind: int, blocks: Mapping[str, _Block]) -> int:
    """Where a record goes that has none before it: in front of the first, behind the header."""
    if not blocks:
        at = 0
        while at < len(lines) and lines[at].startswith("#"):
            at += 1
        return at
    at = behind
    while at and lines[at - 1].startswith("#") and at > 1 and not lines[at - 2].strip():
        at -= 1
    return at
