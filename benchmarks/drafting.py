"""How well a draft of the tracker agrees with the records that editors finished."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.rows import Cell, Row, Table
from build_tools.diagnostics import Problems
from build_tools.document.model import Document, Span
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.resources.units import general_units
from build_tools.tracker import propose
from build_tools.tracker.drafts.draft_files import draft_tracker
from build_tools.tracker.drafts.links import THRESHOLD, proposed_links
from build_tools.tracker.drafts.pieces import cut
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Entry, Tracker

TITLE = "The drafted tracker"
ABOUT = (
    "The text of this publication is drafted anew, and the draft is held against its finished "
    "records. A drafted link is right if an editor’s link joins the same two passages."
)
LINKS = "Links proposed between the finished records, against those that editors made."
BORDERS = 0.90
"""So many of the borders between records a draft must find."""
PRECISE = 0.85
"""So many of a draft's links must be right."""
THRESHOLDS = sorted({0.20, 0.30, 0.40, 0.50, 0.60, THRESHOLD})


@dataclass(frozen=True)
class Agreement:
    """Two sets held against each other."""

    found: int
    wanted: int
    both: int
    """How many of those found are wanted."""
    matched: int | None = None
    """How many of those wanted are found, where that is not the same."""

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        matched = self.both if self.matched is None else self.matched
        return matched / self.wanted if self.wanted else 0.0


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
        *tracker.context,
    ]


def cuts(resolved: Resolved) -> tuple[Agreement, Agreement]:
    """The boundaries of a draft against those of the records; its deeds against theirs."""
    tracker, document = resolved.tracker, resolved.document
    pieces = list(cut(document, general_units()))
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
    proposer = propose.prepare_proposer(tracker, resolved.document, resolved.glossary.hans_forms)
    found = {(item.id, one.commitment) for item, one in proposed_links(proposer, threshold)}
    wanted = {(f.link.achievement, f.link.commitment) for f in tracker.follow_ups}
    return Agreement(len(found), len(wanted), len(found & wanted))


def whole(resolved: Resolved) -> tuple[int, int, int]:
    """A draft made from nothing: its links, those between the words of a finished link, and how
    many finished links have such a drafted one."""
    tracker, document = resolved.tracker, resolved.document
    made = draft_tracker(Tracker(tracker.vocabulary, general_units()), document, resolved.glossary)
    spans = {
        record.id: _span(record, document) for record in (*made.achievements, *made.commitments)
    }
    right, found = 0, set()
    for link, _ in made.links:
        ends = spans[link.achievement], spans[link.commitment]
        same = {
            (f.link.achievement, f.link.commitment)
            for f in tracker.follow_ups
            if _touch(tracker.achievement[f.link.achievement].span, ends[0])
            and _touch(tracker.commitment[f.link.commitment].span, ends[1])
        }
        right += bool(same)
        found |= same
    return len(made.links), right, len(found)


def _span(record: Entry, document: Document) -> Span:
    """Where a drafted quote is; it is in its sentence once."""
    start = document.by_id[record.segment].hans.index(record.quote)
    return Span(record.segment, start, start + len(record.quote))


def _touch(one: Span, other: Span) -> bool:
    return one.segment == other.segment and one.start < other.end and other.start < one.end


def measure(project: Project) -> list[Table]:
    """The tables of the page; none for a publication without a finished tracker."""
    resolved = check_publication(project.data, Problems())
    if resolved is None or not resolved.tracker.follow_ups:
        return []
    edges, deeds = cuts(resolved)
    drafted, right, found = whole(resolved)
    wanted = len(resolved.tracker.follow_ups)
    rows = [
        *_rows("Borders between records", edges, "borders", BORDERS),
        *_rows("Records, to the character", deeds, "records"),
        *_rows(
            "Links of a draft from nothing",
            Agreement(drafted, wanted, right, found),
            "links",
            precise=PRECISE,
        ),
    ]
    return [Table(TITLE, ABOUT, rows), _by_threshold(resolved)]


def _rows(
    what: str,
    found: Agreement,
    unit: str,
    least: float | None = None,
    precise: float | None = None,
) -> Iterator[Row]:
    yield Row(f"{what}: finished", found.wanted, unit)
    yield Row("… share of them that the draft has", found.recall, least=least)
    yield Row("… share of the draft’s that are right", found.precision, least=precise)


def _by_threshold(resolved: Resolved) -> Table:
    rows = []
    for threshold in THRESHOLDS:
        one = links(resolved, threshold)
        used = ", which is used" if threshold == THRESHOLD else ""
        columns = [Cell(one.precision), Cell(one.recall)]
        rows.append(Row(f"Score of {threshold:.2f}{used}", one.found, "links", columns=columns))
    return Table(
        "Proposed links by their score", LINKS, rows, ("precision", "recall"), "links proposed"
    )
