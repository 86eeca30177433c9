"""The values of the tracker that pages, charts and exports read: spans, words, comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from build_tools.amounts.chinese import Amount
from build_tools.document.model import Span
from build_tools.records import Bilingual
from build_tools.tracker.comparison import Comparison
from build_tools.tracker.coverage import Coverage
from build_tools.tracker.vocabulary import Choice

Kind = Literal["achievement", "commitment"]


@dataclass(frozen=True)
class FollowUp:
    """One achievement, one commitment that takes it up, and how."""

    achievement: str
    commitment: str
    relation: Choice
    note: Bilingual | None = None
    comparison: Comparison | None = None
    change: Bilingual | None = None
    """The comparison in one line, where there is one."""
    review_marks: tuple[Span, ...] = ()
    """The words of the achievement that matter here: the figure compared, words shared."""
    plan_marks: tuple[Span, ...] = ()

    @property
    def is_quantified(self) -> bool:
        return self.comparison is not None


@dataclass(frozen=True)
class Tracked:
    """An achievement or a commitment, with everything that a page shows of it."""

    id: str
    kind: Kind
    span: Span
    hans: str
    """Its quote; ``hant`` is as long."""
    hant: str
    english: str
    """The words of the sentence's English that render the quote."""
    page: str
    """The unit of the document in which it stands, such as ``2023-1``."""
    title: Bilingual
    subjects: tuple[Choice, ...]
    amounts: tuple[Amount, ...]
    """The figures of the quote; their offsets count in the segment."""
    follow_ups: tuple[FollowUp, ...]
    """Seen from this side: an achievement's follow-ups, or a commitment's origins."""
    strength: Choice | None = None
    reason: Choice | None = None
    """Why an achievement has no follow-up."""
    note: Bilingual | None = None
    """To the reason."""

    @property
    def is_new(self) -> bool:
        """A commitment that takes up no achievement."""
        return self.kind == "commitment" and not self.follow_ups

    @property
    def is_quantified(self) -> bool:
        return bool(self.amounts)


@dataclass(frozen=True)
class Passage:
    """Words that are no achievement and no commitment, and why."""

    span: Span
    why: Bilingual


@dataclass(frozen=True)
class ResolvedTracker:
    """The tracker over the document, in the order of the text."""

    review: str
    """The year or years of the part that looks back, as they are shown."""
    plan: str
    achievements: tuple[Tracked, ...]
    commitments: tuple[Tracked, ...]
    context: tuple[Passage, ...]
    follow_ups: tuple[FollowUp, ...]
    """Every link, in the order of the achievements."""
    coverage: tuple[Coverage, ...]

    @cached_property
    def achievement(self) -> dict[str, Tracked]:
        return {item.id: item for item in self.achievements}

    @cached_property
    def commitment(self) -> dict[str, Tracked]:
        return {item.id: item for item in self.commitments}

    @cached_property
    def by_segment(self) -> dict[str, tuple[Tracked, ...]]:
        """What stands in each segment, in the order of the text."""
        found: dict[str, tuple[Tracked, ...]] = {}
        for item in (*self.achievements, *self.commitments):
            found[item.span.segment] = (*found.get(item.span.segment, ()), item)
        return found

    @property
    def without_follow_up(self) -> tuple[Tracked, ...]:
        """Achievements that the plan does not take up."""
        return tuple(item for item in self.achievements if not item.follow_ups)

    @property
    def new_commitments(self) -> tuple[Tracked, ...]:
        """Commitments that take up no achievement."""
        return tuple(item for item in self.commitments if item.is_new)
