"""Contrary verdicts: two achievements of one sentence with equal evidence, only one linked."""

from collections.abc import Iterable, Mapping

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Span
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.quotation_records import EntryKey
from build_tools.tracker.records import Tracker

TRK034 = Code(
    "TRK034",
    "Two achievements of one sentence share a term with a commitment; only one is linked to it.",
    "Link both, or neither; or say in the note of the other why the evidence differs.",
    "advice",
    needs=("tracker/links.yml", "tracker/no-follow-up.yml"),
    example='"open-parking" shares “停车泊位” with the commitment "parking", as "parking" does',
)


def check_contrary(
    tracker: Tracker,
    resolved: ResolvedTracker,
    terms: Iterable[tuple[Span, str]],
    problems: Problems,
) -> None:
    """Report unlinked achievements without a note that have the evidence of a linked neighbour.

    ``terms`` are the places of the glossary's terms, each with the term's Chinese.
    """
    words = _words_of(resolved, terms)
    places = {record.value.achievement: record for record in tracker.no_follow_up}
    for item in resolved.without_follow_up:
        record = places.get(item.id)
        if record is None or record.value.note is not None:
            continue
        for other in resolved.by_segment[item.segment.id]:
            for found in other.follow_ups if other.kind == "achievement" else ():
                _, commitment = resolved.ends(found)
                if shared := words[item.key] & words[other.key] & words[commitment.key]:
                    term = min(shared)
                    message = f'"{item.id}" shares “{term}” with the commitment "{commitment.id}"'
                    problems.add(TRK034, record.place, f'{message}, as "{other.id}" does')


def _words_of(
    resolved: ResolvedTracker, terms: Iterable[tuple[Span, str]]
) -> Mapping[EntryKey, set[str]]:
    """The terms inside the quote of each record."""
    by_segment: dict[str, list[tuple[Span, str]]] = {}
    for span, word in terms:
        by_segment.setdefault(span.segment, []).append((span, word))
    return {
        item.key: {
            word for span, word in by_segment.get(item.segment.id, ()) if item.span.holds(span)
        }
        for item in resolved.items
    }
