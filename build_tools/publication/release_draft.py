"""A draft of what changed between two states of the data, as a record of ``history.yml``.

It compares what readers see: the Chinese and the English of each sentence, a term and its
definition, the titles in the tracker, and the links. Files of older forms are read as they are:
only ids and these texts count.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.publication.diff import data_values
from build_tools.publication.history import Change, ChangedKind, Field, Version, summary
from build_tools.records import Bilingual
from build_tools.text.plain import one_line
from build_tools.text.yaml_scalars import quoted

ARROW = " → "
"""Between the two ids of a link."""
FIRST = Bilingual(zh="首次发布。", en="First release.")
"""The note of a release that has none before it."""
Texts = dict[tuple[ChangedKind, str], dict[Field, str]]
"""The texts of everything that can change, by kind and id."""
_FIELDS: dict[ChangedKind, tuple[Field, ...]] = {
    "segment": ("zh", "en"),
    "term": ("zh", "en", "definition"),
    "achievement": ("title",),
    "commitment": ("title",),
    "link": ("relation",),
}


def texts(data: Path) -> Texts:
    """What readers see of the publication in ``data``."""
    found: Texts = {}
    values = data_values(data)
    for file, value in values.items():
        if file.startswith("glossary/"):
            for record in _rows(value):
                found["term", record["id"]] = _picked("term", record)
        elif file.startswith("translation/") and isinstance(value, dict):
            for key, record in value.items():
                found["segment", key] = {"en": one_line(str(record.get("en") or ""))}
    for kind in ("achievement", "commitment"):
        for record in _rows(values.get(f"tracker/{kind}s.yml")):
            title = record.get("title") or {}
            named = {"title": " / ".join(filter(None, (title.get("zh"), title.get("en"))))}
            found[kind, record["id"]] = _picked(kind, named)
    for record in _rows(values.get("tracker/links.yml")):
        pair = f"{record['achievement']}{ARROW}{record['commitment']}"
        found["link", pair] = _picked("link", record)
    resolved = check(data, Problems())
    for segment in resolved.document.segments if resolved else ():
        found.setdefault(("segment", segment.id), {})["zh"] = segment.hans
    return found


def renamed(before: Texts, data: Path) -> Texts:
    """``before`` under the ids that its records have now, by what ``data`` says under `former`."""
    values = data_values(data)
    kinds: dict[str, ChangedKind] = {
        "tracker/achievements.yml": "achievement",
        "tracker/commitments.yml": "commitment",
        **{file: "term" for file in values if file.startswith("glossary/")},
    }
    ids = {
        (kind, old): str(record["id"])
        for file, kind in kinds.items()
        for record in _rows(values.get(file))
        for old in record.get("former") or ()
    }
    publication = values["publication.yml"]
    if isinstance(publication, dict):
        former = publication.get("former") or {}
        ids |= {("segment", str(old)): str(new) for old, new in former.items()}

    def id_now(kind: ChangedKind, name: str) -> str:
        if kind != "link":
            return ids.get((kind, name), name)
        one, _, other = name.partition(ARROW)
        return f"{id_now('achievement', one)}{ARROW}{id_now('commitment', other)}"

    return {(kind, id_now(kind, name)): text for (kind, name), text in before.items()}


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _picked(kind: ChangedKind, record: Mapping[str, Any]) -> dict[Field, str]:
    return {field: one_line(str(record.get(field) or "")) for field in _FIELDS[kind]}


def changes(before: Texts, after: Texts) -> Iterator[Change]:
    """Every change, by kind and in the order of the data; what was removed comes last."""
    for kind, fields in _FIELDS.items():
        for (own, name), now in after.items():
            if own != kind:
                continue
            was = before.get((kind, name))
            if was is None:
                yield Change(kind=kind, id=name, change="added")
                continue
            for field in fields:
                old, new = was.get(field, ""), now.get(field, "")
                if old and old != new:
                    yield Change(
                        kind=kind, id=name, change="changed", field=field, before=old, after=new
                    )
        for own, name in before:
            if own == kind and (kind, name) not in after:
                yield Change(kind=kind, id=name, change="removed")


def draft(version: str, date: datetime.date, before: Texts | None, after: Texts) -> Version:
    """The record of a release; of the first one there is nothing ``before``."""
    found = [] if before is None else list(changes(before, after))
    note = FIRST if before is None else summary(found)
    return Version(version=version, date=date, note=note, changes=tuple(found))


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
