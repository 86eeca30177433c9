"""A draft of the tracker: the review cut into achievements and the plan into commitments.

Each deed gets a Chinese title without figures, a subject and, in the plan, a strength; what frames
deeds becomes context. Nothing here is certain: every record is a draft until an editor has read it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.amounts.chinese import amounts
from build_tools.document.model import Document, Segment, Span
from build_tools.records import Bilingual
from build_tools.records.look_alikes import look_alike
from build_tools.resources.drafting import words
from build_tools.resources.units import Units
from build_tools.resources.vocabulary import Choice, Vocabulary
from build_tools.tracker.drafts.pieces import cut
from build_tools.tracker.drafts.titles import named, title
from build_tools.tracker.quotation_records import Title
from build_tools.tracker.records import Achievement, Commitment, Context, Indicator, Link

WHY = Bilingual(
    zh="概括性表述，未涉及具体事项", en="General statement; reports and promises no specific deed"
)


def subject(texts: Sequence[str], known: Iterable[str]) -> str:
    """The subject whose words the texts have most of, the first text counting most.

    ``known`` are the subjects of the vocabulary; the first of them where no word speaks.

    >>> subject(["新增学位3450个"], ["economy", "education"])
    'education'
    """
    choices = list(known)
    scores: Counter[str] = Counter()
    for place, text in enumerate(texts):
        weight = 4.0**-place
        for name in choices:
            for word in words().subjects.get(name, ()):
                at = text.rfind(word)
                if at >= 0:
                    # The head of a Chinese phrase is its end.
                    scores[name] += int(weight * 1000 * len(word) * (1 + at / (2 * len(text))))
    best = max(choices, key=lambda name: scores[name])
    return best if scores[best] or "economy" not in choices else "economy"


def strength(quote: str, sentence: str, known: Mapping[str, Choice]) -> str:
    """How firmly the words of the plan put a commitment; ``known`` are the words for that."""
    named = re.sub("“[^”]*”", "", quote)
    for name, choice in known.items():
        if any(word in named for word in choice.sure):
            return name
    if words().aims.search(named) or "预期目标" in sentence:
        return "aim"
    return "explore" if words().explores.match(words().openings.sub("", named)) else "firm"


@dataclass(frozen=True)
class DraftedTracker:
    """The records of a draft, in the order of the text."""

    achievements: tuple[Achievement, ...]
    commitments: tuple[Commitment, ...]
    context: tuple[Context, ...]
    links: tuple[tuple[Link, str], ...] = ()
    """The proposed links, each with its evidence."""
    indicators: tuple[Indicator, ...] = ()
    """Those that the links need."""

    def counts(self) -> dict[str, int]:
        """How many of each kind were drafted."""
        return {
            "achievements": len(self.achievements),
            "commitments": len(self.commitments),
            "passages_of_context": len(self.context),
            "links": len(self.links),
            "links_with_figures": sum(1 for link, _ in self.links if link.indicator),
        }


def draft_records(
    document: Document,
    units: Units,
    vocabulary: Vocabulary,
    taken: Mapping[str, Sequence[tuple[int, int]]],
    ids: Iterable[str],
) -> DraftedTracker:
    """Drafts for the words of the review and the plan that no record has yet.

    ``taken`` are the spans of each segment that records have, ``ids`` their identifiers.
    """
    used, names = set(ids), tuple(vocabulary["subject"].choices)
    achievements: list[Achievement] = []
    commitments: list[Commitment] = []
    context: list[Context] = []
    headings = _headings(document)
    numbers: Counter[str] = Counter()
    for piece in cut(document, units):
        span, segment = piece.span, document.by_id[piece.span.segment]
        if any(a < span.end and span.start < b for a, b in taken.get(span.segment, ())):
            continue
        quote = segment.hans[span.start : span.end]
        if look_alike(quote):  # a sign of damage, which no record may have
            continue
        if piece.kind == "frame":
            context.append(_context(segment, span, units))
            continue
        called = named(piece.measures, units) if piece.measures else title(quote, units)
        texts = [called, piece.lead + quote, headings.get(segment.id, ""), segment.hans]
        common: dict[str, Any] = {
            "id": _identifier(segment.id, numbers, used),
            "segment": segment.id,
            "quote": quote,
            "elided": (piece.lead,) if piece.lead else (),
            "title": Title(zh=called),
            "subjects": (subject(texts, names),),
            "draft": True,
        }
        if segment.part == "review":
            achievements.append(Achievement(**common))
        else:
            firm = strength(piece.lead + quote, segment.hans, vocabulary["strength"].choices)
            commitments.append(Commitment(**common, strength=firm))
    return DraftedTracker(tuple(achievements), tuple(commitments), tuple(context))


def _context(segment: Segment, span: Span, units: Units) -> Context:
    """The record of words that only frame deeds."""
    figures = dict.fromkeys(a.text for a in amounts(segment.hans, units) if span.holds(a))
    quote = segment.hans[span.start : span.end]
    return Context(segment=segment.id, quote=quote, why=WHY, figures=tuple(figures), draft=True)


def _identifier(segment: str, numbers: Counter[str], used: set[str]) -> str:
    """The segment's id with a number, in the form of an identifier: ``2023-1-0-2-1``."""
    while True:
        numbers[segment] += 1
        name = f"{segment.replace('.', '-')}-{numbers[segment]}"
        if name not in used:
            used.add(name)
            return name


def _headings(document: Document) -> dict[str, str]:
    """For each sentence, the nearest heading above it."""
    last, found = "", {}
    for segment in document.segments:
        if segment.kind == "heading":
            last = segment.hans
        found[segment.id] = last
    return found
