"""The tracker: every achievement with its follow-ups, and the two lists of what has no pair."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from build_tools.presentation.pages import difficulties
from build_tools.presentation.pages.follow_up_summary import (
    plan_ends_early,
    plan_words,
    summary_sentence,
    summary_values,
    verdict_counts,
)
from build_tools.presentation.pages.page import Page
from build_tools.presentation.pages.section_flow import Section, flow_charts, sections_of
from build_tools.presentation.pages.tracker_views import Row, Viewer, record_anchor
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.tracker.indicators import flows
from build_tools.tracker.model import Tracked

PATHS = {
    "pairs": "tracker/index.md",
    "no_follow_up": "tracker/no-follow-up.md",
    "new": "tracker/new.md",
}
"""The pages that every tracker has."""


@dataclass(frozen=True)
class Filter:
    """Something by which rows can be filtered: a list of the vocabulary, or the sections."""

    name: str
    label: str
    options: Sequence[tuple[str, str, int]]
    """Each value that occurs: its id, its name, and how many rows have it."""


@dataclass(frozen=True)
class Group:
    """The rows of one section of the report."""

    section: Section
    rows: Sequence[Row]

    @property
    def anchor(self) -> str:
        return f"in-{self.section.id}"

    @property
    def read(self) -> int:
        """How many of its records are not drafts."""
        return sum(not row.side.item.is_draft for row in self.rows)


@dataclass(frozen=True)
class _Maker:
    """Makes the pages of one edition."""

    resolved: Resolved
    words: Words
    record_words: Mapping[str, str]
    """The words by which the page's own search finds each record, by the id of its element."""

    def _viewer(self, path: str) -> Viewer:
        resolved = self.resolved
        return Viewer(resolved.shown_tracker, self.words, path, resolved.translation)

    def list_page(self, key: str, items: Sequence[Tracked]) -> Page:
        """One of the lists of records that have no pair."""
        words, years = self.words, self.resolved.shown_tracker.years
        read = sum(not item.is_draft for item in items)
        path = PATHS[key]
        shown = self._listed(path, items)
        about = plan_words(f"tracker_{key}_about", self.resolved, words, n=read)
        names = ["origin", "strength"] if key == "new" else ["reason"]
        if any(item.outcomes for item in items):
            names.append("verdict")
        listed = [self.resolved.shown_tracker.vocabulary[name] for name in names]
        body = render(
            "tracker-list.md.j2",
            words,
            key=key,
            read=read,
            about=about,
            ends=None if key == "new" else plan_ends_early(self.resolved),
            listed=listed,
            **shown,
            **years,
        )
        return Page(
            path,
            words(f"tracker_{key}", **years),
            about,
            body,
            "tracker",
            hide=("toc",),
            source=f"data/tracker/{'commitments' if key == 'new' else 'no-follow-up'}.yml",
            cites="record",
        )

    def pairs(self) -> Page:
        """The tracker's first page: achievements beside their follow-ups."""
        path, words, years = PATHS["pairs"], self.words, self.resolved.shown_tracker.years
        resolved, tracker = self.resolved, self.resolved.shown_tracker
        shown = self._listed(path, tracker.achievements)
        section_flows = flows(resolved.tracker, resolved.document)
        sections = sections_of(resolved, words)
        about = summary_sentence(resolved, words)
        commitments, verdicts = (
            resolved.tracker.commitments,
            verdict_counts(resolved.tracker, words),
        )
        reported = [item for item in commitments if item.outcomes]
        counted = {"n": len(reported), "total": len(commitments), "verdicts": verdicts}
        body = render(
            "tracker.md.j2",
            words,
            **shown,
            tracker=tracker,
            relations=tracker.vocabulary["relation"].only({f.relation for f in tracker.follow_ups}),
            anchors=_anchors(shown["rows"]),
            **summary_values(resolved, words, path),
            followed=len(tracker.followed),
            new=list(map(self._viewer(path).side, tracker.new_commitments)),
            new_count=sum(not item.is_draft for item in tracker.new_commitments),
            reported=list(map(self._viewer(path).side, reported)),
            outcomes_about=plan_words("outcomes_about", resolved, words, **counted),
            ends=plan_ends_early(resolved),
            verdicts=verdicts,
            flows=section_flows,
            flow_charts=flow_charts(resolved.tracker, words, sections, section_flows),
            **years,
        )
        if not tracker.accepted and shown["rows"]:
            about = words("drafts_only")
        title = words("tracker_title", **years)
        return Page(
            path,
            title,
            about,
            body,
            "tracker",
            hide=("toc",),
            nav=words("tracker_pairs"),
            source="data/tracker/links.yml",
            cites="record",
        )

    def _listed(self, path: str, items: Sequence[Tracked]) -> dict[str, Any]:
        """What the template of a list needs."""
        viewer = self._viewer(path)
        rows = [viewer.row(item) for item in items]
        sections = sections_of(self.resolved, self.words)
        names = {section.id: section for section in sections}
        groups = [
            Group(names[unit], list(found))
            for unit, found in groupby(rows, key=lambda row: row.side.item.segment.unit)
        ]
        return {
            "rows": rows,
            "groups": groups,
            "sections": names,
            "section_url": lambda section: relative(section.url, path),
            "filters": self._filters(rows, names),
            "record_words": self._words_on_page(rows, path),
        }

    def _filters(self, rows: Sequence[Row], sections: Mapping[str, Section]) -> list[Filter]:
        words, filters, tracker = self.words, [], self.resolved.shown_tracker
        for name, listed in tracker.vocabulary.items():
            names = {key: words.of(choice.name) for key, choice in listed.choices.items()}
            label = words.of(listed.label)
            if name == "verdict":
                names |= self._verdicts_with_expected(rows, names)
                label = words("filter_verdict") if any(row.joins for row in rows) else label
            if (options := _options(rows, name, names)) and listed.label:
                filters.append(Filter(name, label, options))
        names = {key: section.short for key, section in sections.items()}
        planned = any(row.side.item.kind == "commitment" for row in rows)
        own = "filter_to" if planned else "filter_section"
        for name, key in (("section", own), ("to", "filter_to")):
            options = _options(rows, name, names)
            if options[1:]:
                filters.append(Filter(name, words(key, **tracker.years), options))
        return filters

    def _verdicts_with_expected(
        self, rows: Sequence[Row], names: Mapping[str, str]
    ) -> dict[str, str]:
        """The names of the verdicts of which some rest on expected figures, which say so."""
        sides = [side for row in rows for side in (row.side, *(join.other for join in row.joins))]
        found = [one.reported for side in sides for one in side.outcomes]
        expected = {one.verdict for one in found if one.is_judged_as_expected}
        return {key: self.words("verdict_with_expected", verdict=names[key]) for key in expected}

    def _words_on_page(self, rows: Sequence[Row], path: str) -> dict[str, str]:
        """The words of every record of a page, by the ids of their elements."""
        tracker = self.resolved.shown_tracker
        items = [row.side.item for row in rows]
        items += [join.other.item for row in rows for join in row.joins]
        if path.endswith("index.md"):
            items += tracker.new_commitments
        return {anchor: self.record_words[anchor] for anchor in map(record_anchor, items)}


