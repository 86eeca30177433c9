"""A draft of what changed between two states of the data, as a record of ``history.yml``."""

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from build_tools.publication.history import FILE, Change, ChangedKind, Release, change_summary
from build_tools.publication.history_fit import ARROW, PublishedTexts
from build_tools.publication.published_ids import Name
from build_tools.records import Bilingual
from build_tools.text.yaml_scalars import quoted

FIRST = Bilingual(zh="首次发布。", en="First release.")
"""The note of a release that has none before it."""
HEAD = """\
# The releases of this publication, the newest first, and what changed in each. A complete record:
#   - version: "1.1"
#     date: 2026-01-31
#     note: {zh: 改正译文三处。, en: Three sentences of the translation were corrected.}
#     changes:                      # the command `release` writes these
#       - kind: term                # segment | term | achievement | commitment | link
#         id: smart-factory
#         change: changed           # added | changed | removed
#         field: en                 # zh | en | definition | title | relation
#         before: intelligent factory
#         after: smart factory
#         note: {zh: 依官方译法。, en: After the official English.}   # optional

"""
"""How a new file begins."""
_FIRST_RECORD = re.compile(r"^(?:- |\[\])", re.MULTILINE)


def renamed(before: PublishedTexts, former: Mapping[Name, Name]) -> PublishedTexts:
    """``before`` under the ids that its records have now, by what took the place of ``former``."""
    successors: dict[tuple[str, str], Name] = {old: new for old, new in former.items()}  # noqa: C416

    def id_now(kind: str, name: str) -> str:
        if kind == "link":
            one, _, other = name.partition(ARROW)
            return f"{id_now('achievement', one)}{ARROW}{id_now('commitment', other)}"
        now = successors.get((kind, name))
        return now[1] if now and now[0] == kind else name

    return {(kind, id_now(kind, name)): text for (kind, name), text in before.items()}


def changes_between(before: PublishedTexts, after: PublishedTexts) -> Iterator[Change]:
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


def draft_release(
    version: str, date: datetime.date, before: PublishedTexts | None, after: PublishedTexts
) -> Release:
    """The record of a release; of the first one there is nothing ``before``."""
    found = [] if before is None else list(changes_between(before, after))
    note = FIRST if before is None else change_summary(found)
    return Release(version=version, date=date, note=note, changes=tuple(found))


def as_yaml(release: Release) -> str:
    """The record as the file has it."""
    lines = [f"- version: {quoted(release.version)}", f"  date: {release.date.isoformat()}"]
    lines += ["  note:", f"    zh: {quoted(release.note.zh)}", f"    en: {quoted(release.note.en)}"]
    if release.changes:
        lines.append("  changes:")
    for change in release.changes:
        lines += [f"    - kind: {change.kind}", f"      id: {quoted(change.id)}"]
        lines.append(f"      change: {change.change}")
        if change.field:
            lines.append(f"      field: {change.field}")
            lines.append(f"      before: {quoted(change.before)}")
            lines.append(f"      after: {quoted(change.after)}")
    return "\n".join(lines) + "\n"


def history_with(data: Path, record: str) -> str:
    """The text of ``history.yml`` with a record before the others, after the comment at the top."""
    path = data / FILE
    text = path.read_text("utf-8") if path.exists() else HEAD
    found = _FIRST_RECORD.search(text)
    first = found.start() if found else len(text)
    blocks = (text[:first], record, text[first:].lstrip().removeprefix("[]"))
    return "\n\n".join(filter(None, map(str.strip, blocks))) + "\n"
