"""Follow-ups that an achievement may have, with the evidence, best first: help for the editor.

Nothing is written. What counts as evidence, each weighed by how rare it is in the text: terms of
the glossary in both quotes, words that both share, and figures of one unit and basis for the same
words; the sentences and headings around the quotes count for less.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from build_tools.document.model import Document, with_items
from build_tools.text.word_search import finder
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.shared_words import grams, longest_first, shared_runs

EvidenceKind = Literal["term", "words", "figures", "surroundings", "subject"]

WEIGHTS: Mapping[EvidenceKind, float] = {
    "term": 0.4,
    "words": 1.0,
    "figures": 0.15,
    "surroundings": 0.35,
    "subject": 0.05,
}
"""How much each kind of evidence counts; the likenesses that they weigh are between 0 and 1."""

Terms = Mapping[str, Sequence[str]]
"""The Chinese forms of each term of a glossary, by its id."""
_Vector = Mapping[str, float]


@dataclass(frozen=True)
class Evidence:
    """One reason for a proposal: what both passages have, and what it counts."""

    kind: EvidenceKind
    text: str
    weight: float


@dataclass(frozen=True)
class Proposal:
    """A commitment that may take an achievement up."""

    commitment: str
    score: float
    evidence: tuple[Evidence, ...]
    """The weightiest first."""


@dataclass(frozen=True)
class _Passage:
    """What is compared of a record: its quote with its title, its surroundings, its terms."""

    words: _Vector
    around: _Vector
    terms: _Vector


@dataclass(frozen=True)
class Proposer:
    """The passages of a tracker, made ready once for any number of questions."""

    tracker: ResolvedTracker
    passages: Mapping[EntryKey, _Passage]


def prepare_proposer(tracker: ResolvedTracker, document: Document, terms: Terms) -> Proposer:
    """Weigh the words of every record; ``terms`` are the glossary's."""
    items = tracker.items
    quotes = {item.key: item.quote_and_title for item in items}
    sentences = _surroundings(document)
    around = {name: {*grams(sentences[name])} for name in {item.segment.id for item in items}}
    owners: dict[str, list[str]] = {}
    for name, forms in terms.items():
        for form in forms:
            owners.setdefault(form, []).append(name)
    find = finder(owners)
    held = {
        key: {name for *_, form in find(text) for name in owners[form]}
        for key, text in quotes.items()
    }
    by_words = _vectors({key: {*grams(text)} for key, text in quotes.items()})
    by_place = _vectors({item.key: around[item.segment.id] for item in items})
    by_terms = _vectors(held)
    passages = {key: _Passage(by_words[key], by_place[key], by_terms[key]) for key in quotes}
    return Proposer(tracker, passages)


def propose(proposer: Proposer, achievement: str, limit: int = 5) -> tuple[Proposal, ...]:
    """The commitments that most likely take up an achievement, the best first."""
    item = proposer.tracker.achievement[achievement]
    return tuple(
        Proposal(other.id, score, _evidence(proposer, item, other, weights))
        for score, other, weights in _scored(proposer, item)[:limit]
    )


def _scored(
    proposer: Proposer, item: Tracked
) -> list[tuple[float, Tracked, dict[EvidenceKind, float]]]:
    """The commitments for which anything speaks, with their scores, the best first."""
    scored = [
        (sum(weights.values()), other, weights)
        for other in proposer.tracker.commitments
        if (weights := _weights(proposer, item, other))
    ]
    return sorted(scored, key=lambda row: (-row[0], row[1].id))


def evidence_of(proposer: Proposer, achievement: Tracked, commitment: Tracked) -> float:
    """What all evidence for a pair counts."""
    return sum(_weights(proposer, achievement, commitment).values())


