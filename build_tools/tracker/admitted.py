"""The difficulties that the report admits, with the commitments that answer them."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.diagnostics import Code, Problems, nearest
from build_tools.document.model import Document
from build_tools.records import Located
from build_tools.tracker.checks import TRK006, place_of
from build_tools.tracker.elided import spans_beside
from build_tools.tracker.model import Answered, Tracked
from build_tools.tracker.quotations import Problem
from build_tools.tracker.records import Tracker

TRK030 = Code(
    "TRK030",
    "A problem has neither an answer nor a note that says so.",
    "Name the commitments that answer it, or say in the note that the plan names no measure.",
    example='"weak-demand" has neither an answer nor a note',
)


def answered(
    tracker: Tracker, commitments: Sequence[Tracked], document: Document, problems: Problems
) -> tuple[Answered, ...]:
    """The problems in their place in the text; what does not fit is reported."""
    by_id = {item.id: item for item in commitments}
    return tuple(
        found
        for record in tracker.problems
        if (found := _answered(record, tracker, by_id, document, problems))
    )


def _answered(
    record: Located[Problem],
    tracker: Tracker,
    commitments: dict[str, Tracked],
    document: Document,
    problems: Problems,
) -> Answered | None:
    problem = record.value
    for index, answer in enumerate(problem.answers):
        if answer.commitment not in tracker.commitment:
            name = answer.commitment
            where = record.at("answers", index, "commitment")
            hint = nearest(name, tracker.commitment)
            problems.add(TRK006, where, f'no commitment "{name}"', hint)
    if not problem.answers and problem.note is None:
        problems.add(TRK030, record.place, f'"{problem.id}" has neither an answer nor a note')
    span = place_of(record, problem.quote, problem.segment, document, problems)
    if span is None:
        return None
    return Answered(
        problem,
        document.by_id[span.segment],
        span,
        spans_beside(problem, span, document),
        tuple(
            (commitments[answer.commitment], answer.note)
            for answer in problem.answers
            if answer.commitment in commitments
        ),
    )
