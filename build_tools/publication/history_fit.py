"""Whether the history names things that exist, and says what became of them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.glossary.records import Glossary
from build_tools.publication.history import Change, ChangedKind, Field, Release, change_summary
from build_tools.records import Bilingual, Located
from build_tools.text.han import HAN_RUN
from build_tools.text.plain import one_line
from build_tools.tracker.records import Tracker
from build_tools.translation.word_overlap import chinese_overlap, english_overlap

PUB013 = Code(
    "PUB013",
    "A change in the history is of nothing that exists, or its texts do not fit what happened.",
    "Let the command `release` write the changes.",
    "advice",
    needs=(
        "glossary/*.yml",
        "tracker/achievements.yml",
        "tracker/commitments.yml",
        "outline",
        "tracker/links.yml",
        "translation/*.yml",
        "TRN004",
    ),
    example='no term "robots"',
)
_COUNT = re.compile(
    "(?:新增|修改|撤去)(?:句子|术语|成绩|安排|承接)\\d+条"
    "|\\d+ (?:sentence|term|achievement|commitment|link)s? (?:added|changed|removed)"
)
_LEAST = 0.2
"""So much of a sentence is in the sentence that it became."""
_LEAST_OF_NOW = 0.4
"""So much of the last text of a history is in the text of today."""
ARROW = " → "
"""Between the two ids of a link."""
PublishedTexts = Mapping[tuple[ChangedKind, str], Mapping[Field, str]]
"""The texts of everything that can change, of each kind and id, by their fields."""


def texts_now(
    document: Document, translation: Mapping[str, str], glossary: Glossary, tracker: Tracker
) -> PublishedTexts:
    """What readers see today of everything that a history may name; general terms are not."""
    found: dict[tuple[ChangedKind, str], dict[Field, str]] = {
        ("segment", segment.id): {
            "zh": segment.hans,
            "en": one_line(translation.get(segment.id, "")),
        }
        for segment in document.segments
    }
    for term in glossary.terms:
        if not term.is_general:
            found["term", term.id] = {
                "zh": term.hans,
                "en": term.en,
                "definition": one_line(term.definition),
            }
    for done in tracker.achievements:
        found["achievement", done.value.id] = {"title": _both(done.value.title)}
    for planned in tracker.commitments:
        found["commitment", planned.value.id] = {"title": _both(planned.value.title)}
    for link in tracker.links:
        ends = f"{link.value.achievement}{ARROW}{link.value.commitment}"
        found["link", ends] = {"relation": link.value.relation}
    return found


def _both(title: Bilingual) -> str:
    return " / ".join(filter(None, (title.zh, title.en)))


def check_changes(
    releases: Iterable[Located[Release]],
    known: Collection[tuple[str, str]],
    now: PublishedTexts,
    problems: Problems,
) -> None:
    """Report changes that cannot be.

    ``known`` are the kinds and ids of what exists or existed, ``now`` what exists.
    """
    following: dict[tuple[str, str, str | None], Change] = {}
    for record in releases:
        for key, message in _miscounted(record.value):
            problems.add(PUB013, record.at("note", key), message)
        for index, change in enumerate(record.value.changes):
            faults = list(_faults(change, known))
            if not faults:
                faults = list(_outdated(change, following, now))
            for key, message in faults:
                problems.add(PUB013, record.at("changes", index, key), message)
        for change in record.value.changes:
            following[change.kind, change.id, change.field] = change


def _miscounted(release: Release) -> Iterator[tuple[str, str]]:
    """Counts of the note that are not those of the changes, in both languages."""
    counted = change_summary(list(release.changes))
    for key, note, right in (
        ("zh", release.note.zh, counted.zh),
        ("en", release.note.en, counted.en),
    ):
        for words in _COUNT.findall(note) if release.changes else ():
            if words not in _COUNT.findall(right):
                yield key, f"“{words}” is not the number of such changes"


def _faults(change: Change, known: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a change by itself: the key, and a message."""
    if change.kind == "link":
        ends = change.id.split(ARROW)
        names: list[tuple[str, str]] = list(zip(("achievement", "commitment"), ends, strict=False))
        if len(ends) != 2:
            yield "id", f'"{change.id}" is no link'
    else:
        names = [(change.kind, change.id)]
    for name in names:
        if name not in known:
            yield "id", f'no {name[0]} "{name[1]}"'
    before, after = change.before.strip(), change.after.strip()
    if change.change != "changed" and (before or after):
        yield "before", f"something that was {change.change} has no text before and after"
    if change.change == "changed" and not (change.field and before):
        yield "change", "a change has a field, and the text before"
    if change.change == "changed" and before and after:
        if before == after:
            yield "after", "both texts are the same"
        elif change.kind == "segment" and _overlap(after, before) < _LEAST:
            yield "after", f"“{after[:40]}” has hardly a word of “{before[:40]}”"


def _outdated(
    change: Change, following: Mapping[tuple[str, str, str | None], Change], now: PublishedTexts
) -> Iterator[tuple[str, str]]:
    """What a change leaves otherwise than the next one finds it, or than it is today."""
    later = following.get((change.kind, change.id, change.field))
    texts = now.get((change.kind, change.id))
    if later is None and change.change == "removed" and texts is not None:
        yield "change", f'the {change.kind} "{change.id}" was removed and is there'
    if later is None and change.change == "added" and texts is None:
        yield "change", f'the {change.kind} "{change.id}" was added and is not there'
    if change.change != "changed" or not change.after:
        return
    if later is not None:
        if later.before and later.before != change.after:
            yield "after", f"the next change begins with “{later.before[:40]}”"
    elif texts and change.field:
        is_there = texts.get(change.field, "")
        if _overlap(change.after, is_there) < _LEAST_OF_NOW:
            what = f'the {change.kind} "{change.id}"'
            yield "after", f"“{change.after[:40]}” has hardly a word of {what}"


def _overlap(text: str, words: str) -> float:
    return (chinese_overlap if HAN_RUN.search(text) else english_overlap)(text, words)
