"""Whether the tracker's records fit the document and each other.

Every name that a record gives exists, every achievement has a follow-up or a reason for having
none, and what was read has English. Where the quotes are is for :mod:`build_tools.tracker.quotes`,
whether the records cover the whole text for :mod:`build_tools.tracker.coverage`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from build_tools.diagnostics import Code, Place, Problems, meant_id
from build_tools.document.model import Document
from build_tools.records import Located
from build_tools.tracker.quotation_records import EntryKind
from build_tools.tracker.quotes import QuotePlaces, check_order, check_overlaps, find_quotes
from build_tools.tracker.records import (
    Achievement,
    Commitment,
    Entry,
    Indicator,
    NoFollowUp,
    NoOrigin,
    Tracker,
)

TRK006 = Code(
    "TRK006",
    "A record names an achievement, commitment or indicator that does not exist.",
    "Correct the identifier, here or in the record.",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "tracker/indicators.yml"),
    breaks="record",
    example='no commitment "park" (see data/tracker/commitments.yml:15:3)',
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
    "Give the English title (of an indicator: 'en'), and under 'english' the translation's words.",
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


def check_tracker(
    tracker: Tracker, document: Document, problems: Problems, counts_drafts: bool
) -> QuotePlaces:
    """Report everything that does not fit; returns the place of every quote that has one.

    Whether a draft of a link is a follow-up is for ``counts_drafts`` to say.
    """
    places = find_quotes(tracker, document, problems)
    check_overlaps(places, problems)
    check_order(tracker, places, document, problems)
    _check_links(tracker, problems)
    _check_joins(tracker, problems, counts_drafts)
    _check_overlaps(tracker, problems)
    return places


def check_known(
    name: str, known: Mapping[str, object], what: str, place: Place, problems: Problems
) -> None:
    """Report a name that no record has, and the record that may be meant or misspelt."""
    if name in known:
        return
    near, hint = meant_id(name, known, _former_ids(known))
    meant = known[near] if near else None
    see = meant.at("id") if isinstance(meant, Located) else None
    problems.add(TRK006, place, f'no {what} "{name}"', hint, see)


def _former_ids(records: Mapping[str, object]) -> dict[str, str]:
    """The id of each of these records by those that it had before."""
    return {
        old: id_
        for id_, record in records.items()
        if isinstance(record, Located) and isinstance(record.value, Entry)
        for old in record.value.former
    }


def _check_links(tracker: Tracker, problems: Problems) -> None:
    """Report links to what does not exist or is a draft, links that are there twice, and links that
    do not say how strong they are."""
    sides: Mapping[str, Mapping[str, Located[Entry | Indicator]]] = {
        "achievement": tracker.achievement,
        "commitment": tracker.commitment,
        "indicator": tracker.indicator,
    }
    pairs: dict[tuple[str, str], Place] = {}
    for link in tracker.links:
        name, commitment = link.value.achievement, link.value.commitment
        for key, known in sides.items():
            if end := getattr(link.value, key):
                check_known(end, known, key, link.at(key), problems)
                found = known.get(end)
                if found and getattr(found.value, "draft", False) and not link.value.draft:
                    message = f'the {key} "{end}" is a draft'
                    problems.add(TRK027, link.at(key), message, see=found.place)
        if first := pairs.get((name, commitment)):
            message = f'"{name}" is linked to "{commitment}" twice'
            problems.add(TRK007, link.place, message, see=first)
        if link.value.strength is None and not link.value.draft:
            ends = f'from "{name}" to "{commitment}"'
            problems.add(TRK024, link.place, f"the link {ends} does not give its 'strength'")
        pairs.setdefault((name, commitment), link.place)


@dataclass(frozen=True)
class _Side:
    """The records of one side of the links, and the words of messages about them."""

    kind: EntryKind
    records: Mapping[str, Located[Achievement] | Located[Commitment]]
    linked: Mapping[str, Place]
    """The place of the first link of each record that has one."""
    link: str
    """What such a link is to the record."""
    excuses: str
    """What is given instead of one."""


def _check_joins(tracker: Tracker, problems: Problems, counts_drafts: bool) -> None:
    """Report records that have neither a link nor an excuse for having none, or both."""
    # Of several links of a record the first one counts.
    links = [(link.value, link.place) for link in reversed(tracker.links)]
    achievements = _Side(
        "achievement",
        tracker.achievement,
        {link.achievement: place for link, place in links},
        "follow-up",
        "reasons for no follow-up",
    )
    commitments = _Side(
        "commitment",
        tracker.commitment,
        {link.commitment: place for link, place in links},
        "link",
        "statuses",
    )
    followed = {link.achievement for link, _ in links if counts_drafts or not link.draft}
    reasons = _excused(tracker.no_follow_up, achievements, problems)
    statuses = _excused(tracker.no_origin, commitments, problems)
    for record in tracker.achievements:
        name = record.value.id
        if not (record.value.draft or name in followed or name in reasons):
            problems.add(TRK008, record.place, f'"{name}" has neither a follow-up nor a reason')
    for promise in tracker.commitments if statuses else ():
        name = promise.value.id
        if not (promise.value.draft or name in commitments.linked or name in statuses):
            problems.add(TRK025, promise.place, f'"{name}" has neither a link nor a status')


def _excused(
    excuses: Sequence[Located[NoFollowUp | NoOrigin]], side: _Side, problems: Problems
) -> Mapping[str, Place]:
    """The records that have an excuse for having no link, each with its place; those that do not
    exist, have two, or have a link as well are reported."""
    found: dict[str, Place] = {}
    for excuse in excuses:
        name: str = getattr(excuse.value, side.kind)
        check_known(name, side.records, side.kind, excuse.at(side.kind), problems)
        if first := found.get(name):
            message = f'"{name}" has two {side.excuses}'
            problems.add(TRK007, excuse.place, message, see=first)
        if link := side.linked.get(name):
            message = f'"{name}" has a {side.link} as well'
            problems.add(TRK007, excuse.place, message, see=link)
        found.setdefault(name, excuse.place)
    return found


def _check_overlaps(tracker: Tracker, problems: Problems) -> None:
    """Report records under ``overlaps`` that there are not."""
    for entries in (tracker.achievement, tracker.commitment):
        for entry in entries.values():
            for index, other in enumerate(entry.value.overlaps):
                check_known(other, entries, "record", entry.at("overlaps", index), problems)


def check_names(tracker: Tracker, problems: Problems) -> None:
    """Report records of a publication with an English edition that have no English name."""
    read = tracker.without_drafts
    for record in read.quotations:
        if not record.value.title.en.strip():
            problems.add(TRK026, record.at("title"), f'"{record.value.id}" has no English title')
    for indicator in read.indicators:
        if not indicator.value.en.strip():
            problems.add(TRK026, indicator.place, f'"{indicator.value.id}" has no English name')


def check_english(tracker: Tracker, translation: Mapping[str, str], problems: Problems) -> None:
    """Report records whose English is not from the English of their sentence, by its id.

    Sentences without English are the business of the translation's own checks.
    """
    for record in tracker.quotations:
        entry = record.value
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
