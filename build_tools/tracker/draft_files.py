"""Drafts written into the files of ``data/tracker/``, among what editors wrote there.

Nothing in a file is changed or moved: drafts are put between its records, in the order
of the text, and a file that would not read back the same is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document
from build_tools.glossary.records import Glossary
from build_tools.records import Located, Record, load_list, read_text
from build_tools.system.files import write_together
from build_tools.text.yaml_scalars import folded, quoted
from build_tools.tracker import drafting, propose
from build_tools.tracker.checks import quoted as located_quotes
from build_tools.tracker.draft_links import DraftedLinks, drafted_links
from build_tools.tracker.drafting import Drafted
from build_tools.tracker.records import (
    Achievement,
    Commitment,
    Context,
    Indicator,
    Link,
    Tracker,
)
from build_tools.tracker.resolve import resolve_tracker

FILES = ("achievements", "commitments", "context", "indicators", "links")

PLACE = Place("draft")
Position = tuple[int, int]
R = TypeVar("R", bound=Record)


class DraftError(Exception):
    """A file in which drafts cannot be put; the message says which and why."""


@dataclass(frozen=True)
class Draft:
    """A whole draft: records, links and indicators."""

    records: Drafted
    links: DraftedLinks

    def counts(self) -> dict[str, int]:
        """How many of each kind were drafted."""
        links = [link for link, _ in self.links.links]
        return {
            "achievements": len(self.records.achievements),
            "commitments": len(self.records.commitments),
            "passages_of_context": len(self.records.context),
            "links": len(links),
            "links_with_figures": sum(1 for link in links if link.indicator),
        }


def make(tracker: Tracker, document: Document, glossary: Glossary) -> Draft:
    """The draft of what the tracker's records leave open."""
    places = located_quotes(tracker, document, Problems())
    taken: dict[str, list[Position]] = {}
    spans = (*places.achievements.values(), *places.commitments.values())
    for span in (*spans, *(span for _, span in places.context)):
        taken.setdefault(span.segment, []).append((span.start, span.end))
    records = drafting.draft(
        document,
        tracker.units,
        tracker.vocabulary,
        taken,
        {*tracker.achievement, *tracker.commitment},
    )
    whole = _joined(tracker, records)
    resolved = resolve_tracker(whole, document, Problems())
    terms = {term.id: [form.hans for form in term.forms] for term in glossary.terms}
    proposer = propose.prepare(resolved, document, terms)
    decided = frozenset(
        [
            *(link.value.achievement for link in tracker.links),
            *(none.value.achievement for none in tracker.no_follow_up),
        ]
    )
    return Draft(records, drafted_links(proposer, decided, frozenset(tracker.indicator)))


def _joined(tracker: Tracker, drafted: Drafted) -> Tracker:
    """The tracker with the drafts, without links."""

    def located(records: Sequence[R]) -> tuple[Located[R], ...]:
        return tuple(Located(record, PLACE, {}) for record in records)

    return Tracker(
        vocabulary=tracker.vocabulary,
        units=tracker.units,
        achievements=(*tracker.achievements, *located(drafted.achievements)),
        commitments=(*tracker.commitments, *located(drafted.commitments)),
    )


