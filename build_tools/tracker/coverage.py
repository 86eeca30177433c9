"""How much of the text the tracker's records cover: all of it, or the build fails.

Every sentence of the review and of the plan is inside quotes, every figure inside the quote of an
achievement or a commitment. A figure that measures no deed may be excepted, with the reason.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from build_tools.amounts.chinese import Amount, amounts, unread_figures
from build_tools.diagnostics import Code, Place, Problems, nearest, nearest_word
from build_tools.document.model import Document, PartRole, Segment, Span
from build_tools.records import Located
from build_tools.resources.units import Units
from build_tools.text.heading_numbers import is_row
from build_tools.tracker.quotes import QuotePlaces
from build_tools.tracker.records import Context

_RECORDS = (
    *("tracker/achievements.yml", "tracker/commitments.yml", "tracker/context.yml"),
    *("outline", "TRK006", "PUB006"),
)
"""Without these, what the records cover is not known."""

TRK009 = Code(
    "TRK009",
    "Words of the review or of the plan belong to no record.",
    "Make a record of them, or name them in context.yml with the reason.",
    needs=_RECORDS,
    absent="tracker",
    example="2022.close.2: “让我们” belongs to no record",
)
TRK010 = Code(
    "TRK010",
    "A figure is outside every quote of an achievement or a commitment.",
    "Make a record of it, or list it under 'figures' in context.yml with the reason.",
    needs=_RECORDS,
    absent="tracker",
    example="2021.intro.1: “6.2%” is outside every quote",
)
TRK011 = Code(
    "TRK011",
    "A number is not read as a figure: the word behind it is not a known unit, it has blanks "
    "between its digits, or its words leave open what it says.",
    "If it measures something, add the unit to data/units.yml, or what divides it with its 'per'; "
    "delete blanks inside a number in an erratum; if it only names, leave it. Check by hand what "
    "follows from a figure whose meaning is open.",
    "advice",
    needs=("text",),
    example="2022.1.1.1: “1500朵” has an unknown unit",
)


@dataclass(frozen=True)
class ExceptedFigure:
    """A figure that belongs to no achievement or commitment, and why."""

    segment: str
    figure: str
    why: str
    """In English."""


@dataclass(frozen=True)
class TrackerCoverage:
    """How much of a part its records cover."""

    role: PartRole
    sentences: int
    sentences_covered: int
    figures: int
    figures_covered: int
    exceptions: tuple[ExceptedFigure, ...]
    """Figures left out, with the reason: they are not counted as covered."""


def check_context_figures(
    places: QuotePlaces, document: Document, problems: Problems, units: Units
) -> None:
    """Report figures that context records except and their quotes do not have."""
    for record, span in places.context:
        text = document.by_id[span.segment].hans
        there = [amount.text for amount in amounts(text, units) if span.holds(amount)]
        for index, figure in enumerate(record.value.figures):
            if figure not in there:
                message = f"“{figure}” is not a figure of this quote"
                problems.add(TRK010, record.at("figures", index), message, nearest(figure, there))


def cover(
    places: QuotePlaces, document: Document, problems: Problems, units: Units
) -> tuple[TrackerCoverage, ...]:
    """The coverage of the review and of the plan; what is not covered is reported."""
    return (
        _coverage("review", places, document, problems, units),
        _coverage("plan", places, document, problems, units),
    )


def _coverage(
    role: PartRole,
    places: QuotePlaces,
    document: Document,
    problems: Problems,
    units: Units,
) -> TrackerCoverage:
    """The coverage of the part with a role; what is not covered in it is reported."""
    own: dict[str, list[Span]] = {}
    for _, span in places.achievements if role == "review" else places.commitments:
        own.setdefault(span.segment, []).append(span)
    around: dict[str, list[tuple[Located[Context], Span]]] = {}
    for record, span in places.context:
        around.setdefault(span.segment, []).append((record, span))
    segments = list(document.sentences(role))
    covered = figures = figures_covered = 0
    exceptions: list[ExceptedFigure] = []
    for segment in segments:
        spans, passages = own.get(segment.id, []), around.get(segment.id, [])
        # What a faulty quote leaves uncovered is reported with the quote, not again here.
        reported = Problems() if segment.id in places.misquoted else problems
        held = _words_covered(segment, [*spans, *(span for _, span in passages)], reported)
        covered += held
        found = amounts(segment.hans, units)
        outside = [one for one in found if not any(span.holds(one) for span in spans)]
        figures += len(found)
        figures_covered += len(found) - len(outside)
        # Of words that belong to no record, the figures are not reported again.
        alone = reported if held else Problems()
        exceptions.extend(_excepted(segment, outside, passages, reported, alone))
        _check_units(segment, problems, units)
    return TrackerCoverage(
        role, len(segments), covered, figures, figures_covered, tuple(exceptions)
    )


def _words_covered(segment: Segment, spans: Sequence[Span], problems: Problems) -> bool:
    open_words = list(_uncovered(segment, spans))
    if open_words:
        words, verb = "”, “".join(open_words), "belongs" if len(open_words) == 1 else "belong"
        problems.add(TRK009, segment.place, f"{segment.id}: “{words}” {verb} to no record")
    return not open_words


def _excepted(
    segment: Segment,
    outside: Sequence[Amount],
    passages: Sequence[tuple[Located[Context], Span]],
    problems: Problems,
    alone: Problems,
) -> Iterator[ExceptedFigure]:
    """The figures that context records except; the others are reported, to ``alone`` where no
    record has them."""
    left = {*range(len(outside))}
    for record, span in passages:
        inside = [index for index in sorted(left) if span.holds(outside[index])]
        left.difference_update(inside)
        listed, there = record.value.figures, [outside[index].text for index in inside]
        # A figure that is listed in a wrong spelling is reported in the list.
        unlisted = [text for text in there if text not in listed]
        meant = {nearest_word(one, unlisted, 0) for one in listed if one not in there}
        for text in there:
            if text in listed:
                yield ExceptedFigure(segment.id, text, record.value.why.en)
            elif text not in meant:
                _report_outside(segment, text, record.at("quote"), problems)
    for index in sorted(left):
        _report_outside(segment, outside[index].text, segment.place, alone)


def _report_outside(segment: Segment, figure: str, place: Place, problems: Problems) -> None:
    problems.add(TRK010, place, f"{segment.id}: “{figure}” is outside every quote")


def _check_units(segment: Segment, problems: Problems, units: Units) -> None:
    """Report the numbers of a sentence that are not read as figures (TRK011)."""
    if is_row(segment.hans):
        return  # the units of a table are in its other cells
    for figure in unread_figures(segment.hans, units):
        if figure.is_open:
            message = f"{segment.id}: “{figure.number}” is not read: what it says is not certain"
            problems.add(TRK011, segment.place, message)
            continue
        written = f"{segment.id}: “{figure.number}{figure.following}”"
        if figure.is_spaced:
            message = f"{written} has blanks between its digits"
            hint = "if it is one number, delete them in an erratum"
        else:
            message = f"{written} has an unknown unit"
            hint = units.hint(figure.following.lstrip("十百千万亿"))
        problems.add(TRK011, segment.place, message, hint)


def _uncovered(segment: Segment, spans: Sequence[Span]) -> Iterator[str]:
    """The runs of words that no span holds. Punctuation and spaces need no record."""
    held = [False] * len(segment.hans)
    for span in spans:
        held[span.start : span.end] = [True] * (span.end - span.start)
    for is_held, run in groupby(zip(segment.hans, held, strict=True), key=itemgetter(1)):
        words = "".join(char for char, _ in run)
        if not is_held and any(unicodedata.category(char)[0] not in "PZ" for char in words):
            yield words.strip("，。；：、！？ ")


def coverage_lines(coverage: Sequence[TrackerCoverage]) -> tuple[str, ...]:
    """The counts as ``make check`` prints them, with every exception and its reason."""
    lines = []
    for part in coverage:
        share = 100 * part.sentences_covered // part.sentences if part.sentences else 100
        held = part.figures_covered + len(part.exceptions)
        figures = 100 * held // part.figures if part.figures else 100
        lines.append(
            f"{part.role}: {part.sentences_covered} of {part.sentences} sentences ({share} %); "
            f"{held} of {part.figures} figures ({figures} %)"
            + (f", {len(part.exceptions)} of them excepted" if part.exceptions else "")
        )
        for item in part.exceptions:
            lines.append(f"  {item.segment} {item.figure}: {item.why}")
    return tuple(lines)
