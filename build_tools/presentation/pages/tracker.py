"""The tracker: every achievement beside its follow-ups, and the two lists of what has no pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.presentation.pages.page import Page
from build_tools.presentation.pages.tracker_views import Row, Viewer
from build_tools.presentation.templating import Words, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.tracker.model import ResolvedTracker


def pages(resolved: Resolved, edition: Edition) -> Iterator[Page]:
    """The tracker's pages."""
    words = Words(edition)
    tracker = resolved.tracker
    yield _pairs(resolved, edition)
    lists = (
        ("no-follow-up", tracker.without_follow_up),
        ("new", tracker.new_commitments),
    )
    for slug, items in lists:
        path = f"tracker/{slug}.md"
        viewer = Viewer(tracker, edition, path)
        rows = [viewer.row(item) for item in items]
        key = slug.replace("-", "_")
        body = render(
            "tracker-list.md.j2",
            edition,
            slug=key,
            rows=rows,
            review=tracker.review,
            plan=tracker.plan,
            **_filters(tracker, rows, words),
        )
        title = words(f"tracker_{key}", review=tracker.review, plan=tracker.plan)
        about = words(f"tracker_{key}_about", n=len(rows), review=tracker.review, plan=tracker.plan)
        yield Page(path, title, about, body, "tracker", hide=("toc",))


@dataclass(frozen=True)
class Filter:
    """A list of the vocabulary by which rows can be filtered."""

    name: str
    label: str
    options: Sequence[tuple[str, str, int]]
    """Each word that occurs: its id, its name, and how many rows have it."""


def _filters(tracker: ResolvedTracker, rows: Sequence[Row], words: Words) -> dict[str, object]:
    filters = []
    for name, listed in tracker.vocabulary.items():
        counts = Counter(word for row in rows for word in row.listed.get(name, ()))
        options = [
            (word, words.of(choice.name), counts[word])
            for word, choice in listed.choices.items()
            if counts[word]
        ]
        if options and listed.label:
            filters.append(Filter(name, words.of(listed.label), options))
    return {"filters": filters, "total": len(rows)}


def _pairs(resolved: Resolved, edition: Edition) -> Page:
    words = Words(edition)
    tracker = resolved.tracker
    path = "tracker/index.md"
    viewer = Viewer(tracker, edition, path)
    rows = [viewer.row(item) for item in tracker.achievements]
    followed = sum(1 for row in rows if row.joins)
    years = {"review": tracker.review, "plan": tracker.plan}
    shown: set[str] = set()
    anchors: dict[str, list[str]] = {}
    for row in rows:
        # The first place where a commitment is shown carries its anchor.
        new = [join.other.id for join in row.joins if join.other.id not in shown]
        shown.update(new)
        anchors[row.side.id] = new
    body = render(
        "tracker.md.j2",
        edition,
        rows=rows,
        anchors=anchors,
        followed=followed,
        links=len(tracker.follow_ups),
        new=len(tracker.new_commitments),
        commitments=len(tracker.commitments),
        definitions=[
            (words.of(c.name), words.of(c.meaning))
            for c in tracker.vocabulary["relation"].choices.values()
        ],
        **years,
        **_filters(tracker, rows, words),
    )
    title = words("tracker_title", **years)
    about = words("tracker_about", n=len(rows), followed=followed, **years)
    return Page(path, title, about, body, "tracker", hide=("toc",), nav=words("tracker_pairs"))
