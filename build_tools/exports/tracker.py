"""The tracker as plain values for machines: ``tracker.json``, a contract with its readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from build_tools.records import Bilingual
from build_tools.tracker.indicators import rows
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.vocabulary import REASONS, RELATIONS, STRENGTHS, SUBJECTS, Choice

Json = dict[str, Any]


def tracker_json(tracker: ResolvedTracker, traditional: Callable[[str], str] | None) -> Json:
    """``tracker.json``; ``traditional`` turns the project's own Chinese into traditional script.

    Without it the publication has no traditional text, and those fields are null.

    ``choices`` defines every subject, relation, reason and strength that the records use.
    """
    indicator_of = _indicators_of(tracker)
    return {
        "achievements": [
            {
                **_entry(item, indicator_of, traditional),
                "follow_ups": [
                    {
                        "commitment": follow_up.commitment,
                        "relation": follow_up.relation.id,
                        "note": _bilingual(follow_up.note),
                        "change": _bilingual(follow_up.change),
                    }
                    for follow_up in item.follow_ups
                ],
                "no_follow_up": (
                    {"reason": item.reason.id, "note": _bilingual(item.note)}
                    if item.reason
                    else None
                ),
            }
            for item in tracker.achievements
        ],
        "commitments": [
            {
                **_entry(item, indicator_of, traditional),
                "strength": item.strength.id if item.strength else None,
                "achievements": [follow_up.achievement for follow_up in item.follow_ups],
            }
            for item in tracker.commitments
        ],
        "choices": {
            "subjects": _choices(SUBJECTS),
            "relations": _choices(RELATIONS),
            "reasons": _choices(REASONS),
            "strengths": _choices(STRENGTHS),
        },
    }


def _bilingual(words: Bilingual | None) -> Json | None:
    return {"zh": words.zh, "en": words.en} if words else None


def _choices(listed: Mapping[str, Choice]) -> list[Json]:
    return [
        {
            "id": choice.id,
            "name": {"zh": choice.zh, "en": choice.en},
            "meaning": {"zh": choice.meaning_zh, "en": choice.meaning_en},
        }
        for choice in listed.values()
    ]


def _indicators_of(tracker: ResolvedTracker) -> dict[tuple[str, int, int], str]:
    """The indicator of each amount that is compared, by its place."""
    found = {}
    for row in rows(tracker):
        for segment, amount in zip(
            row.segments, (row.comparison.before, row.comparison.after), strict=True
        ):
            found[segment, amount.start, amount.end] = row.comparison.indicator.id
    return found


def _entry(
    item: Tracked,
    indicator_of: Mapping[tuple[str, int, int], str],
    traditional: Callable[[str], str] | None,
) -> Json:
    segment = item.span.segment
    return {
        "id": item.id,
        "segment": segment,
        "start": item.span.start,
        "end": item.span.end,
        "quote": {
            "hant": item.hant if traditional else None,
            "hans": item.hans,
            "en": item.english,
        },
        "title": {
            "hans": item.title.zh,
            "hant": (item.title.hant or traditional(item.title.zh)) if traditional else None,
            "en": item.title.en,
        },
        "subjects": [subject.id for subject in item.subjects],
        "quantities": [
            {
                "indicator": indicator_of.get((segment, amount.start, amount.end)),
                "measures": amount.measures,
                "value": _json_number(amount.value),
                "upper": None if amount.upper is None else _json_number(amount.upper),
                "unit": amount.unit,
                "bound": amount.bound,
                "basis": amount.basis,
                "text": amount.text,
            }
            for amount in item.amounts
        ],
    }


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
