"""Notes of links that have no word of their records and several of another's: exchanged ones."""

from collections import Counter, defaultdict

from build_tools.diagnostics import Code, Problems
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.records import Tracker
from build_tools.tracker.shared_words import grams

TRK013 = Code(
    "TRK013",
    "The note of a link has no word of its records and several of another record's.",
    "Give the note of this link; two may have been exchanged.",
    "advice",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "outline"),
    example='the note of "parking" and "parking-goal" is about "robots"',
)
_COMMON = 0.05
"""What a larger share of the notes says shows nothing. Of 115 true notes of links, seven have no
other word of their records; of notes exchanged at random, nine of ten."""
_LEAST = 4
"""So many pairs and triples of characters show what a note is about."""


def check_notes(tracker: Tracker, resolved: ResolvedTracker, problems: Problems) -> None:
    """Report notes of links that are about other records."""
    notes = [
        (ends, link.value.note.zh, link.at("note", "zh"))
        for link, *ends in resolved.in_text(tracker.links)
        if link.value.note
    ]
    counted = Counter(gram for _, text, _ in notes for gram in set(grams(text)))
    words = {item.key: set(grams(item.quote_and_title)) for item in resolved.items}
    having: dict[str, list[EntryKey]] = defaultdict(list)
    for key, own in words.items():
        for gram in own:
            having[gram].append(key)
    for items, text, place in notes:
        said = {gram for gram in grams(text) if counted[gram] <= max(2, _COMMON * len(notes))}
        if any(not said.isdisjoint(words[item.key]) for item in items):
            continue
        others = Counter(key for gram in said for key in having.get(gram, ()))
        best, count = min(others.items(), key=lambda one: (-one[1], one[0]), default=(("", ""), 0))
        if count >= _LEAST:
            names = " and ".join(f'"{item.id}"' for item in items)
            problems.add(TRK013, place, f'the note of {names} is about "{best[1]}"')
