"""``data/history.yml``: the releases of the publication, and what changed in each, for readers."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from build_tools.diagnostics import Code, Problems
from build_tools.records import (
    Bilingual,
    Day,
    Distinct,
    Located,
    Record,
    Text,
    WrittenAs,
    load_list,
)

PUB008 = Code(
    "PUB008",
    "The releases of the history are not in order, or two have one version.",
    "List the newest first, and give each a version of its own.",
    example='"1.0" comes before "1.1", which is newer',
)
FILE = "history.yml"
ChangedKind = Literal["segment", "term", "achievement", "commitment", "link"]
Field = Literal["zh", "en", "definition", "title", "relation"]

_NAMES: dict[ChangedKind, tuple[str, str, str]] = {
    "segment": ("句子", "sentence", "sentences"),
    "term": ("术语", "term", "terms"),
    "achievement": ("成绩", "achievement", "achievements"),
    "commitment": ("安排", "commitment", "commitments"),
    "link": ("承接", "link", "links"),
}
_WHAT = {
    "added": ("新增", "added"),
    "changed": ("修改", "changed"),
    "removed": ("撤去", "removed"),
}


class Change(Record):
    """What became of one sentence, term, record or link."""

    kind: ChangedKind
    """What it is."""
    id: Text
    """Its id; of a link, both: ``achievement → commitment``."""
    change: Literal["added", "changed", "removed"]
    """What happened to it."""
    field: Field | None = None
    """Which text of it changed."""
    before: str = ""
    """The text before."""
    after: str = ""
    """The text now."""
    note: Bilingual | None = None
    """What readers should know of it."""


ReleaseName = Annotated[str, WrittenAs(r"[0-9A-Za-z][0-9A-Za-z.+-]*", "figures and letters: 1.2")]


class Release(Record):
    """A release."""

    version: ReleaseName
    """Its name."""
    date: Day
    """The day of the release: 2026-11-28."""
    note: Bilingual
    """What changed, in a sentence or two."""
    changes: Distinct[Change] = ()
    """Every change of a published text; the command `release` writes them."""


def load_history(data: Path, problems: Problems) -> tuple[Located[Release], ...]:
    """The releases, the newest first; none where there is no file."""
    found = load_list(data, FILE, Release, problems, is_optional=True)
    _check_order(found, problems)
    return tuple(found)


def _check_order(found: list[Located[Release]], problems: Problems) -> None:
    for index, record in enumerate(found):
        for other in found[:index]:
            release, earlier = record.value, other.value
            place = record.at("version")
            if release.version == earlier.version:
                message = f'"{release.version}" appears twice'
                problems.add(PUB008, place, message, see=other.at("version"))
            elif release.date > earlier.date:
                message = f'"{earlier.version}" comes before "{release.version}", which is newer'
                problems.add(PUB008, place, message, see=other.at("version"))


def change_summary(found: list[Change]) -> Bilingual:
    """How many of each kind changed and how, in both languages."""
    counts: Counter[tuple[str, str]] = Counter(
        (kind, change) for kind, change, _ in {(c.kind, c.change, c.id) for c in found}
    )
    zh, en = [], []
    for kind, (chinese, one, many) in _NAMES.items():
        for change, (what, did) in _WHAT.items():
            if n := counts[kind, change]:
                zh.append(f"{what}{chinese}{n}条")
                en.append(f"{n} {one if n == 1 else many} {did}")
    if not found:
        return Bilingual(zh="内容没有变化。", en="Nothing changed.")
    return Bilingual(zh="、".join(zh) + "。", en=", ".join(en) + ".")
