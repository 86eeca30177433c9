"""Subjects that nothing supports: probably another one was meant.

A subject is supported by another record of the same item of the text, or of a link, that has it, by
a word of the vocabulary, and by words that mostly records of the subject have.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Code, Problems
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.records import Tracker
from build_tools.tracker.shared_words import distinctive, grams

TRK042 = Code(
    "TRK042",
    "Nothing supports a record's subject: no word of it, no neighbour and no link.",
    "Choose another subject, or add a word of the text to its 'words' in data/vocabulary.yml.",
    "advice",
    needs=(
        "outline",
        "tracker/achievements.yml",
        "tracker/commitments.yml",
        "vocabulary.yml",
        "tracker/links.yml",
    ),
    example='nothing supports the subject "safety"; "agriculture" is nearer',
)
_LEAST = 100
_COMMON = 30
"""Words of more records support no subject."""


@dataclass(frozen=True)
class _Index:
    """What the records of a tracker have in common."""

    by_item: Mapping[str, Sequence[Tracked]]
    linked: Mapping[EntryKey, Sequence[Tracked]]
    with_gram: Mapping[str, Sequence[Tracked]]


def check_subjects(
    tracker: Tracker, resolved: ResolvedTracker, problems: Problems, least: int = _LEAST
) -> None:
    """Report subjects that nothing supports, where something supports another one.

    Fewer than ``least`` records do not show which subjects go together.
    """
    items = [item for item in resolved.items if not item.is_draft]
    if len(items) < least:
        return
    index = _index(resolved, items)
    subjects = tracker.vocabulary["subject"].choices
    records = {(r.value.id, r.value.segment, r.value.quote): r for r in tracker.entries}
    for item in items:
        for at, subject in enumerate(item.record.subjects):
            known = subjects.get(subject)
            if known is None or _is_supported(item, subject, known.words, index):
                continue
            others = (s for s in subjects if s not in item.record.subjects)
            near = (s for s in others if _is_supported(item, s, subjects[s].words, index))
            if better := next(near, ""):
                record = records[item.id, item.record.segment, item.record.quote]
                message = f'nothing supports the subject "{subject}"; "{better}" is nearer'
                problems.add(TRK042, record.at("subjects", at), message)


def _index(resolved: ResolvedTracker, items: Sequence[Tracked]) -> _Index:
    by_item: dict[str, list[Tracked]] = defaultdict(list)
    linked: dict[EntryKey, list[Tracked]] = defaultdict(list)
    with_gram: dict[str, list[Tracked]] = defaultdict(list)
    for item in items:
        by_item[item.item_of_text].append(item)
        for gram in sorted(_grams(item)):
            with_gram[gram].append(item)
    for found in resolved.follow_ups:
        one, other = resolved.ends(found)
        linked[one.key].append(other)
        linked[other.key].append(one)
    return _Index(by_item, linked, with_gram)


def _grams(item: Tracked) -> set[str]:
    return {gram for gram in grams(item.quote_and_title) if distinctive(gram) == gram}


def _is_supported(item: Tracked, subject: str, words: Sequence[str], index: _Index) -> bool:
    text = item.hans + item.title.zh
    if any(word in text for word in words):
        return True
    near = (*index.by_item[item.item_of_text], *index.linked.get(item.key, ()))
    if any(subject in other.record.subjects for other in near if other is not item):
        return True
    found = _likenesses(item, subject, index)
    return next(found, False) and next(found, False)


def _likenesses(item: Tracked, subject: str, index: _Index) -> Iterator[bool]:
    """A value for each pair of characters that mostly records of the subject have."""
    for gram in sorted(_grams(item)):
        others = [other for other in index.with_gram[gram] if other is not item]
        having = sum(subject in other.record.subjects for other in others)
        if others and len(others) <= _COMMON and 2 * having >= len(others):
            yield True
