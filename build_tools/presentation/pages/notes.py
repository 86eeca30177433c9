"""Editorial notes: what was repaired in the source, the proof of each erratum, what is doubtful."""

from collections import Counter
from dataclasses import dataclass

from build_tools.conversion.ledger import Doubt
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.restored_passages import restored_passages, segment_at
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.restoration.restore import RULES
from build_tools.text.source_types import LANGUAGES

PATH = "notes.md"


@dataclass(frozen=True)
class DoubtRow:
    """All places that one rule decides."""

    rule: str
    words: str
    shown: str
    lang: str
    """The script that it is shown in."""
    count: int
    url: str


def doubt_rows(resolved: Resolved) -> list[DoubtRow]:
    """The conversion ledger, one row a rule, in the order of its first place."""
    first: dict[tuple[str, str], Doubt] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for doubt in resolved.converted.ledger:
        key = (str(doubt.kind), doubt.words)
        first.setdefault(key, doubt)
        counts[key] += 1
    rows = []
    for key, doubt in first.items():
        segment = segment_at(resolved.document, doubt.at)
        url = relative(segment_address(segment), PATH) if segment else ""
        start = resolved.converted.restored.rfind(doubt.words, 0, doubt.at + len(doubt.words))
        end = start + len(doubt.words)
        own = resolved.publication.source.script == "hans"
        simplified = doubt.kind == "simplified" or (own and doubt.kind == "standard")
        form = resolved.converted.hans if simplified else resolved.converted.hant
        lang = LANGUAGES["hans" if simplified else "hant"]
        rows.append(DoubtRow(doubt.kind, doubt.words, form[start:end], lang, counts[key], url))
    return rows


def summary(resolved: Resolved, words: Words) -> list[str]:
    """What the source was, what was done to it and what is still uncertain, in sentences."""
    found = []
    if received := words.prose(resolved.publication.source.received_from):
        text = received.rstrip("。.") + words("full_stop").rstrip()
        found.append(words("name_and_value", name=words("source_text"), value=text))
    errata = restored_passages(resolved)
    if errata:
        found.append(words("notes_errata", n=len(errata)))
    if unproven := sum(1 for place in errata if not place.repair.proven):
        found.append(words("notes_unproven", n=unproven))
    if resolved.restoration.counts().keys() - {"erratum"}:
        found.append(words("notes_rules" if errata else "notes_rules_only"))
    if doubts := len(doubt_rows(resolved)):
        found.append(words("notes_doubts", n=doubts))
    return found


def page(resolved: Resolved, words: Words) -> Page:
    """The edition's editorial notes."""
    counts = resolved.restoration.counts()
    body = render(
        "notes.md.j2",
        words,
        resolved=resolved,
        path=PATH,
        summary=summary(resolved, words),
        counts=[(rule, counts[rule]) for rule in RULES if counts.get(rule)],
        errata=restored_passages(resolved),
        decisions=[
            {
                "line": words.chinese(decision.value.line),
                "be": decision.value.be,
                "why": decision.value.why,
            }
            for decision in resolved.decisions
        ],
        doubts=doubt_rows(resolved),
        end=resolved.document.end,
    )
    return Page(
        PATH,
        words("editorial_notes"),
        words.prose(resolved.publication.source.received_from),
        body,
        "notes",
        hide=("navigation",),
        under="editorial_notes",
        source="data/errata.yml",
    )
