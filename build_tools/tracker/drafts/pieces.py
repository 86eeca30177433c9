"""The sentences of the review and the plan cut into the pieces that a draft makes records of.

A sentence is cut into clauses, and a list of counted things into its items. A clause is a deed, or
goes on about the deed before it, or only frames others: :mod:`build_tools.resources.drafting` has
the words by which they differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from build_tools.amounts.basis import RATIOS
from build_tools.amounts.chinese import Amount, amounts
from build_tools.amounts.listed_names import leaves_nothing_out
from build_tools.amounts.measured_words import subject_and_change
from build_tools.document.headings import is_lead
from build_tools.document.model import Document, Segment, Span
from build_tools.resources.drafting import words
from build_tools.resources.units import Units
from build_tools.text.han import HAN_RUN
from build_tools.text.heading_numbers import is_row

PieceKind = Literal["deed", "frame"]
MARKS = "，；。！？：—"
OPENING, CLOSING = "“（《〈【", "”）》〉】"
_WHOLE_NAME = re.compile("第[一二三四五六七八九十]产业$")
_BETWEEN = re.compile("[、和与及]|以及")
"""What joins the figures of a list."""
_RATIO = re.compile(r"\d[：，]\d")
"""A mark within a ratio such as 5：50：45, or between thousands."""


@dataclass(frozen=True)
class Piece:
    """A run of a sentence that becomes a record."""

    span: Span
    kind: PieceKind
    lead: str = ""
    """The words before it that complete it: the names of a list, and their verb."""
    measures: str = ""
    """What the one figure of it measures, where it is one of a list."""


def cut(document: Document, units: Units) -> Iterator[Piece]:
    """The pieces of the review's and the plan's sentences, in the order of the text."""
    admitting_paragraph = None
    sentences_of_both = [s for s in document.sentences() if s.part in ("review", "plan")]
    for paragraph, group in groupby(sentences_of_both, key=lambda segment: segment.paragraph):
        sentences = list(group)
        is_rhetoric = _is_rhetoric(sentences, units)
        for segment in sentences:
            if words().difficulties.search(segment.hans) and not _has_deed(segment.hans, units):
                admitting_paragraph = paragraph
            is_lead = segment is sentences[0] and len(sentences) > 1 and _is_lead(segment.hans)
            framing = (
                *(is_rhetoric, is_lead, paragraph == admitting_paragraph),
                *(_is_opening(segment), _heads_table(segment.hans)),
            )
            yield from _pieces(segment, units, any(framing))


def _is_rhetoric(sentences: Sequence[Segment], units: Units) -> bool:
    """Whether a paragraph closes a part without a figure: what a review says of its results as a
    whole, and the call at the end of a plan."""
    text = "".join(segment.hans for segment in sentences)
    first = sentences[0]
    if not first.unit.endswith("-close") or _has_deed(text, units):
        return False
    return first.part == "review" or bool(words().calls.search(text))


def _is_lead(sentence: str) -> bool:
    """Whether the first sentence of a paragraph only announces what the others say."""
    return is_lead(sentence) and not words().deeds.search(sentence)


def _has_deed(text: str, units: Units) -> bool:
    return any(amount.unit != "周年" for amount in amounts(text, units))


def _heads_table(sentence: str) -> bool:
    """Whether a line names the columns of a table: a row without a figure."""
    return is_row(sentence) and not re.search(r"\d", sentence)


def _is_opening(segment: Segment) -> bool:
    """Whether a sentence opens a page of the plan, where it sums up what follows."""
    number = segment.id.split(".")
    return segment.part == "plan" and number[-2:] == ["0", "1"] and len(number) > 3


class _Run(NamedTuple):
    """Clauses of a sentence that belong together."""

    start: int
    end: int
    kind: PieceKind


def _pieces(segment: Segment, units: Units, framing: bool) -> Iterator[Piece]:
    """The pieces of a sentence; ``framing`` is whether it only frames what others say."""
    text = segment.hans
    found = amounts(text, units)
    for run in _runs(segment, found, framing):
        if text.count(text[run.start : run.end]) == 1:
            in_order = _in_order(segment, run, found) if run.kind == "deed" else []
            yield from in_order or [Piece(Span(segment.id, run.start, run.end), run.kind)]


def _runs(segment: Segment, found: Sequence[Amount], framing: bool) -> Sequence[_Run]:
    """The clauses of a sentence with the figures ``found``; those that belong together are one."""
    text = segment.hans
    whole_frame = words().frame_sentences.search(text) or framing
    joined: list[_Run] = []
    spans = list(clauses(text, found))
    for index, (start, end) in enumerate(spans):
        clause = text[start:end]
        figures = [a for a in found if start <= a.start and a.end <= end and a.unit != "周年"]
        before = joined[-1].kind if joined else None
        kind: PieceKind | Literal["more"]
        if words().admits.search(clause) or not HAN_RUN.search(clause):
            kind = "frame"  # an address or a name in Latin letters alone reports nothing
        elif figures:
            kind = "more" if before == "deed" and _goes_on(clause, figures, start) else "deed"
        elif whole_frame:
            kind = "frame"
        else:
            is_opening = index == 0 and len(spans) > 1
            kind = _kind(clause, segment.part == "review", is_opening, before)
        if before and (kind == "more" or kind == before == "frame"):
            joined[-1] = joined[-1]._replace(end=end)
        else:
            joined.append(_Run(start, end, "frame" if kind == "frame" else "deed"))
    return joined


def _is_whole_name(figure: Amount) -> bool:
    """Whether what a figure of a list measures leaves out no word that only the last name has.

    Things that are counted are whole: 高新技术企业、科技型企业分别达到4222家、26371家.
    """
    if figure.known.kind not in ("money", "share") and figure.unit not in RATIOS:
        return True
    name = subject_and_change(figure.measures)[0]
    return leaves_nothing_out(name) or bool(_WHOLE_NAME.search(name))


def _in_order(segment: Segment, run: _Run, found: Sequence[Amount]) -> list[Piece]:
    """The pieces of a list whose figures belong in order to its names: 进口、出口分别增长3%、5%.

    Each figure is a piece, so that it can be compared; those behind the first are completed by the
    words before that. [] where the names are not certain, or words follow that speak of all.
    """
    text, start, end = segment.hans, run.start, run.end
    figures = [a for a in found if start <= a.start and a.end <= end]
    names = [a.measures for a in figures]
    lead = text[start : figures[0].start] if figures else ""
    between = [text[a.end : b.start] for a, b in pairwise(figures)]
    if (
        "分别" not in lead
        or not between
        or not all(map(_BETWEEN.fullmatch, between))
        or not all(names)
        or len(set(names)) < len(names)
        or figures[-1].end != end
        or any(a.unit not in a.text for a in figures)
        or names[0][:2] not in lead
        or not all(map(_is_whole_name, figures))
    ):
        return []
    pieces = [Piece(Span(segment.id, start, figures[0].end), "deed", measures=names[0])]
    for before, figure in pairwise(figures):
        first = before.end + (text[before.end] == "、")
        if text.count(text[first : figure.end]) > 1:
            return []
        span = Span(segment.id, first, figure.end)
        pieces.append(Piece(span, "deed", lead, figure.measures))
    return pieces


def _kind(
    clause: str, in_review: bool, is_opening: bool, before: PieceKind | None
) -> PieceKind | Literal["more"]:
    """What a clause without a figure is, behind a run of the kind ``before``.

    ``is_opening`` is whether it is the first of several clauses: in a review such a one may only
    name a field.
    """
    known = words()
    if before == "deed" and known.goes_on.search(clause) and len(clause) <= 16:
        return "more"
    if known.deeds.search(clause) and not known.frame_clauses.search(clause):
        return "deed"
    names_field = in_review and is_opening and len(clause) <= 16
    if (
        known.frame_clauses.search(clause)
        or ((before or in_review) and known.results.search(clause))
        or (names_field and known.fields.search(clause))
    ):
        return "frame"
    if len(clause) >= 4:
        return "deed"
    return "more" if before else "frame"


def _goes_on(clause: str, figures: Sequence[Amount], start: int) -> bool:
    """Whether a clause with figures speaks of the thing before it: 增长4%, 居全省第二."""
    if clause.startswith("其中"):
        return False
    head = clause[: figures[0].start - start]
    return bool(words().goes_on.search(clause)) and len(head) <= 10


def clauses(text: str, found: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence without their marks; a list of counted things is cut too."""
    start = depth = 0
    for at, char in enumerate(text):
        depth += (char in OPENING) - (char in CLOSING)
        inside = any(a.start < at < a.end for a in found)
        if inside or depth > 0:
            continue
        if char == "，" and 0 < at - start <= 2:  # 其中， and 预计， belong to what follows
            continue
        if _RATIO.match(text, max(at - 1, 0)):
            continue
        ends_item = char == "、" and _ends_item(text, start, at, found)
        if ends_item or (char in MARKS and not _joins_names(text, at)):
            if at > start:
                yield start, at
            start = at + 1
    if start < len(text):
        yield start, len(text)


def _joins_names(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is a single dash, as in 西宁—海东."""
    return text[at] == "—" and "—" not in (text[at - 1 : at], text[at + 1 : at + 2])


def _ends_item(text: str, start: int, at: int, found: Sequence[Amount]) -> bool:
    """Whether a new thing is counted behind the mark at ``at``: 质量奖17个、认证产品6个."""
    before = [a for a in found if start <= a.start and a.end == at]
    stop = min((text.find(m, at + 1) % (len(text) + 1) for m in MARKS + "、"), default=len(text))
    after = next((a for a in found if at < a.start and a.end <= stop), None)
    if not before or after is None:
        return False
    head = text[at + 1 : after.start]
    return (
        len(head) >= 3
        and not words().goes_on.search(head)
        and before[-1].basis == after.basis
        and before[-1].basis in ("total", "increment", "cumulative")
        and (after.end == stop or bool(words().deeds.search(head)))
    )
