"""How well a draft of the tracker agrees with a finished one.

Run by hand: ``python -m benchmarks.drafting [DATA]`` drafts the publication's text anew and holds
the draft against the records that its editors finished.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.document.model import Document, Span
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.resources import units
from build_tools.system.progress import Progress
from build_tools.tracker import draft_files, drafting, propose
from build_tools.tracker.draft_links import THRESHOLD, proposed_links
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.quotes import Misquote, locate
from build_tools.tracker.records import Tracker


@dataclass(frozen=True)
class Agreement:
    """Two sets held against each other."""

    found: int
    wanted: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.wanted if self.wanted else 0.0


def boundaries(spans: Iterator[Span] | list[Span], document: Document) -> set[tuple[str, int]]:
    """Where a record begins within a sentence; the sentence's own beginning is none."""
    return {(span.segment, span.start) for span in spans if span.start} | {
        (span.segment, span.end)
        for span in spans
        if document.by_id[span.segment].hans[span.end :].strip("。！？，、；")
    }


def held(found: set[tuple[str, int]], wanted: set[tuple[str, int]]) -> Agreement:
    """Two sets of places; a mark between two records may lie on either side."""
    return Agreement(len(found), len(wanted), len(found & wanted))


def finished(tracker: ResolvedTracker) -> list[Span]:
    """The spans of all records of a tracker."""
    return [
        *(item.span for item in (*tracker.achievements, *tracker.commitments)),
        *(passage.span for passage in tracker.context),
    ]


def cuts(resolved: Resolved) -> tuple[Agreement, Agreement]:
    """The boundaries of a draft against those of the records; its deeds against theirs."""
    tracker, document = resolved.tracker, resolved.document
    pieces = list(drafting.cut(document, units.general()))
    edges = held(
        boundaries([piece.span for piece in pieces], document),
        boundaries(finished(tracker), document),
    )
    deeds = {piece.span for piece in pieces if piece.kind == "deed"}
    records = {item.span for item in (*tracker.achievements, *tracker.commitments)}
    return edges, Agreement(len(deeds), len(records), len(deeds & records))


def links(resolved: Resolved, threshold: float) -> Agreement:
    """Proposed links of the finished records against the links that editors made."""
    tracker = resolved.tracker
    terms = {t.id: [form.hans for form in t.forms] for t in resolved.glossary.terms}
    proposer = propose.prepare(tracker, resolved.document, terms)
    found = {(p.achievement, p.commitment) for p in proposed_links(proposer, threshold)}
    wanted = {(f.link.achievement, f.link.commitment) for f in tracker.follow_ups}
    return Agreement(len(found), len(wanted), len(found & wanted))


def whole(resolved: Resolved) -> tuple[int, int, int]:
    """A draft made from nothing: its links, those between the words of a finished link, and how
    many finished links have such a drafted one."""
    tracker, document = resolved.tracker, resolved.document
    made = draft_files.make(
        Tracker(tracker.vocabulary, units.general()), document, resolved.glossary
    )
    spans = {
        record.id: locate(document, record.segment, record.quote)
        for record in (*made.records.achievements, *made.records.commitments)
    }
    right, found = 0, set()
    for link, _ in made.links.links:
        ends = spans[link.achievement], spans[link.commitment]
        same = {
            (f.link.achievement, f.link.commitment)
            for f in tracker.follow_ups
            if _touch(tracker.achievement[f.link.achievement].span, ends[0])
            and _touch(tracker.commitment[f.link.commitment].span, ends[1])
        }
        right += bool(same)
        found |= same
    return len(made.links.links), right, len(found)


def _touch(one: Span, other: Span | Misquote) -> bool:
    return (
        isinstance(other, Span)
        and one.segment == other.segment
        and one.start < other.end
        and other.start < one.end
    )


def main(data: Path) -> int:
    """Print the measures."""
    resolved = check(data, Problems(), Progress())
    if resolved is None or not resolved.tracker.follow_ups:
        print(f"error: {data} has no finished tracker to compare with", file=sys.stderr)
        return 1
    edges, deeds = cuts(resolved)
    print(f"record boundaries found: {edges.recall:.1%} of {edges.wanted}")
    print(f"boundaries drafted that a record has: {edges.precision:.1%} of {edges.found}")
    print(f"records found to the character: {deeds.recall:.1%} of {deeds.wanted}")
    print(f"drafted deeds that are such a record: {deeds.precision:.1%} of {deeds.found}")
    for threshold in sorted({0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.60, THRESHOLD}):
        one = links(resolved, threshold)
        used = "  (used)" if threshold == THRESHOLD else ""
        print(
            f"links at {threshold:.2f}: precision {one.precision:.1%} of {one.found}, "
            f"recall {one.recall:.1%} of {one.wanted}{used}"
        )
    drafted, right, found = whole(resolved)
    wanted = len(resolved.tracker.follow_ups)
    print(
        f"links of a draft from nothing: precision {right / drafted:.1%} of {drafted}, "
        f"recall {found / wanted:.1%} of {wanted}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data")))
