"""The tracker joined to the document: what pages, charts and exports read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from build_tools.amounts.chinese import Amount
from build_tools.document.model import Segment, Span
from build_tools.records import Bilingual, Located
from build_tools.resources.vocabulary import Vocabulary
from build_tools.tracker.coverage import TrackerCoverage
from build_tools.tracker.indicator_comparison import IndicatorComparison
from build_tools.tracker.outcome_records import Earlier, Outcome, Source
from build_tools.tracker.quotation_records import Difficulty, EntryKey, EntryKind
from build_tools.tracker.records import Achievement, Commitment, Link, NoFollowUp, NoOrigin

Verdict = Literal["met", "not-met", "open", "reported"]
"""What a reported figure says of a commitment: ``open`` where the figures leave it undecided,
``reported`` where nothing can be compared."""


@dataclass(frozen=True)
class FollowUp:
    """A link with what its figures show."""

    link: Link
    relation: str
    """The link's relation, or what the figures decide where it says ``compare``."""
    comparison: IndicatorComparison | None = None
    change: Bilingual | None = None
    """The comparison in one line, where there is one."""
    review_marks: tuple[Span, ...] = ()
    """The words of the achievement that tie it to the commitment: figures and shared words."""
    plan_marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Reported:
    """What a later document reports on a record."""

    record: Outcome
    source: Source
    verdict: Verdict
    amounts: tuple[Amount, ...] = ()
    """The reported figures."""
    amount: Amount | None = None
    """The figure that is compared, or the only one."""

    @property
    def is_judged(self) -> bool:
        """Whether figures were compared."""
        return self.verdict != "reported"

    @property
    def is_judged_as_expected(self) -> bool:
        """Whether the figure that was compared is only expected."""
        return self.record.expected and self.is_judged


@dataclass(frozen=True)
class EarlierFigure:
    """The figure of an indicator for the year before the review."""

    record: Earlier
    source: Source
    amount: Amount


@dataclass(frozen=True)
class Tracked:
    """An achievement or a commitment in its place in the text, with its links."""

    record: Achievement | Commitment
    segment: Segment
    span: Span
    amounts: tuple[Amount, ...]
    """The figures of the quote; their offsets count in the segment."""
    follow_ups: tuple[FollowUp, ...] = ()
    """Seen from this side: an achievement's follow-ups, or a commitment's origins."""
    no_follow_up: NoFollowUp | None = None
    no_origin: NoOrigin | None = None
    elided: tuple[Span, ...] = ()
    """The words of the sentence that complete the quote, in the order of the text."""
    outcomes: tuple[Reported, ...] = ()

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def kind(self) -> EntryKind:
        return self.record.kind

    @property
    def key(self) -> EntryKey:
        return self.kind, self.id

    @property
    def is_draft(self) -> bool:
        """Whether no editor has read it yet."""
        return self.record.draft

    @property
    def title(self) -> Bilingual:
        return self.record.title

    @property
    def hans(self) -> str:
        """The quote in simplified script."""
        return self.segment.hans[self.span.start : self.span.end]

    @property
    def quote_and_title(self) -> str:
        """The Chinese that says what it is about."""
        return f"{self.hans}，{self.title.zh}"

    @property
    def item_of_text(self) -> str:
        """The id of the item of the text in which it is."""
        return self.segment.id.rpartition(".")[0]

    @property
    def results(self) -> tuple[Amount, ...]:
        """The figures of the quote but those from which a change began."""
        return tuple(amount for amount in self.amounts if not amount.is_base)

    @property
    def without_figures(self) -> str:
        """The quote with blanks for its figures: equal digits are not shared words."""
        text = self.segment.hans
        for amount in self.amounts:
            text = f"{text[: amount.start]}{' ' * len(amount.text)}{text[amount.end :]}"
        return text[self.span.start : self.span.end]

    @property
    def hant(self) -> str:
        """The quote in traditional script."""
        return self.segment.hant[self.span.start : self.span.end]

    @property
    def strength(self) -> str | None:
        """How firmly a commitment is put."""
        return self.record.strength if isinstance(self.record, Commitment) else None


