"""Whether the tracker's records fit the document and each other.

Every quote appears once in its segment and shares no words with another, every name that a record
gives exists, and every achievement has a follow-up or a reason for having none. Whether the records
cover the whole text is for :mod:`build_tools.tracker.coverage`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from textwrap import shorten
from typing import TypeVar

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.document.model import Document, PartRole, Span
from build_tools.records import Located
from build_tools.records.order import misplaced
from build_tools.tracker.quotation_records import Problem, Quotation, Title
from build_tools.tracker.quote_places import locate
from build_tools.tracker.records import (
    Achievement,
    Commitment,
    Context,
    Entry,
    Link,
    NoFollowUp,
    NoOrigin,
    Tracker,
)

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
TRK006 = Code(
    "TRK006",
    "A record names an achievement, commitment or indicator that does not exist.",
    "Correct the identifier.",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "tracker/indicators.yml"),
    breaks="record",
    example='no commitment "park" (hint: did you mean "parking"?)',
)
TRK007 = Code(
    "TRK007",
    "An achievement is joined twice to one commitment, or has both a follow-up and a "
    "reason for having none.",
    "Delete one of the two.",
    breaks="record",
    example='"parking" has a follow-up as well (see data/tracker/links.yml:11:3)',
)
TRK008 = Code(
    "TRK008",
    "An achievement has neither a follow-up nor a reason for having none.",
    "Add a link to links.yml or a reason to no-follow-up.yml.",
    needs=("tracker/links.yml", "tracker/no-follow-up.yml"),
    breaks="record",
    absent="tracker",
    example='"farmland" has neither a follow-up nor a reason',
)
TRK012 = Code(
    "TRK012",
    "The records of a file are not in the order of the text.",
    "Move the record to its place.",
    example="it is not in the order of the text (hint: move it behind the record of line 7)",
)
TRK013 = Code(
    "TRK013",
    "A commitment is called firm although its own words speak of an aim.",
    "Use the strength aim, or leave the words of aiming out of the quote.",
    "advice",
    example="firm, but the quote says “力争”",
)

TRK021 = Code(
    "TRK021",
    "A record's English is not exactly once in the English of its sentence.",
    "Copy the words from the translation of the sentence.",
    needs=("source", "translation/*.yml"),
    example="“1,500 robots will be added” is not in the English of 2022.1.1.1",
)

TRK024 = Code(
    "TRK024",
    "A link does not say of what kind the tie is.",
    "Give 'strength': object, programme or policy; the guide has the rule.",
    "advice",
    example='the link from "gdp" to "gdp" does not give its \'strength\'',
)
TRK025 = Code(
    "TRK025",
    "A commitment without a link has no status, although others have one.",
    "Add it to no-origin.yml.",
    "advice",
    needs=("tracker/links.yml", "tracker/no-origin.yml", "TRK008", "TRK01[4-8]", "TRK037"),
    example='"parking" has neither a link nor a status',
)
TRK026 = Code(
    "TRK026",
    "A record that was read has no English yet.",
    "Give the title in English, and under 'english' the words of the translation.",
    absent="translation",
    example='"robots" has no English title',
)
TRK027 = Code(
    "TRK027",
    "A link that was accepted joins a draft, so it is not shown as read.",
    "Read the draft and delete its line 'draft: true'.",
    "advice",
    example='the commitment "robots" is a draft (see data/tracker/commitments.yml:8:3)',
)

_AIMING = re.compile(r"力争|力促|争创|争取|力求|预期目标")
_NAMED = re.compile(r"“[^”]*”")
EntryType = TypeVar("EntryType", Achievement, Commitment)


@dataclass(frozen=True)
class Quoted:
    """The records whose quotes have a place in the document, each with that place."""

    achievements: Mapping[str, Span]
    commitments: Mapping[str, Span]
    context: tuple[tuple[Located[Context], Span], ...]
    misquoted: frozenset[str]
    """The ids of segments that a record with a fault names: they cannot be covered yet."""

    def without_drafts(self, tracker: Tracker) -> Quoted:
        """The places of the records that are not drafts."""
        read = tracker.without_drafts
        return replace(
            self,
            achievements={
                r.value.id: self.achievements[r.value.id]
                for r in read.achievements
                if r.value.id in self.achievements
            },
            commitments={
                r.value.id: self.commitments[r.value.id]
                for r in read.commitments
                if r.value.id in self.commitments
            },
            context=tuple(pair for pair in self.context if not pair[0].value.draft),
        )


def quoted(tracker: Tracker, document: Document, problems: Problems) -> Quoted:
    """The place of every quote; those that have none are reported."""
    context = []
    for record in tracker.context:
        span = place_of(record, record.value.quote, record.value.segment, document, problems)
        if span:
            context.append((record, span))
    achievements = _places(tracker.achievements, "review", document, problems)
    commitments = _places(tracker.commitments, "plan", document, problems)
    return Quoted(
        achievements,
        commitments,
        tuple(context),
        _misquoted(tracker, achievements, commitments, context),
    )


def _misquoted(
    tracker: Tracker,
    achievements: Mapping[str, Span],
    commitments: Mapping[str, Span],
    context: Sequence[tuple[Located[Context], Span]],
) -> frozenset[str]:
    placed = {id(record) for record, _ in context}
    return frozenset(
        [
            *(r.value.segment for r in tracker.achievements if r.value.id not in achievements),
            *(r.value.segment for r in tracker.commitments if r.value.id not in commitments),
            *(r.value.segment for r in tracker.context if id(r) not in placed),
        ]
    )


def _places(
    records: Sequence[Located[EntryType]], role: PartRole, document: Document, problems: Problems
) -> dict[str, Span]:
    found = {}
    for record in records:
        entry: Entry = record.value
        segment = document.by_id.get(entry.segment)
        if segment is not None and (segment.part != role or segment.kind != "sentence"):
            what = f"a {segment.kind} of the {segment.part}"
            problems.add(
                TRK002,
                record.at("segment"),
                f"{segment.id} is {what}, not a sentence of the {role}",
            )
        elif span := place_of(record, entry.quote, entry.segment, document, problems):
            found[entry.id] = span
    return found


def place_of(
    record: Located[EntryType] | Located[Context] | Located[Problem],
    quote: str,
    segment: str,
    document: Document,
    problems: Problems,
) -> Span | None:
    """The place of a record's quote in the document; None, and reported, where it has none."""
    found = locate(document, segment, quote)
    if isinstance(found, Span):
        return found
    meant = f"did you mean “{found.nearest}”?" if found.nearest else ""
    if found.elsewhere:
        meant = f"these words are in {found.elsewhere}"
    if found.fault == "no-segment":
        problems.add(TRK002, record.at("segment"), f'no segment "{segment}"', meant)
    elif found.fault == "twice":
        problems.add(TRK004, record.at("quote"), f"“{quote}” appears twice in {segment}", meant)
    else:
        problems.add(TRK003, record.at("quote"), f"“{quote}” is not in {segment}", meant)
    return None


