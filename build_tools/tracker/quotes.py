"""Where the quote of each record is in the document; quotes share no words and keep the order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Self, TypeVar

from build_tools.amounts.chinese import amounts
from build_tools.diagnostics import Code, Place, Problems, nearest_word
from build_tools.document.model import Document, PartRole, Segment, Span
from build_tools.records import Located
from build_tools.records.order import misplaced
from build_tools.resources.units import Units
from build_tools.tracker.quotation_records import Difficulty
from build_tools.tracker.records import Achievement, Commitment, Context, Entry, Tracker

TRK002 = Code(
    "TRK002",
    "A record names a segment that the document does not have, or one of the wrong part.",
    "Achievements quote the review, commitments the plan; copy the id of the sentence.",
    needs=("outline",),
    breaks="record",
    example='no segment "2022.1.1.2" (hint: these words are in 2022.1.1.1)',
)
TRK003 = Code(
    "TRK003",
    "A quote is not in its segment.",
    "Copy the words from the segment, in simplified script.",
    needs=("outline",),
    breaks="record",
    example="“新增工业机器人1600台” is not in 2022.1.1.1",
)
TRK004 = Code(
    "TRK004",
    "A quote appears more than once in its segment.",
    "Lengthen it until it appears there once.",
    needs=("text",),
    breaks="record",
    example="“新增” appears twice in 2022.2.0.1 (hint: did you mean “新增停车泊位5000个”?)",
)
TRK005 = Code(
    "TRK005",
    "Two quotes share words and do not say so.",
    "Shorten one, or name the other record under 'overlaps' where both need the words.",
    breaks="record",
    example='shares 11 characters with "parking" in 2022.2.0.1',
)
TRK045 = Code(
    "TRK045",
    "A quote begins or ends inside a figure.",
    "Quote the whole figure, with its unit and its bound.",
    needs=("text",),
    breaks="record",
    example="“新增停车泊位5000” cuts a figure (hint: did you mean “新增停车泊位5000个”?)",
)
TRK012 = Code(
    "TRK012",
    "The records of a file are not in the order of the text.",
    "Move the record to its place.",
    example="it is not in the order of the text (hint: move it behind the record of line 7)",
)

_PIECE = re.compile(r"[^，。；：、！？]+[，。；：、！？]?")
_LONGEST = 12
"""The longest run of pieces between marks that is tried as a suggestion."""
_Quoting = TypeVar("_Quoting", Achievement, Commitment, Context, Difficulty)


@dataclass(frozen=True)
class QuotePlaces:
    """The records whose quotes have a place in the document, each with that place."""

    achievements: tuple[tuple[Located[Achievement], Span], ...]
    commitments: tuple[tuple[Located[Commitment], Span], ...]
    context: tuple[tuple[Located[Context], Span], ...]
    misquoted: frozenset[str]
    """The ids of segments that a record with a fault names: they cannot be covered yet."""

    @property
    def without_drafts(self) -> Self:
        """The places of the records that are not drafts."""
        return replace(
            self,
            achievements=tuple(one for one in self.achievements if not one[0].value.draft),
            commitments=tuple(one for one in self.commitments if not one[0].value.draft),
            context=tuple(one for one in self.context if not one[0].value.draft),
        )


def find_quotes(tracker: Tracker, document: Document, problems: Problems) -> QuotePlaces:
    """The place of every quote; those that have none are reported."""
    achievements = _places(tracker.achievements, document, tracker.units, problems, "review")
    commitments = _places(tracker.commitments, document, tracker.units, problems, "plan")
    context = _places(tracker.context, document, tracker.units, problems)
    placed = {id(record) for record, _ in (*achievements, *commitments, *context)}
    every = (*tracker.entries, *tracker.context)
    misquoted = frozenset(r.value.segment for r in every if id(r) not in placed)
    return QuotePlaces(achievements, commitments, context, misquoted)


def _places(
    records: Iterable[Located[_Quoting]],
    document: Document,
    units: Units,
    problems: Problems,
    role: PartRole | None = None,
) -> tuple[tuple[Located[_Quoting], Span], ...]:
    """The records that have a place, in a sentence of the part where ``role`` is given."""
    found = []
    for record in records:
        segment = document.by_id.get(record.value.segment)
        if role and segment and (segment.part, segment.kind) != (role, "sentence"):
            what = f"a {segment.kind} of the {segment.part}, not a sentence of the {role}"
            problems.add(TRK002, record.at("segment"), f"{segment.id} is {what}")
        elif span := quote_span(record, document, units, problems):
            found.append((record, span))
    return tuple(found)


def quote_span(
    record: Located[_Quoting], document: Document, units: Units, problems: Problems
) -> Span | None:
    """The place of a record's quote, which its segment has once; None, and reported, without.

    It must not cut a figure in one of ``units``.
    """
    name, quote = record.value.segment, record.value.quote
    segment = document.by_id.get(name)
    count = segment.hans.count(quote) if segment else 0
    if segment and count == 1:
        start = segment.hans.index(quote)
        end = start + len(quote)
        figures = amounts(segment.hans, units)
        if any(figure.start < edge < figure.end for figure in figures for edge in (start, end)):
            meant = _did_you_mean(nearest_word(quote, _runs(segment.hans), 0.5))
            problems.add(TRK045, record.at("quote"), f"“{quote}” cuts a figure", meant)
            return None
        return Span(name, start, end)
    if segment and count:
        meant = _did_you_mean(_longer(segment, quote))
        problems.add(TRK004, record.at("quote"), f"“{quote}” appears twice in {name}", meant)
        return None
    elsewhere = next((s.id for s in document.segments if s.hans.count(quote) == 1), "")
    hint = f"these words are in {elsewhere}" if elsewhere else ""
    if segment:
        hint = hint or _did_you_mean(nearest_word(quote, _runs(segment.hans), 0.5))
        problems.add(TRK003, record.at("quote"), f"“{quote}” is not in {name}", hint)
    else:
        hint = hint or _did_you_mean(nearest_word(name, document.by_id))
        problems.add(TRK002, record.at("segment"), f'no segment "{name}"', hint)
    return None


def _did_you_mean(words: str | None) -> str:
    return f"did you mean “{words}”?" if words else ""


def _longer(segment: Segment, quote: str) -> str:
    """The words between two marks that hold the quote and occur only once; else nothing."""
    for run in _runs(segment.hans):
        if quote in run and segment.hans.count(run) == 1:
            return run
    return ""


def _runs(text: str) -> Iterator[str]:
    """The runs of whole pieces between marks, without the marks at their ends."""
    pieces = list(_PIECE.finditer(text))
    for first, piece in enumerate(pieces):
        for last in pieces[first : first + _LONGEST]:
            yield text[piece.start() : last.end()].rstrip("，。；：、！？")


def check_overlaps(places: QuotePlaces, problems: Problems) -> None:
    """Report quotes that share words with another one of their kind, or with context."""
    for entries in (places.achievements, places.commitments):
        by_segment: dict[str, list[tuple[Located[Entry | Context], Span]]] = defaultdict(list)
        for record, span in (*entries, *places.context):
            by_segment[span.segment].append((record, span))
        for found in by_segment.values():
            for (one, first), (other, second) in combinations(found, 2):
                shared = min(first.end, second.end) - max(first.start, second.start)
                if shared > 0 and not (_permits(one, other) or _permits(other, one)):
                    whose = f'"{name}"' if (name := _name(one)) else "other context"
                    message = f"shares {shared} characters with {whose} in {first.segment}"
                    problems.add(TRK005, other.at("quote"), message, see=one.at("quote"))


def _name(record: Located[Entry | Context]) -> str:
    return "" if isinstance(record.value, Context) else record.value.id


def _permits(record: Located[Entry | Context], other: Located[Entry | Context]) -> bool:
    """Whether a record says that it shares words with another."""
    return not isinstance(record.value, Context) and _name(other) in record.value.overlaps


def check_order(
    tracker: Tracker, places: QuotePlaces, document: Document, problems: Problems
) -> None:
    """Report the fewest records that have to be moved."""
    number = {segment.id: index for index, segment in enumerate(document.segments)}

    def rows(placed: Iterable[tuple[Located[_Quoting], Span]]) -> list[tuple[Place, Span]]:
        return [(record.place, span) for record, span in placed]

    spans = {record.value.id: span for record, span in places.achievements}
    lists = [rows(places.context), rows(places.achievements), rows(places.commitments)]
    for joins in (tracker.links, tracker.no_follow_up):
        known = (join for join in joins if join.value.achievement in spans)
        lists.append([(join.place, spans[join.value.achievement]) for join in known])
    for row in lists:
        for at, before in misplaced([(number[span.segment], span.start) for _, span in row]):
            hint = "move it to the top"
            if before is not None:
                hint = f"move it behind the record of line {row[before][0].line}"
            problems.add(TRK012, row[at][0], "it is not in the order of the text", hint)
