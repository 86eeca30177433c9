"""Whether the changes in the history are of things that exist, and say what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from build_tools.diagnostics import Code, Place, Problems
from build_tools.publication.history import Change, Version
from build_tools.records import Located
from build_tools.text.han import HAN_RUN
from build_tools.translation.overlap import chinese_overlap, english_overlap
from build_tools.translation.parity import compare

PUB013 = Code(
    "PUB013",
    "A change in the history is of nothing that exists, or its texts do not fit what happened.",
    "Let the command `release` write the changes.",
    "advice",
    needs=("glossary/*.yml", "tracker/achievements.yml", "tracker/commitments.yml", "outline"),
    example='no term "robots"',
)
_LEAST = 0.2
"""So much of a text is in the text that it became."""
Named = tuple[str, str]


def check_changes(
    versions: Iterable[Located[Version]], known: Collection[Named], problems: Problems
) -> None:
    """Report changes that cannot be; ``known`` are the kinds and ids of what exists or existed."""
    for record in versions:
        note = record.value.note
        parity = compare(note.zh, note.en)
        for figure in parity.missing:
            message = f"“{figure.text}” is not in “{note.en}”"
            problems.add(PUB013, record.at("note", "en"), message)
        for amount in parity.added:
            message = f"“{amount.text}” is not in “{note.zh}”"
            problems.add(PUB013, record.at("note", "zh"), message)
        for index, change in enumerate(record.value.changes):
            for key, message in _faults(change, known):
                problems.add(PUB013, _place(record, index, key), message)


def _place(record: Located[Any], index: int, key: str) -> Place:
    return record.at("changes", index, key)


def _faults(change: Change, known: Collection[Named]) -> Iterator[tuple[str, str]]:
    if change.kind == "link":
        ends = change.id.split(" → ")
        names: list[Named] = list(zip(("achievement", "commitment"), ends, strict=False))
        if len(ends) != 2:
            yield "id", f'"{change.id}" is no link'
    else:
        names = [(change.kind, change.id)]
    for name in names:
        if name not in known:
            yield "id", f'no {name[0]} "{name[1]}"'
    before, after = change.before.strip(), change.after.strip()
    if change.change == "added" and before:
        yield "before", "something that was added has no text before"
    if change.change == "removed" and after:
        yield "after", "something that was removed has no text now"
    if change.change == "changed" and before and after:
        overlap = chinese_overlap if HAN_RUN.search(after) else english_overlap
        if before == after:
            yield "after", "both texts are the same"
        elif change.kind == "segment" and overlap(after, before) < _LEAST:
            yield "after", f"“{after[:40]}” has hardly a word of “{before[:40]}”"