def pages(resolved: Resolved, words: Words, record_words: Mapping[str, str]) -> Iterator[Page]:
    """The tracker's pages: the pairs, the two lists of what has no pair, and the difficulties.

    ``record_words`` are those of :func:`~build_tools.presentation.pages.record_words.record_words`.
    """
    maker, tracker = _Maker(resolved, words, record_words), resolved.shown_tracker
    yield maker.pairs()
    yield maker.list_page("no_follow_up", tracker.without_follow_up)
    yield maker.list_page("new", tracker.new_commitments)
    if tracker.difficulties:
        yield difficulties.page(resolved, words)


def _options(
    rows: Sequence[Row], name: str, names: Mapping[str, str]
) -> list[tuple[str, str, int]]:
    """The values of a filter that occur, with how many rows that are no drafts have each."""
    occurring = {word for row in rows for word in row.listed.get(name, ())}
    read = (row for row in rows if not row.side.item.is_draft)
    counts = Counter(word for row in read for word in row.listed.get(name, ()))
    return [(key, text, counts[key]) for key, text in names.items() if key in occurring]


def _anchors(rows: Sequence[Row]) -> dict[str, list[str]]:
    """For each row, the commitments that it shows first: their anchors are there."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for row in rows:
        new = [join.other.anchor for join in row.joins if join.other.anchor not in seen]
        seen.update(new)
        found[row.side.anchor] = new
    return found
