"""Drafts written into the files of ``data/tracker/``, among what editors wrote there.

Nothing in a file is changed or moved: drafts are put between its records, in the order
of the text, and a file that would not read back the same is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document
from build_tools.glossary.records import Glossary
from build_tools.records import Located, Record, load_list, read_text
from build_tools.records.publication import Publication
from build_tools.resources.units import load_units
from build_tools.system.files import write_together
from build_tools.text.yaml_scalars import commented, folded, quoted
from build_tools.tracker.drafts.drafting import DraftedTracker, draft_records
from build_tools.tracker.drafts.links import drafted_links
from build_tools.tracker.propose import prepare_proposer
from build_tools.tracker.quotes import find_quotes
from build_tools.tracker.records import (
    Achievement,
    Commitment,
    Context,
    Indicator,
    Link,
    Tracker,
    load_tracker,
)
from build_tools.tracker.resolve import resolve_tracker

PLACE = Place("draft")
Position = tuple[int, int]
R = TypeVar("R", bound=Record)


class DraftError(Exception):
    """Why nothing can be drafted, in words for an editor."""

    def __init__(self, message: str, problems: Problems | None = None) -> None:
        super().__init__(message)
        self.problems = problems or Problems()
        """Those of the records that are to be corrected first."""


def draft_into(
    data: Path, publication: Publication, document: Document, glossary: Glossary, add: bool = False
) -> tuple[DraftedTracker, list[Path]]:
    """Draft the tracker of a data folder; the drafts, and the files that were changed.

    With ``add``, what the records that are there leave open. Raises DraftError, before anything is
    written.
    """
    problems = Problems()
    tracker = load_tracker(data, problems, load_units(data, problems))
    if any(problem.place.file.startswith("tracker/") for problem in problems.errors):
        raise DraftError("correct the tracker's records first", problems)
    if not publication.has_both_sides:
        raise DraftError("there is no review and plan to compare")
    if not add:
        _require_empty(tracker)
    drafted = draft_tracker(tracker, document, glossary)
    return drafted, write_drafts(data, tracker, document, drafted)


def _require_empty(tracker: Tracker) -> None:
    """Raise DraftError where the tracker has records already."""
    full = [
        f"data/tracker/{name}.yml has {len(rows)} record{'s' * (len(rows) != 1)}"
        for name, rows in (
            ("achievements", tracker.achievements),
            ("commitments", tracker.commitments),
            ("context", tracker.context),
            ("links", tracker.links),
        )
        if rows
    ]
    if full:
        raise DraftError(f"{', '.join(full)}; give --add to draft what they leave open")


def draft_tracker(tracker: Tracker, document: Document, glossary: Glossary) -> DraftedTracker:
    """The draft of what the tracker's records leave open."""
    places = find_quotes(tracker, document, Problems())
    taken: dict[str, list[Position]] = {}
    for _, span in (*places.achievements, *places.commitments, *places.context):
        taken.setdefault(span.segment, []).append((span.start, span.end))
    ids = {*tracker.achievement, *tracker.commitment}
    records = draft_records(document, tracker.units, tracker.vocabulary, taken, ids)
    resolved = resolve_tracker(_joined(tracker, records), document, Problems())
    proposer = prepare_proposer(resolved, document, glossary.hans_forms)
    decided = {link.value.achievement for link in tracker.links}
    decided |= {none.value.achievement for none in tracker.no_follow_up}
    links, indicators = drafted_links(proposer, decided, tracker.indicator)
    return replace(records, links=links, indicators=indicators)


def _joined(tracker: Tracker, drafted: DraftedTracker) -> Tracker:
    """The tracker with the drafts, without links."""

    def located(records: Sequence[R]) -> tuple[Located[R], ...]:
        return tuple(Located(record, PLACE, {}) for record in records)

    return Tracker(
        vocabulary=tracker.vocabulary,
        units=tracker.units,
        achievements=(*tracker.achievements, *located(drafted.achievements)),
        commitments=(*tracker.commitments, *located(drafted.commitments)),
    )


def write_drafts(
    data: Path, tracker: Tracker, document: Document, drafted: DraftedTracker
) -> list[Path]:
    """Put a draft into the files of ``data/tracker/``; the files that were changed.

    Raises DraftError, before anything is written, where a file would not read back as it is with
    the drafts added.
    """
    entries = (*drafted.achievements, *(record.value for record in tracker.achievements))
    order = _Order(document, {entry.id: entry for entry in entries})
    reasons = {id(link): reason for link, reason in drafted.links}
    rows: tuple[tuple[str, type[Record], Sequence[Located[Record]], Sequence[Record]], ...] = (
        ("achievements", Achievement, tracker.achievements, drafted.achievements),
        ("commitments", Commitment, tracker.commitments, drafted.commitments),
        ("context", Context, tracker.context, drafted.context),
        ("indicators", Indicator, tracker.indicators, drafted.indicators),
        ("links", Link, tracker.links, [link for link, _ in drafted.links]),
    )
    texts: dict[Path, str] = {}
    for name, model, old, drafts in rows:
        if drafts:
            path = data / "tracker" / f"{name}.yml"
            before = (read_text(path, path.name, Problems()) or "") if path.exists() else ""
            blocks = [(order.of(d), _block(d, reasons.get(id(d), ""))) for d in drafts]
            text = _inserted(before, [(order.of(r.value), r.place.line) for r in old], blocks)
            _demand_added(path, text, model, [r.value for r in old], len(drafts))
            texts[path] = text
    write_together({path: text.encode() for path, text in texts.items()})
    return list(texts)


@dataclass(frozen=True)
class _Order:
    """The order of the records of a file: that of the text."""

    document: Document
    achievements: Mapping[str, Achievement]

    @cached_property
    def _segments(self) -> dict[str, int]:
        return {segment.id: index for index, segment in enumerate(self.document.segments)}

    def of(self, record: Any) -> Position:
        """Where the words of a record are, and of a link those of its achievement."""
        if isinstance(record, Indicator):
            return (0, 0)
        if isinstance(record, Link):
            done = self.achievements.get(record.achievement)
            return self.of(done) if done else (-1, -1)
        segment = self.document.by_id.get(record.segment)
        at = segment.hans.find(record.quote) if segment else 0
        return self._segments.get(record.segment, -1), at


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


def _demand_added(
    path: Path, text: str, model: type[Record], old: Sequence[Record], added: int
) -> None:
    """Raise DraftError unless the text reads as the old records with so many drafts added."""
    problems = Problems()
    with TemporaryDirectory() as folder:
        Path(folder, path.name).write_text(text, "utf-8")
        found = [record.value for record in load_list(Path(folder), path.name, model, problems)]
    kept = [record for record in found if record in old]
    if problems.errors or len(found) != len(old) + added or kept != list(old):
        what = str(problems.errors[0]) if problems.errors else "its records would read otherwise"
        raise DraftError(f"{path}: drafts do not fit between its records: {what}")


def _block(record: Record, reason: str) -> str:
    """A record as YAML, under the reason for it."""
    data = record.model_dump(exclude_defaults=True)
    draft = data.pop("draft", False)
    lines = [f"# {commented(reason)}"] if reason else []
    for number, (key, value) in enumerate(data.items()):
        lead = "- " if number == 0 else "  "
        lines.append(f"{lead}{key}: {_scalar(value, len(key) + 4)}")
    if draft:
        lines.append("  draft: true")
    return "\n".join(lines)


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