def check(tracker: Tracker, document: Document, problems: Problems) -> Quoted:
    """Report everything that does not fit; returns the place of every quote that has one."""
    places = quoted(tracker, document, problems)
    _check_overlaps(tracker, places, problems)
    _check_order(tracker, places, document, problems)
    _check_joins(tracker, problems)
    _check_strengths(tracker, problems)
    return places


@dataclass(frozen=True)
class _Claim:
    """The words that a record claims for itself."""

    span: Span
    name: str
    """The record's id; "" for context."""
    overlaps: tuple[str, ...]
    place: Place


def _check_overlaps(tracker: Tracker, places: Quoted, problems: Problems) -> None:
    context = [_Claim(span, "", (), r.at("quote")) for r, span in places.context]
    for records, spans in (
        (tracker.achievements, places.achievements),
        (tracker.commitments, places.commitments),
    ):
        own = [
            _Claim(spans[r.value.id], r.value.id, r.value.overlaps, r.at("quote"))
            for r in records
            if r.value.id in spans
        ]
        by_segment: dict[str, list[_Claim]] = {}
        for claim in (*own, *context):
            by_segment.setdefault(claim.span.segment, []).append(claim)
        for claims in by_segment.values():
            for one, other in combinations(claims, 2):
                _check_overlap(one, other, problems)


def _check_overlap(one: _Claim, other: _Claim, problems: Problems) -> None:
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    if shared > 0 and one.name not in other.overlaps and other.name not in one.overlaps:
        whose = f'"{one.name}"' if one.name else "other context"
        message = f"shares {shared} characters with {whose} in {one.span.segment}"
        problems.add(TRK005, other.place, message, see=one.place)


def _check_order(tracker: Tracker, places: Quoted, document: Document, problems: Problems) -> None:
    number = {segment.id: index for index, segment in enumerate(document.segments)}

    def key(span: Span) -> tuple[int, int]:
        return number[span.segment], span.start

    rows: list[list[tuple[Place, tuple[int, int]]]] = [
        [(record.place, key(span)) for record, span in places.context]
    ]
    for records, spans in (
        (tracker.achievements, places.achievements),
        (tracker.commitments, places.commitments),
    ):
        rows.append(
            [(record.place, key(spans[record.value.id])) for record in records
             if record.value.id in spans]
        )  # fmt: skip
    order = {name: key(span) for name, span in places.achievements.items()}
    for joins in (tracker.links, tracker.no_follow_up):
        rows.append(
            [(join.place, order[join.value.achievement]) for join in joins
             if join.value.achievement in order]
        )  # fmt: skip
    for row in rows:
        for at, before in misplaced([position for _, position in row]):
            hint = "move it to the top"
            if before is not None:
                hint = f"move it behind the record of line {row[before][0].line}"
            problems.add(TRK012, row[at][0], "it is not in the order of the text", hint)


def _known(
    name: str, known: Mapping[str, object], what: str, place: Place, problems: Problems
) -> bool:
    if name not in known:
        problems.add(TRK006, place, f'no {what} "{name}"', nearest(name, known))
    return name in known


