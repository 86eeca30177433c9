"""A draft of what changed between two states of the data, as a record of ``history.yml``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import get_args

from build_tools.publication.history import Change, ChangedKind, Version, summary
from build_tools.publication.history_facts import Texts
from build_tools.text.yaml_scalars import quoted


def changes(before: Texts, after: Texts) -> Iterator[Change]:
    """Every change, by kind and in the order of the data; what was removed comes last."""
    for kind in get_args(ChangedKind):
        for (own, name), now in after.items():
            if own != kind:
                continue
            was = before.get((kind, name))
            if was is None:
                yield Change(kind=kind, id=name, change="added")
                continue
            for field, new in now.items():
                old = was.get(field, "")
                if old and old != new:
                    yield Change(
                        kind=kind, id=name, change="changed", field=field, before=old, after=new
                    )
        for own, name in before:
            if own == kind and (kind, name) not in after:
                yield Change(kind=kind, id=name, change="removed")


def draft(version: str, date: datetime.date, before: Texts, after: Texts) -> Version:
    """The record of a release."""
    found = list(changes(before, after))
    return Version(version=version, date=date, note=summary(found), changes=tuple(found))


def as_yaml(version: Version) -> str:
    """The record as the file has it."""
    lines = [f"- version: {quoted(version.version)}", f"  date: {version.date.isoformat()}"]
    lines += ["  note:", f"    zh: {quoted(version.note.zh)}", f"    en: {quoted(version.note.en)}"]
    if version.changes:
        lines.append("  changes:")
    for change in version.changes:
        lines += [f"    - kind: {change.kind}", f"      id: {quoted(change.id)}"]
        lines.append(f"      change: {change.change}")
        if change.field:
            lines.append(f"      field: {change.field}")
            lines.append(f"      before: {quoted(change.before)}")
            lines.append(f"      after: {quoted(change.after)}")
    return "\n".join(lines) + "\n"
