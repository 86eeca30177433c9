"""What is still to be read of drafts, the most important first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.amounts.chinese import amounts
from build_tools.diagnostics import Code, Place, Problems
from build_tools.glossary.loading import load_glossary
from build_tools.resources.units import load_units
from build_tools.tracker.quotation_records import Quotation
from build_tools.tracker.records import Achievement, Commitment, Tracker, load_tracker
from build_tools.translation.records import load_translation

TRK028 = Code(
    "TRK028",
    "Records of the tracker are drafts that nobody has read yet.",
    "Read each, correct it, and delete its line 'draft: true'; `check --drafts` lists them.",
    "advice",
    example="1 draft is to be read (hint: `check --drafts` lists them)",
)


@dataclass(frozen=True)
class UnreadDraft:
    """A draft: the file that holds it, its place, and what it says."""

    place: Place
    name: str
    text: str
    weight: int
    """The least is read first: 0 for a link with figures, 1 for a link, 2 for a record that a link
    names, 3 for another with figures, 4 for one without, 5 for context and what is outside the
    tracker."""

    @property
    def line(self) -> str:
        return f"{self.place}: {self.text}"


def all_unread(data: Path) -> tuple[UnreadDraft, ...]:
    """What nobody has read yet in a data folder: of the tracker, the terms, and the English."""
    found = list(unread_drafts(load_tracker(data, Problems(), load_units(data, Problems()))))
    for term in load_glossary(data, Problems()).drafts:
        found.append(UnreadDraft(term.place, term.value.id, term.value.zh, 5))
    for segment, record in load_translation(data, Problems()).items():
        if why := record.value.uncertain:
            found.append(UnreadDraft(record.place, segment, f"{why}: {record.value.en}", 5))
    return tuple(found)


def unread_drafts(tracker: Tracker) -> tuple[UnreadDraft, ...]:
    """The drafts of a tracker, the most important first; the places as the loader gave them."""
    found = [*_links(tracker), *_entries(tracker), *_context(tracker)]
    return tuple(sorted(found, key=lambda one: (one.weight, one.place)))


def _links(tracker: Tracker) -> Iterator[UnreadDraft]:
    for link in tracker.links:
        if link.value.draft:
            ends = [
                record.value.title.zh if record else name
                for name, record in (
                    (link.value.achievement, tracker.achievement.get(link.value.achievement)),
                    (link.value.commitment, tracker.commitment.get(link.value.commitment)),
                )
            ]
            label = f"{ends[0]} → {ends[1]} ({link.value.relation})"
            name = f"{link.value.achievement} → {link.value.commitment}"
            yield UnreadDraft(link.place, name, label, 0 if link.value.indicator else 1)


def _entries(tracker: Tracker) -> Iterator[UnreadDraft]:
    joined: dict[type[Quotation], set[str]] = {
        Achievement: {link.value.achievement for link in tracker.links},
        Commitment: {link.value.commitment for link in tracker.links},
    }
    for record in (*tracker.entries, *tracker.difficulties):
        value = record.value
        if value.draft:
            weight = 3 if amounts(value.quote, tracker.units) else 4
            weight = 2 if value.id in joined.get(type(value), ()) else weight
            yield UnreadDraft(record.place, value.id, f"{value.title.zh}: {value.quote}", weight)


def _context(tracker: Tracker) -> Iterator[UnreadDraft]:
    for record in tracker.context:
        if record.value.draft:
            yield UnreadDraft(record.place, record.value.segment, record.value.quote, 5)


def report_unread_drafts(tracker: Tracker, problems: Problems) -> None:
    """One line of advice for each file with drafts."""
    for file, count in Counter(one.place.file for one in unread_drafts(tracker)).items():
        many = f"{count} drafts are" if count > 1 else "1 draft is"
        problems.add(TRK028, Place(file), f"{many} to be read", "`check --drafts` lists them")
