"""Words of the vocabulary that need a word of the text: an aim says 力争, a title 获评."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.resources.vocabulary import Choice
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.records import NoFollowUp, Tracker, listed_values

TRK041 = Code(
    "TRK041",
    "The words of a record show another reason, relation, status or strength than is given.",
    "Choose another word of the list, or change its 'words' or 'sure' in data/vocabulary.yml.",
    "advice",
    needs=("outline", "tracker/achievements.yml", "tracker/commitments.yml", "vocabulary.yml"),
    example='no word of 2022.2.0.1 shows the strength "aim"',
)


_NAMED = re.compile("“[^”]*(?<!连冠)”")
"""A name, whose words show nothing; “六连冠” is none."""
_NEIGHBOURS = 3
"""The least number of records of an item that shows which reason goes with it."""


def check_word_evidence(tracker: Tracker, resolved: ResolvedTracker, problems: Problems) -> None:
    """Report words of closed lists that the words of their record do not show."""
    for record in tracker.commitments:
        _check(record, resolved.commitment.get(record.value.id), tracker, problems)
    for link in (link for link in tracker.links if not link.value.draft):
        _check(link, resolved.commitment.get(link.value.commitment), tracker, problems)
    for none in tracker.no_follow_up:
        _check(none, resolved.achievement.get(none.value.achievement), tracker, problems)
    for origin in tracker.no_origin:
        _check(origin, resolved.commitment.get(origin.value.commitment), tracker, problems)
    _check_items(tracker, resolved, problems)


def _check(
    record: Located[Any], item: Tracked | None, tracker: Tracker, problems: Problems
) -> None:
    """Report words of closed lists that a record has and the words of its ``item`` do not show, or
    for which these show another."""
    if item is None or item.is_draft:
        return
    text = item.hans + "".join(item.record.elided)
    is_own = item.record is record.value  # an aim may be said before several commitments
    plain = _NAMED.sub("", text)
    before = item.segment.hans[: item.span.end] + text if is_own else text
    for name, word, path in listed_values(record.value):
        choices = tracker.vocabulary[name].choices
        choice = choices.get(word)
        if name == "subject" or choice is None or any(sure in plain for sure in choice.sure):
            continue
        shown = not choice.words or any(shown in before for shown in choice.words)
        if not shown and not (choice.figures and item.amounts):
            message = f'no word of {item.segment.id} shows the {name} "{word}"'
            problems.add(TRK041, record.at(*path), message)
            continue
        for other, rival in choices.items():
            if found := next((sure for sure in rival.sure if sure in plain), ""):
                message = f'“{found}” shows the {name} "{other}", not "{word}"'
                problems.add(TRK041, record.at(*path), message)
                break


def _check_items(tracker: Tracker, resolved: ResolvedTracker, problems: Problems) -> None:
    """Compare the reasons that depend on the item with those of the item's other records.

    Reported are a reason that only one of many records has, and another one among many like it.
    """
    by_item: dict[str, list[Located[NoFollowUp]]] = defaultdict(list)
    for record in tracker.no_follow_up:
        if item := resolved.achievement.get(record.value.achievement):
            by_item[item.item_of_text].append(record)
    choices = tracker.vocabulary["reason"].choices
    for name in (name for name, choice in choices.items() if choice.items):
        for place, records in by_item.items():
            _check_item(name, choices, place, records, problems)


def _check_item(
    choice: str,
    choices: Mapping[str, Choice],
    place: str,
    records: Sequence[Located[NoFollowUp]],
    problems: Problems,
) -> None:
    """Report the reason ``choice`` where one record of an item of the text has it alone; and, where
    several have it, a record whose own reason no word shows.

    ``place`` is the id of the item, ``records`` say why its achievements have no follow-up.
    """
    having = [record for record in records if record.value.reason == choice]
    if len(having) == 1 and len(records) > _NEIGHBOURS:
        message = f'no other record of {place} has the reason "{choice}"'
        problems.add(TRK041, having[0].at("reason"), message)
    for record in records if len(having) >= _NEIGHBOURS else ():
        other = choices.get(record.value.reason)
        if record not in having and record.value.note is None and other and not other.words:
            message = f'{len(having)} records of {place} have the reason "{choice}"'
            problems.add(TRK041, record.at("reason"), message)
