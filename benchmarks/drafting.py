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
from build_tools.tracker import drafting, propose
from build_tools.tracker.draft_links import THRESHOLD, proposed_links
from build_tools.tracker.model import ResolvedTracker


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
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data")))