@dataclass(frozen=True)
class ResolvedDifficulty:
    """A difficulty that the report admits, with the commitments that answer it."""

    record: Difficulty
    segment: Segment
    span: Span
    elided: tuple[Span, ...]
    answers: tuple[tuple[Tracked, Bilingual | None], ...]
    """Each with its note."""


@dataclass(frozen=True)
class ResolvedTracker:
    """The tracker over the document, in the order of the text."""

    vocabulary: Vocabulary
    review: str
    """The year or years of the part that looks back, as they are shown."""
    plan: str
    achievements: tuple[Tracked, ...]
    commitments: tuple[Tracked, ...]
    context: tuple[Span, ...]
    """Words that are neither achievement nor commitment."""
    follow_ups: tuple[FollowUp, ...]
    """Every link, in the order of the achievements."""
    coverage: tuple[TrackerCoverage, ...]
    difficulties: tuple[ResolvedDifficulty, ...] = ()
    earlier: tuple[EarlierFigure, ...] = ()
    sources: tuple[Source, ...] = ()
    """The documents that outcomes and earlier figures name."""

    @property
    def years(self) -> dict[str, str]:
        """The years of both parts, by the names that the words of the interface have for them."""
        return {"review": self.review, "plan": self.plan}

    @cached_property
    def items(self) -> tuple[Tracked, ...]:
        """The achievements, then the commitments."""
        return (*self.achievements, *self.commitments)

    @cached_property
    def achievement(self) -> dict[str, Tracked]:
        return {item.id: item for item in self.achievements}

    @cached_property
    def commitment(self) -> dict[str, Tracked]:
        return {item.id: item for item in self.commitments}

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Tracked]:
        """The achievements and commitments, by their kind and id."""
        return {item.key: item for item in self.items}

    def ends(self, follow_up: FollowUp) -> tuple[Tracked, Tracked]:
        """The achievement and the commitment that a link joins."""
        link = follow_up.link
        return self.achievement[link.achievement], self.commitment[link.commitment]

    def in_text(
        self, links: Iterable[Located[Link]]
    ) -> Iterator[tuple[Located[Link], Tracked, Tracked]]:
        """The links of which both records have a place in the text, each with these records."""
        for link in links:
            achievement = self.achievement.get(link.value.achievement)
            commitment = self.commitment.get(link.value.commitment)
            if achievement and commitment:
                yield link, achievement, commitment

    @cached_property
    def by_segment(self) -> dict[str, tuple[Tracked, ...]]:
        """The records of each segment, in the order of the text."""
        found: dict[str, tuple[Tracked, ...]] = {}
        for item in self.items:
            found[item.segment.id] = (*found.get(item.segment.id, ()), item)
        return found

    @cached_property
    def has_drafts(self) -> bool:
        """Whether any record or link is a draft."""
        return any(i.is_draft for i in self.items) or any(f.link.draft for f in self.follow_ups)

    @property
    def accepted(self) -> tuple[Tracked, ...]:
        """The achievements that are not drafts."""
        return tuple(item for item in self.achievements if not item.is_draft)

    @property
    def followed(self) -> tuple[Tracked, ...]:
        """The accepted achievements with a link to a commitment, neither of them a draft."""
        return tuple(
            item
            for item in self.accepted
            if any(not (f.link.draft or self.ends(f)[1].is_draft) for f in item.follow_ups)
        )

    @property
    def without_follow_up(self) -> tuple[Tracked, ...]:
        """Achievements that the plan does not take up."""
        return tuple(item for item in self.achievements if not item.follow_ups)

    @property
    def new_commitments(self) -> tuple[Tracked, ...]:
        """Commitments that take up no achievement."""
        return tuple(item for item in self.commitments if not item.follow_ups)
