"""The tracker: every achievement beside its follow-ups, and the two lists of what has no pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.presentation.pages.page import Page
from build_tools.presentation.pages.tracker_views import Row, Viewer, name
from build_tools.presentation.templating import Words, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.tracker.vocabulary import REASONS, RELATIONS, SUBJECTS, Choice


def _options(
    choices: dict[str, Choice], counts: Counter[str], words: Words
) -> list[tuple[str, str, int]]:
    """The choices that occur, with how many rows have them."""
    return [(c.id, name(c, words), counts[c.id]) for c in choices.values() if counts[c.id]]


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
        viewer = Viewer(tracker, resolved.document, edition, path)
        rows = [viewer.row(item) for item in items]
        key = slug.replace("-", "_")
        body = render(
            "tracker-list.md.j2",
            edition,
            slug=key,
            rows=rows,
            review=tracker.review,
            plan=tracker.plan,
            **_filters(rows, words),
        )
        title = words(f"tracker_{key}", review=tracker.review, plan=tracker.plan)
        about = words(f"tracker_{key}_about", n=len(rows), review=tracker.review, plan=tracker.plan)
        yield Page(path, title, about, body, "tracker", hide=("toc",))


def _filters(rows: Sequence[Row], words: Words) -> dict[str, object]:
    subjects = Counter(subject for row in rows for subject in row.subject_ids)
    relations = Counter(r for row in rows for r in {join.relation_id for join in row.joins})
    reasons = Counter(row.reason_id for row in rows if row.reason_id)
    return {
        "subjects": _options(SUBJECTS, subjects, words),
        "relations": _options(RELATIONS, relations, words),
        "reasons": _options(REASONS, reasons, words),
        "total": len(rows),
    }


def _pairs(resolved: Resolved, edition: Edition) -> Page:
    words = Words(edition)
    tracker = resolved.tracker
    path = "tracker/index.md"
    viewer = Viewer(tracker, resolved.document, edition, path)
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
            (name(c, words), words.chinese(c.meaning_zh) if edition.is_chinese else c.meaning_en)
            for c in RELATIONS.values()
        ],
        **years,
        **_filters(rows, words),
    )
    title = words("tracker_title", **years)
    about = words("tracker_about", n=len(rows), followed=followed, **years)
    return Page(path, title, about, body, "tracker", hide=("toc",), nav=words("tracker_pairs"))
