"""The difficulties that the report admits, with the commitments that answer them."""

from collections.abc import Mapping, Sequence

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.tracker.checks import check_known
from build_tools.tracker.elided import spans_beside
from build_tools.tracker.model import ResolvedDifficulty, Tracked
from build_tools.tracker.quotes import quote_span
from build_tools.tracker.records import Tracker
from build_tools.tracker.shared_words import grams

TRK030 = Code(
    "TRK030",
    "A problem has neither an answer nor a note that says so.",
    "Name the commitments that answer it, or say in the note that the plan names no measure.",
    example='"weak-demand" has neither an answer nor a note',
)
TRK044 = Code(
    "TRK044",
    "An answer has neither a word of the problem nor a subject of its other answers.",
    "Name another commitment, or say in the answer's note what it does about the problem.",
    "advice",
    needs=("tracker/commitments.yml",),
    example='"parking" has no word of “干部队伍” and no subject of its other answers',
)


def check_answers(tracker: Tracker, commitments: Mapping[str, Tracked], problems: Problems) -> None:
    """Report answers that have nothing to do with their difficulty, as far as words show it."""
    for record in tracker.difficulties:
        difficulty = record.value
        named = [commitments.get(answer.commitment) for answer in difficulty.answers]
        words = set(grams("，".join((difficulty.quote, *difficulty.elided, difficulty.title.zh))))
        for index, (answer, item) in enumerate(zip(difficulty.answers, named, strict=True)):
            if item is None or answer.note is not None:
                continue
            subjects = {s for one in named if one and one is not item for s in one.record.subjects}
            if not subjects.isdisjoint(item.record.subjects) or len(named) == 1:
                continue
            if words.isdisjoint(grams(item.quote_and_title)):
                message = f'"{item.id}" has no word of “{difficulty.title.zh}”'
                place = record.at("answers", index, "commitment")
                problems.add(TRK044, place, f"{message} and no subject of its other answers")


def resolve_difficulties(
    tracker: Tracker, commitments: Sequence[Tracked], document: Document, problems: Problems
) -> tuple[ResolvedDifficulty, ...]:
    """The difficulties in their place in the text; what does not fit is reported."""
    by_id = {item.id: item for item in commitments}
    found = []
    for record in tracker.difficulties:
        difficulty = record.value
        for index, answer in enumerate(difficulty.answers):
            where = record.at("answers", index, "commitment")
            check_known(answer.commitment, tracker.commitment, "commitment", where, problems)
        if not difficulty.answers and difficulty.note is None:
            problems.add(
                TRK030, record.place, f'"{difficulty.id}" has neither an answer nor a note'
            )
        if span := quote_span(record, document, tracker.units, problems):
            elided = spans_beside(difficulty, span, document)
            named = ((by_id.get(answer.commitment), answer.note) for answer in difficulty.answers)
            answers = tuple((item, note) for item, note in named if item)
            found.append(
                ResolvedDifficulty(difficulty, document.by_id[span.segment], span, elided, answers)
            )
    return tuple(found)
