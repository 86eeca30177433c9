"""What was found in a source, and what an editor should know of it before the work."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.document.outline_detection import DetectedOutline
from build_tools.document.part_roles import missing_roles
from build_tools.publication.resolved import Resolved
from build_tools.restoration.evidence import evidence
from build_tools.restoration.layout.line_breaks import LEAST_LINES, wrap_of
from build_tools.restoration.layout.repetition import is_abridged
from build_tools.restoration.lines import lines_of
from build_tools.restoration.repairs import Restoration
from build_tools.scaffold.new_publication import NewPublication
from build_tools.scaffold.restored_source import RestoredSource
from build_tools.text.decoding import DecodedText

COUNTED = ("sections", "items", "sentences")
SHORT = 400
"""A report has more characters."""


def findings(text: DecodedText, made: NewPublication) -> dict[str, Any]:
    """What was found in the source, as JSON values."""
    detected = made.detected
    parts = []
    for part in detected.parts:
        segments = [s for s in made.document.segments if s.id.partition(".")[0] == part.id]
        levels = Counter(segment.level for segment in segments)
        parts.append(
            {
                "id": part.id,
                "role": part.role,
                "heading": part.heading,
                "sections": levels["section"],
                "items": levels["item"],
                "sentences": sum(segment.kind == "sentence" for segment in segments),
            }
        )
    return {
        "encoding": text.encoding,
        "line_ends": text.line_ends,
        "script": text.script,
        "in_script": text.in_script,
        "in_other_script": text.in_other_script,
        "repairs": dict(sorted(made.source.restoration.counts().items())),
        "proposed_errata": [
            {"before": repair.before, "after": repair.after, "rivals": list(repair.rivals)}
            for repair in made.source.proposals
        ],
        "advice": list(advice_on(made.source, made.detected)),
        "front": list(detected.front.levels),
        "section_marks": detected.section,
        "item_marks": detected.item,
        "parts": parts,
        "breaks_off": detected.breaks_off,
    }


def finding_lines(text: DecodedText, made: NewPublication) -> Iterator[str]:
    """What was found in the source, line by line."""
    found = findings(text, made)
    names = {"hans": "simplified", "hant": "traditional"}
    other = names["hant" if text.script == "hans" else "hans"]
    yield f"encoding: {text.encoding}, lines end with {text.line_ends.upper()}"
    counted = f"{text.in_script} characters occur only there, {text.in_other_script} are {other}"
    yield f"script: {names[text.script]} ({counted})"
    repairs = ", ".join(f"{count} {rule}" for rule, count in found["repairs"].items())
    yield f"repairs: {repairs or 'none'}"
    for repair in found["proposed_errata"]:
        rivals = f" (or {', '.join(repair['rivals'][:3])})" if repair["rivals"] else ""
        yield f"  proposed erratum: “{repair['before']}” → “{repair['after']}”{rivals}"
    yield from found["advice"]
    yield f"front: {', '.join(found['front']) or 'none'}"
    if any(part["heading"] for part in found["parts"]) or found["section_marks"] != "none":
        yield f"sections are marked {found['section_marks']}, items {found['item_marks']}"
    else:
        yield "no headings were found: the whole text is one part"
    for part in found["parts"]:
        name = part["id"] if part["id"].startswith("part") else f"part {part['id']}"
        role = "" if part["id"] == part["role"] else f", {part['role']}"
        counts = (f"{part[of]} {of[:-1] if part[of] == 1 else of}" for of in COUNTED)
        yield f"{name}{role}: {part['heading'] or '(no heading)'}: {', '.join(counts)}"
    if found["breaks_off"]:
        yield "the text ends in the middle of a sentence: is it whole? See ends_early."


def terms_line(resolved: Resolved) -> str:
    """How many terms are explained, in a line."""
    found = resolved.matching
    return (
        f"terms explained by the general termbase: {len(found.by_term)}, "
        f"places: {len(found.occurrences)}"
    )


def advice_on(source: RestoredSource, detected: DetectedOutline) -> Iterator[str]:
    """What an editor should know of the source, a line each; nothing of a clean, whole text."""
    yield from _advice_on_damage(source.restoration)
    yield from _advice_on_layout(source)
    yield from _advice_on_length([line.bare for line in lines_of(source.restoration.text)])
    yield from _advice_on_outline(detected)


def _advice_on_damage(restoration: Restoration) -> Iterator[str]:
    if shown := list(evidence(restoration.source)):
        yield f"the text is damaged: {'; '.join(shown)}"
    if places := restoration.damaged_places:
        are = "place is" if places == 1 else "places are"
        yield (
            f"{places} damaged {are} not restored, and the editorial notes say so: look for a "
            "better copy, or add errata; then take restoration out of 'unfinished'"
        )


def _advice_on_layout(source: RestoredSource) -> Iterator[str]:
    restoration, layout = source.restoration, source.layout
    counts = restoration.counts()
    for rule in layout:
        yield f"layout rule {rule}, places: {counts.get(rule, 0)}; read them in the editorial notes"
    wraps = "joined-lines" in layout and wrap_of(lines_of(restoration.source))
    if wraps and not _is_indented(restoration.source):
        yield (
            "lines are hard-wrapped and paragraphs are not indented: a paragraph may be cut where "
            "a full line ends a sentence; join such lines in outline.yml"
        )
    if "split-lines" in layout:
        yield "the text was on one line: it is cut only at its salutation and its headings"
    if "repeated-part" in layout:
        yield "a part of the text stood twice: one copy is left out; is the other whole?"


def _advice_on_length(lines: Sequence[str]) -> Iterator[str]:
    if abridged := sum(map(is_abridged, lines)):
        yield f"{abridged} paragraphs end in “……”: the page abridged them; look for the whole text"
    if sum(map(len, lines)) < SHORT and len(lines) < LEAST_LINES:
        yield "the text is very short: is it the whole report?"


def _advice_on_outline(detected: DetectedOutline) -> Iterator[str]:
    if not detected.front.title:
        yield "no title was found: put it in place of the placeholder in publication.yml"
    if not detected.front.issuer:
        yield "no issuer was found: put it into publication.yml"
    if missing := missing_roles([part.role for part in detected.parts], detected.front.title):
        yield (
            f"no part is a {' or a '.join(missing)}: was a heading missed? Correct the parts in "
            "publication.yml"
        )
    if detected.annex:
        terms = len(detected.notes)
        drafts = "1 term is a draft" if terms == 1 else f"{terms} terms are drafts"
        kept = f"; {drafts} in data/glossary/report-terms.yml" if terms else ""
        yield f"annex: {detected.annex}{kept}"


def _is_indented(text: str) -> bool:
    lines = lines_of(text)
    indented = sum(line.text != line.text.lstrip() for line in lines)
    return indented > 0.03 * len(lines)