def write(data: Path, tracker: Tracker, document: Document, draft: Draft) -> list[Path]:
    """Put a draft into the files of ``data/tracker/``; the files that were changed.

    Raises DraftError, before anything is written, where a file would not read back as it is with
    the drafts added.
    """
    order = {segment.id: index for index, segment in enumerate(document.segments)}

    def by_text(record: Any) -> Position:
        segment = document.by_id.get(record.segment)
        at = segment.hans.find(record.quote) if segment else 0
        return order.get(record.segment, -1), at

    written = (record.value for record in tracker.achievements)
    achievements = {
        record.id: by_text(record) for record in (*written, *draft.records.achievements)
    }

    def by_achievement(record: Any) -> Position:
        return achievements.get(record.achievement, (-1, -1))

    def last(_: Any) -> Position:
        return (0, 0)

    new: Mapping[str, tuple[type[Record], Sequence[Located[Any]], Sequence[Any], Any]] = {
        "achievements": (Achievement, tracker.achievements, draft.records.achievements, by_text),
        "commitments": (Commitment, tracker.commitments, draft.records.commitments, by_text),
        "context": (Context, tracker.context, draft.records.context, by_text),
        "indicators": (Indicator, tracker.indicators, draft.links.indicators, last),
        "links": (Link, tracker.links, [link for link, _ in draft.links.links], by_achievement),
    }
    reasons = {id(link): reason for link, reason in draft.links.links}
    texts: dict[Path, str] = {}
    for name, (model, old, drafts, position) in new.items():
        if not drafts:
            continue
        path = data / "tracker" / f"{name}.yml"
        before = (read_text(path, path.name, Problems()) or "") if path.exists() else ""
        blocks = [(position(d), _block(d, reasons.get(id(d), ""))) for d in drafts]
        text = _inserted(before, [(position(r.value), r.place.line) for r in old], blocks)
        _assure(path, text, model, [r.value for r in old], len(drafts), position)
        texts[path] = text
    write_together({path: text.encode() for path, text in texts.items()})
    return list(texts)


def _inserted(
    text: str, old: Sequence[tuple[Position, int]], blocks: Sequence[tuple[Position, str]]
) -> str:
    """The text of a file with each block before the first record that is later in the report."""
    lines = text.splitlines()
    if not old:
        lines = [line for line in lines if line.strip() != "[]"]
    starts: dict[int, list[str]] = {}
    for position, block in blocks:
        later = next((line for place, line in old if place > position), 0)
        at = _above_comment(lines, later - 1) if later else len(lines)
        starts.setdefault(at, []).append(block)
    out: list[str] = []
    for at in range(len(lines) + 1):
        for block in starts.get(at, ()):
            if out and out[-1].strip():
                out.append("")
            out += [*block.splitlines(), ""]
        if at < len(lines):
            out.append(lines[at])
    return "\n".join(out).rstrip("\n") + "\n"


def _above_comment(lines: Sequence[str], at: int) -> int:
    """The line of the comments directly above a record."""
    while at > 0 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _assure(
    path: Path,
    text: str,
    model: type[Record],
    old: Sequence[Record],
    added: int,
    position: Callable[[Any], Position],
) -> None:
    """Raise DraftError unless the text reads as the old records with so many drafts added."""
    problems = Problems()
    with TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_text(text, "utf-8")
        found = [record.value for record in load_list(copy, path.name, model, problems)]
    kept = [record for record in found if record in old]
    if problems.errors or len(found) != len(old) + added or list(kept) != list(old):
        what = str(problems.errors[0]) if problems.errors else "its records would read otherwise"
        raise DraftError(f"{path}: drafts do not fit between its records: {what}")


def _block(record: Any, reason: str) -> str:
    """A record as YAML, under the reason for it."""
    data = record.model_dump(exclude_defaults=True)
    draft = data.pop("draft", False)
    lines = [f"# {_commented(reason)}"] if reason else []
    for number, (key, value) in enumerate(data.items()):
        lead = "- " if number == 0 else "  "
        lines.append(f"{lead}{key}: {_scalar(value, len(key) + 4)}")
    if draft:
        lines.append("  draft: true")
    return "\n".join(lines)


def _commented(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _scalar(value: Any, used: int) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {quoted(text)}" for key, text in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_word(item) for item in value)}]"
    return folded(value, 4, used) if any(ord(c) > 127 for c in value) else _word(value)


def _word(text: str) -> str:
    """A word of a list or an identifier; in quotes where YAML would take it for something else."""
    plain = text.isascii() and text.replace("-", "").isalpha() and text not in ("true", "false")
    return text if plain else quoted(text)
