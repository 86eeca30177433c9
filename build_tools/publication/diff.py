"""What changed in the published text between two states of the data, for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.diagnostics.formats import cell
from build_tools.publication.resolved import Resolved

MOST = 40
"""More changes of one kind than this are only counted."""


def _published(resolved: Resolved) -> dict[str, dict[str, str]]:
    """Each kind of published text: identifier to what a reader sees."""
    segments = resolved.document.segments
    return {
        "simplified text": {s.id: s.hans for s in segments},
        "traditional text": {s.id: s.hant for s in segments},
        "English": {s.id: resolved.translation.get(s.id, "") for s in segments},
        "terms": {
            t.id: " | ".join([*(f.hans for f in t.forms), t.pinyin, t.en, t.definition])
            for t in resolved.glossary.terms
        },
        "achievements": {
            a.id: " | ".join([a.title.en, a.hans, *(f.link.commitment for f in a.follow_ups)])
            for a in resolved.tracker.achievements
        },
        "commitments": {c.id: f"{c.title.en} | {c.hans}" for c in resolved.tracker.commitments},
    }


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield key, old.get(key, ""), new.get(key, "")


def markdown(old: Resolved, new: Resolved) -> str:
    """Every change of the published text from ``old`` to ``new``, as Markdown tables."""
    before, after = _published(old), _published(new)
    parts = []
    for kind, texts in after.items():
        found = list(_differences(before[kind], texts))
        if not found:
            continue
        rows = [f"| {cell(k)} | {cell(was)} | {cell(now)} |" for k, was, now in found[:MOST]]
        more = [f"\n{len(found) - MOST} more."] if len(found) > MOST else []
        head = [f"### {kind}: {len(found)} changed", "", "| id | before | after |"]
        parts.append("\n".join([*head, "| --- | --- | --- |", *rows, *more]))
    return "\n\n".join(parts) or "The published text is unchanged."