def _check_joins(tracker: Tracker, problems: Problems) -> None:
    pairs: dict[tuple[str, str], Place] = {}
    joined: dict[str, Place] = {}
    followed: set[str] = set()
    commitments: dict[str, Place] = {}
    for link in tracker.links:
        name, commitment = link.value.achievement, link.value.commitment
        _known(name, tracker.achievement, "achievement", link.at("achievement"), problems)
        _known(commitment, tracker.commitment, "commitment", link.at("commitment"), problems)
        if link.value.indicator:
            where = link.at("indicator")
            _known(link.value.indicator, tracker.indicator, "indicator", where, problems)
        if first := pairs.get((name, commitment)):
            message = f'"{name}" is linked to "{commitment}" twice'
            problems.add(TRK007, link.place, message, see=first)
        if link.value.strength is None and not link.value.draft:
            ends = f'from "{name}" to "{commitment}"'
            problems.add(TRK024, link.place, f"the link {ends} does not give its 'strength'")
        pairs.setdefault((name, commitment), link.place)
        joined.setdefault(name, link.place)
        commitments.setdefault(commitment, link.place)
        if not link.value.draft:
            followed.add(name)
            _check_accepted(link, tracker, problems)
    reasons = _check_unlinked(
        [(none, none.value.achievement) for none in tracker.no_follow_up],
        (tracker.achievement, "achievement", "reasons for no follow-up", "follow-up"),
        joined,
        problems,
    )
    origins = _check_unlinked(
        [(none, none.value.commitment) for none in tracker.no_origin],
        (tracker.commitment, "commitment", "statuses", "link"),
        commitments,
        problems,
    )
    for record in tracker.achievements:
        name = record.value.id
        if not (record.value.draft or name in followed or name in reasons):
            problems.add(TRK008, record.place, f'"{name}" has neither a follow-up nor a reason')
    for promise in tracker.commitments if origins else ():
        name = promise.value.id
        if not (promise.value.draft or name in commitments or name in origins):
            problems.add(TRK025, promise.place, f'"{name}" has neither a link nor a status')
    for entries in (tracker.achievements, tracker.commitments):
        known = tracker.achievement if entries is tracker.achievements else tracker.commitment
        for entry in entries:
            for index, other in enumerate(entry.value.overlaps):
                _known(other, known, "record", entry.at("overlaps", index), problems)


def _check_unlinked(
    records: Sequence[tuple[Located[NoFollowUp] | Located[NoOrigin], str]],
    side: tuple[Mapping[str, object], str, str, str],
    linked: Mapping[str, Place],
    problems: Problems,
) -> dict[str, Place]:
    """Check what is said of records without a link; the place of each by the record's id."""
    known, what, several, link = side
    found: dict[str, Place] = {}
    for record, name in records:
        _known(name, known, what, record.at(what), problems)
        if name in found:
            problems.add(TRK007, record.place, f'"{name}" has two {several}', see=found[name])
        if name in linked:
            problems.add(TRK007, record.place, f'"{name}" has a {link} as well', see=linked[name])
        found.setdefault(name, record.place)
    return found


def _check_accepted(link: Located[Link], tracker: Tracker, problems: Problems) -> None:
    """Report the ends of an accepted link that are drafts themselves."""
    for key, name, known in (
        ("achievement", link.value.achievement, tracker.achievement),
        ("commitment", link.value.commitment, tracker.commitment),
    ):
        end: Located[Achievement] | Located[Commitment] | None = known.get(name)
        if end is not None and end.value.draft:
            problems.add(TRK027, link.at(key), f'the {key} "{name}" is a draft', see=end.place)


def check_names(tracker: Tracker, problems: Problems) -> None:
    """Report records of a publication with an English edition that have no English name."""
    read = tracker.without_drafts
    for record in (*read.entries, *read.problems):
        title: Title = record.value.title
        if not title.en.strip():
            problems.add(TRK026, record.at("title"), f'"{record.value.id}" has no English title')
    for indicator in tracker.without_drafts.indicators:
        if not indicator.value.en.strip():
            problems.add(TRK026, indicator.place, f'"{indicator.value.id}" has no English name')


def check_english(tracker: Tracker, translation: Mapping[str, str], problems: Problems) -> None:
    """Report records whose English is not from the English of their sentence, by its id.

    Sentences without English are the business of the translation's own checks.
    """
    for record in (*tracker.entries, *tracker.problems):
        entry: Quotation = record.value
        sentence = translation.get(entry.segment)
        if sentence is None or (entry.draft and not entry.english):
            continue
        if not entry.english:
            problems.add(TRK026, record.at("id"), f'"{entry.id}" has no English words')
            continue
        count = sentence.count(entry.english)
        if count != 1:
            message = "appears twice" if count else "is not"
            problems.add(
                TRK021,
                record.at("english"),
                f"“{entry.english}” {message} in the English of {entry.segment}",
                f"it reads “{shorten(sentence, 160, placeholder=' …')}”",
            )


def _check_strengths(tracker: Tracker, problems: Problems) -> None:
    for record in tracker.commitments:
        aiming = _AIMING.search(_NAMED.sub("", record.value.quote))
        if aiming and record.value.strength == "firm":
            problems.add(TRK013, record.at("strength"), f"firm, but the quote says “{aiming[0]}”")
