"""What an editor should know of a source before the work: its damage and its layout."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.document.outline_detection import DetectedOutline
from build_tools.restoration.evidence import evidence
from build_tools.restoration.line_breaks import LEAST_LINES
from build_tools.restoration.lines import lines_of
from build_tools.restoration.repetition import is_abridged
from build_tools.scaffold.restored import RestoredSource

SHORT = 400
"""A report has more characters."""


def account(source: RestoredSource, detected: DetectedOutline) -> Iterator[str]:
    """What an editor should know of the source, a line each; nothing of a clean, whole text."""
    restoration, layout = source.restoration, source.layout
    counts = restoration.counts()
    if shown := list(evidence(restoration.source)):
        yield f"the text is damaged: {'; '.join(shown)}"
    if places := restoration.damaged_places:
        yield (
            f"{places} damaged places are not restored, and the editorial notes say so: look for a "
            "better copy, or add errata; then take restoration out of 'unfinished'"
        )
    for rule in layout:
        yield f"layout rule {rule}: {counts.get(rule, 0)} places; read them in the editorial notes"
    if "joined-lines" in layout and not _is_indented(restoration.source):
        yield (
            "lines are hard-wrapped and paragraphs are not indented: a paragraph may be cut where "
            "a full line ends a sentence; join such lines in outline.yml"
        )
    if "split-lines" in layout:
        yield "the text was on one line: it is cut only at its salutation and its headings"
    if "repeated-part" in layout:
        yield "a part of the text stood twice: one copy is left out; is the other whole?"
    lines = [line.bare for line in lines_of(restoration.text)]
    if abridged := sum(map(is_abridged, lines)):
        yield f"{abridged} paragraphs end in “……”: the page abridged them; look for the whole text"
    if sum(map(len, lines)) < SHORT and len(lines) < LEAST_LINES:
        yield "the text is very short: is it the whole report?"
    if not detected.front.title:
        yield "no title was found: put it in place of the placeholder in publication.yml"
    if detected.annex:
        terms = len(detected.notes)
        kept = f"; {terms} terms are drafts in data/glossary/report-terms.yml" if terms else ""
        yield f"annex: {detected.annex}{kept}"


def _is_indented(text: str) -> bool:
    lines = lines_of(text)
    indented = sum(line.text != line.text.lstrip() for line in lines)
    return indented > 0.03 * len(lines)
