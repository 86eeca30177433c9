"""An achievement or a commitment as the pages show it, in the edition's language and script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.document.model import Segment, Span
from build_tools.presentation.markup import Mark, marked
from build_tools.presentation.pages.page import segment_address
from build_tools.presentation.templating import Words, relative
from build_tools.records import Bilingual
from build_tools.records.editions import Edition
from build_tools.tracker.model import FollowUp, ResolvedTracker, Tracked
from build_tools.tracker.records import listed_values

TRACKER = "tracker/index.md"
PREFIX = {"achievement": "a-", "commitment": "c-"}


@dataclass(frozen=True)
class Side:
    """One quote with its title and where it stands."""

    id: str
    title: str
    quote: Markup
    quote_lang: str
    url: str
    """Of its sentence in the report."""
    record: str
    """Of its own place in the tracker."""


@dataclass(frozen=True)
class Join:
    """The other end of a link, with its relation."""

    other: Side
    relation: str
    relation_id: str
    meaning: str
    change: str
    note: str


@dataclass(frozen=True)
class Row:
    """A record with everything that it is joined to."""

    side: Side
    joins: tuple[Join, ...]
    tags: tuple[str, ...]
    """The names of its subjects and of its other words of the vocabulary."""
    listed: Mapping[str, tuple[str, ...]]
    """For filtering: the ids of the words by the name of their list."""
    has_figures: bool
    reason: str
    note: str


def record_address(item: Tracked) -> str:
    """Where an item has its own place: in the tracker, or in the list of what is new."""
    page = "tracker/index" if item.kind == "achievement" or item.follow_ups else "tracker/new"
    return f"{page}.html#{PREFIX[item.kind]}{item.id}"


def _text(text: Bilingual | None, words: Words) -> str:
    return words.of(text) if text else ""


@dataclass(frozen=True)
class Viewer:
    """Makes the views of one page of one edition."""

    tracker: ResolvedTracker
    edition: Edition
    page: str

    @property
    def words(self) -> Words:
        return Words(self.edition)

    def quote(self, item: Tracked, spans: Sequence[Span] = ()) -> tuple[Markup, str]:
        """The quote and its language; in Chinese with ``spans`` of it marked."""
        if not self.edition.is_chinese and item.record.english:
            return marked(item.record.english), "en"
        text = item.hant if self.edition.script == "hant" else item.hans
        marks = [
            Mark(
                span.start - item.span.start,
                span.end - item.span.start,
                Markup("<mark>"),
                Markup("</mark>"),
            )
            for span in spans
        ]
        return marked(text, marks), "zh-Hant" if self.edition.script == "hant" else "zh-Hans"

    def side(self, item: Tracked, spans: Sequence[Span] = ()) -> Side:
        quote, lang = self.quote(item, spans)
        return Side(
            id=f"{PREFIX[item.kind]}{item.id}",
            title=self.words.of(item.title),
            quote=quote,
            quote_lang=lang,
            url=relative(segment_address(item.segment), self.page),
            record=relative(record_address(item), self.page),
        )

    def name(self, list_: str, word: str) -> str:
        """A word of the vocabulary as readers see it; "" for ""."""
        choice = self.tracker.vocabulary[list_].choices.get(word)
        return self.words.of(choice.name) if choice else ""

    def join(self, item: Tracked, follow_up: FollowUp) -> Join:
        link = follow_up.link
        if item.kind == "achievement":
            other = self.side(self.tracker.commitment[link.commitment], follow_up.plan_marks)
        else:
            other = self.side(self.tracker.achievement[link.achievement], follow_up.review_marks)
        relation = self.tracker.vocabulary["relation"].choices[follow_up.relation]
        return Join(
            other=other,
            relation=self.words.of(relation.name),
            relation_id=follow_up.relation,
            meaning=self.words.of(relation.meaning),
            change=_text(follow_up.change, self.words),
            note=_text(link.note, self.words),
        )

    def row(self, item: Tracked) -> Row:
        spans: Sequence[Span] = ()
        if len(item.follow_ups) == 1:
            (only,) = item.follow_ups
            spans = only.review_marks if item.kind == "achievement" else only.plan_marks
        listed: dict[str, tuple[str, ...]] = {}
        for list_, word, _ in listed_values(item.record):
            listed[list_] = (*listed.get(list_, ()), word)
        tags = tuple(self.name(list_, word) for list_, ids in listed.items() for word in ids)
        listed["relation"] = tuple(dict.fromkeys(found.relation for found in item.follow_ups))
        none = item.no_follow_up
        listed["reason"] = (none.reason,) if none else ()
        return Row(
            side=self.side(item, spans),
            joins=tuple(self.join(item, found) for found in item.follow_ups),
            tags=tags,
            listed=listed,
            has_figures=bool(item.amounts),
            reason=self.name("reason", none.reason) if none else "",
            note=_text(none.note if none else None, self.words),
        )


def segment_marks(
    tracker: ResolvedTracker, words: Words, segment: Segment, page: str, english: str = ""
) -> list[Mark]:
    """Marks over the quotes of a segment, each followed by a link to its other end.

    Over the segment's Chinese, or over its ``english`` where that is given.
    """
    found = []
    for item in tracker.by_segment.get(segment.id, ()):
        joined = bool(item.follow_ups)
        key = ("follow_up" if item.kind == "achievement" else "origin") if joined else ""
        if not key:
            continue
        year = tracker.plan if item.kind == "achievement" else tracker.review
        after = Markup(
            '<a class="follow" href="{}" data-record="{}" data-year="{}" aria-label="{}"></a>'
        ).format(
            relative(record_address(item), page),
            PREFIX[item.kind] + item.id,
            year,
            words(key, title=words.of(item.title)),
        )
        opening = Markup('<span class="q" data-record="{}">').format(PREFIX[item.kind] + item.id)
        start, end = item.span.start, item.span.end
        if english:
            start = english.index(item.record.english)
            end = start + len(item.record.english)
        found.append(Mark(start, end, opening, Markup("</span>"), after))
    return found
