"""The tracker: every achievement with its follow-ups, and the two lists of what has no pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.presentation.pages import problems
from build_tools.presentation.pages.page import Page
from build_tools.presentation.pages.tracker_views import Row, Viewer, outcome
from build_tools.presentation.templating import render
from build_tools.resources.interface import Words
from build_tools.resources.vocabulary import Choice
from build_tools.tracker.model import ResolvedTracker, Tracked


def pages(tracker: ResolvedTracker, words: Words, translation: Mapping[str, str]) -> Iterator[Page]:
    """The tracker's pages: the pairs, the two lists of what has no pair, and the problems.

    ``translation`` is the English of each sentence.
    """
    yield _pairs(tracker, words, translation)
    yield _list(tracker, words, translation, "no_follow_up", tracker.without_follow_up)
    yield _list(tracker, words, translation, "new", tracker.new_commitments)
    if tracker.problems:
        yield problems.page(tracker, words, translation)


@dataclass(frozen=True)
class Filter:
    """A list of the vocabulary by which rows can be filtered."""

    name: str
    label: str
    options: Sequence[tuple[str, Choice, int]]
    """Each word that occurs: its id, the word, and how many rows have it."""


def _filters(tracker: ResolvedTracker, rows: Sequence[Row], words: Words) -> list[Filter]:
    filters = []
    for name, listed in tracker.vocabulary.items():
        counts = Counter(word for row in rows for word in row.listed.get(name, ()))
        options = [(key, word, counts[key]) for key, word in listed.choices.items() if counts[key]]
        if options and listed.label:
            filters.append(Filter(name, words.of(listed.label), options))
    return filters


def _list(
    tracker: ResolvedTracker,
    words: Words,
    translation: Mapping[str, str],
    key: str,
    items: Sequence[Tracked],
) -> Page:
    path = f"tracker/{key.replace('_', '-')}.md"
    viewer = Viewer(tracker, words, path, translation)
    rows = [viewer.row(item) for item in items]
    years = {"review": tracker.review, "plan": tracker.plan}
    body = render(
        "tracker-list.md.j2",
        words,
        key=key,
        rows=rows,
        read=sum(not item.is_draft for item in items),
        filters=_filters(tracker, rows, words),
        **years,
    )
    title = words(f"tracker_{key}", **years)
    read = sum(not item.is_draft for item in items)
    about = words(f"tracker_{key}_about", n=read, **years)
    return Page(path, title, about, body, "tracker", hide=("toc",))


def _verdicts(tracker: ResolvedTracker, words: Words) -> str:
    """How many commitments have each verdict: “达到3项、有报告8项”; "" where none has one."""
    counts = Counter[str](one.verdict for item in tracker.commitments for one in item.outcomes)
    return words("list_comma").join(
        words("outcome_reason", name=words.of(choice.name), n=counts[key])
        for key, choice in tracker.vocabulary["verdict"].choices.items()
        if counts[key]
    )


def _pairs(tracker: ResolvedTracker, words: Words, translation: Mapping[str, str]) -> Page:
    path = "tracker/index.md"
    viewer = Viewer(tracker, words, path, translation)
    rows = [viewer.row(item) for item in tracker.achievements]
    years = {"review": tracker.review, "plan": tracker.plan}
    shown: set[str] = set()
    anchors: dict[str, list[str]] = {}
    for row in rows:
        # The first place where a commitment is shown carries its anchor.
        new = [join.other.anchor for join in row.joins if join.other.anchor not in shown]
        shown.update(new)
        anchors[row.side.anchor] = new
    body = render(
        "tracker.md.j2",
        words,
        tracker=tracker,
        rows=rows,
        anchors=anchors,
        followed=len(tracker.followed),
        about=outcome(tracker, words),
        read=len(tracker.accepted),
        new=sum(not item.is_draft for item in tracker.new_commitments),
        filters=_filters(tracker, rows, words),
        reported=sum(1 for item in tracker.commitments if item.outcomes),
        verdicts=_verdicts(tracker, words),
        **years,
    )
    title = words("tracker_title", **years)
    about = outcome(tracker, words) if tracker.accepted or not rows else words("drafts_only")
    return Page(path, title, about, body, "tracker", hide=("toc",), nav=words("tracker_pairs"))