def ranks(proposer: Proposer) -> tuple[int | None, ...]:
    """For each finished link, the place of its commitment among the proposals, from 1.

    None where nothing speaks for it at all.
    """
    links = proposer.tracker.follow_ups
    places: dict[str, dict[str, int]] = {}
    for name in sorted({link.link.achievement for link in links}):
        scored = _scored(proposer, proposer.tracker.achievement[name])
        places[name] = {other.id: place for place, (_, other, _) in enumerate(scored, 1)}
    return tuple(places[link.link.achievement].get(link.link.commitment) for link in links)


def recall_at(k: int, found: Sequence[int | None]) -> float:
    """The share of the finished links that are among the first ``k`` proposals (see :func:`ranks`).

    The weights were chosen by looking at the same links, so this flatters a little.
    """
    return sum(place is not None and place <= k for place in found) / len(found) if found else 0.0


def _surroundings(document: Document) -> dict[str, str]:
    """Each sentence with the headings above it."""
    heads: dict[str, str] = {}
    found = {}
    last = None
    for segment, item in with_items(document.segments):
        if item is not last:
            heads, last = {}, item
        above = (heads.get(level, "") for level in ("item", "lead"))
        found[segment.id] = "，".join([*above, segment.hans])
        if segment.kind == "heading":
            heads[segment.level] = segment.hans
    return found


def _vectors(bags: Mapping[EntryKey, Set[str]]) -> dict[EntryKey, _Vector]:
    """The features of each passage as a vector of length one; those of few passages weigh most."""
    spread = Counter(feature for bag in bags.values() for feature in bag)
    found: dict[EntryKey, _Vector] = {}
    for key, bag in bags.items():
        raw = {name: math.log(len(bags) / spread[name]) + 0.1 for name in sorted(bag)}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        found[key] = {name: weight / length for name, weight in raw.items()}
    return found


def _likeness(one: _Vector, other: _Vector) -> float:
    """The cosine of two vectors of length one: 1 for the same words, 0 for none shared."""
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def _weights(proposer: Proposer, item: Tracked, other: Tracked) -> dict[EvidenceKind, float]:
    """What each kind of evidence counts for a pair; kinds that count nothing are left out."""
    mine, theirs = proposer.passages[item.key], proposer.passages[other.key]
    found: dict[EvidenceKind, float] = {
        "term": _likeness(mine.terms, theirs.terms),
        "words": _likeness(mine.words, theirs.words),
        "figures": float(bool(_figures(item, other))),
        "surroundings": _likeness(mine.around, theirs.around),
        "subject": float(any(subject in other.record.subjects for subject in item.record.subjects)),
    }
    return {kind: WEIGHTS[kind] * likeness for kind, likeness in found.items() if likeness}


def _evidence(
    proposer: Proposer, item: Tracked, other: Tracked, weights: Mapping[EvidenceKind, float]
) -> tuple[Evidence, ...]:
    """The reasons for a pair of records, the weightiest first; ``weights`` are what each counts."""
    mine, theirs = proposer.passages[item.key], proposer.passages[other.key]
    texts: dict[EvidenceKind, str] = {
        "term": ", ".join(longest_first(set(mine.terms) & set(theirs.terms))),
        "words": "、".join(
            run.text for run in shared_runs(item.without_figures, other.without_figures)
        ),
        "figures": _figures(item, other),
        "surroundings": f"{item.span.segment}, {other.span.segment}",
        "subject": ", ".join(s for s in item.record.subjects if s in other.record.subjects),
    }
    if "words" in weights and not texts["words"]:
        texts["words"] = f"{item.title.zh}、{other.title.zh}"
    found = [Evidence(kind, texts[kind], weight) for kind, weight in weights.items()]
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.kind)))


def _figures(item: Tracked, other: Tracked) -> str:
    """Two figures of one unit and basis that measure words which share something."""
    for mine in item.results:
        for theirs in other.results:
            if (mine.unit, mine.basis) == (theirs.unit, theirs.basis) and shared_runs(
                mine.measures, theirs.measures
            ):
                return f"{mine.text} ({mine.measures}), {theirs.text} ({theirs.measures})"
    return ""
