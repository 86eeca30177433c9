"""An achievement or a commitment as the pages show it, in the edition's language and script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.document.model import Document, Segment, Span
from build_tools.presentation.markup import Mark, marked
from build_tools.presentation.pages.page import segment_address
from build_tools.presentation.templating import Words, relative
from build_tools.records import Bilingual
from build_tools.records.editions import Edition
from build_tools.tracker.model import FollowUp, ResolvedTracker, Tracked
from build_tools.tracker.vocabulary import Choice

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
    strength: str = ""


@dataclass(frozen=True)
class Join:
    """The other end of a link, with its relation."""

    other: Side
    own_quote: Markup
    """This side's quote, with the words that matter for this link marked."""
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
    subjects: tuple[str, ...]
    subject_ids: tuple[str, ...]
    is_quantified: bool
    reason: str
    reason_id: str
    note: str


def record_address(item: Tracked) -> str:
    """Where an item has its own place: in the tracker, or in the list of what is new."""
    page = "tracker/index" if item.kind == "achievement" or item.follow_ups else "tracker/new"
    return f"{page}.html#{PREFIX[item.kind]}{item.id}"


def name(choice: Choice, words: Words) -> str:
    return words.chinese(choice.zh) if words.edition.is_chinese else choice.en


def _meaning(choice: Choice, words: Words) -> str:
    return words.chinese(choice.meaning_zh) if words.edition.is_chinese else choice.meaning_en


def _text(text: Bilingual | None, words: Words) -> str:
    return words.of(text) if text else ""


@dataclass(frozen=True)
class Viewer:
    """Makes the views of one page of one edition."""

    tracker: ResolvedTracker
    document: Document
    edition: Edition
    page: str

    @property
    def words(self) -> Words:
        return Words(self.edition)

    def quote(self, item: Tracked, spans: Sequence[Span] = ()) -> tuple[Markup, str]:
        """The quote and its language; in Chinese with ``spans`` of it marked."""
        if not self.edition.is_chinese and item.english:
            return marked(item.english), "en"
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
        segment = self.document.by_id[item.span.segment]
        return Side(
            id=f"{PREFIX[item.kind]}{item.id}",
            title=self.words.of(item.title),
            quote=quote,
            quote_lang=lang,
            url=relative(segment_address(segment), self.page),
            record=relative(record_address(item), self.page),
            strength=name(item.strength, self.words) if item.strength else "",
        )

    def join(self, item: Tracked, link: FollowUp) -> Join:
        achieved = item.kind == "achievement"
        other = (
            self.tracker.commitment[link.commitment]
            if achieved
            else self.tracker.achievement[link.achievement]
        )
        there = link.plan_marks if achieved else link.review_marks
        here = link.review_marks if achieved else link.plan_marks
        return Join(
            other=self.side(other, there),
            own_quote=self.quote(item, here)[0],
            relation=name(link.relation, self.words),
            relation_id=link.relation.id,
            meaning=_meaning(link.relation, self.words),
            change=_text(link.change, self.words),
            note=_text(link.note, self.words),
        )

    def row(self, item: Tracked) -> Row:
        joins = tuple(self.join(item, link) for link in item.follow_ups)
        marks = item.follow_ups[0] if len(item.follow_ups) == 1 else None
        spans: Sequence[Span] = ()
        if marks:
            spans = marks.review_marks if item.kind == "achievement" else marks.plan_marks
        return Row(
            side=self.side(item, spans),
            joins=joins,
            subjects=tuple(name(subject, self.words) for subject in item.subjects),
            subject_ids=tuple(subject.id for subject in item.subjects),
            is_quantified=item.is_quantified,
            reason=name(item.reason, self.words) if item.reason else "",
            reason_id=item.reason.id if item.reason else "",
            note=_text(item.note, self.words),
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
            start = english.index(item.english)
            end = start + len(item.english)
        found.append(Mark(start, end, opening, Markup("</span>"), after))
    return found
