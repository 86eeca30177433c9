"""How well, and how quickly, an English text is laid beside the segments of the Chinese.

Run by hand: ``python -m benchmarks.alignment`` takes this publication's English, runs it together
as plain paragraphs without the borders of the segments, and lays it out again; and does the same
with the made pair of ``tests/cases/translation/``, in which much is split, joined, left out and
added.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import yaml

from benchmarks.timing import working
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Segment
from build_tools.glossary import termbase
from build_tools.glossary.matching import match
from build_tools.glossary.records import Term
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.system.gc_tuning import look_seldom
from build_tools.system.progress import Progress
from build_tools.translation.alignment import Alignment, align
from build_tools.translation.checks import TermUse

MADE = Path("tests/cases/translation/alignment.yml")
RIGHT = 0.97
"""This share of the publication's segments must be right."""
SECONDS = 3.0
WIDTHS = {"paragraphs": 0, "wrapped at 80": 80, "one paragraph": -1}


def run_together(
    segments: Sequence[Segment], english: Mapping[str, str], width: int = 0
) -> str:
    """The English of ``segments`` as plain paragraphs, those of the source.

    ``width`` wraps the lines; -1 makes a single paragraph of everything.
    """
    paragraphs = [
        " ".join(english[segment.id] for segment in group)
        for _, group in groupby(segments, key=lambda segment: segment.paragraph)
    ]
    if width < 0:
        return " ".join(paragraphs)
    if width:
        paragraphs = [textwrap.fill(paragraph, width) for paragraph in paragraphs]
    return "\n\n".join(paragraphs)


def right(alignment: Alignment, english: Mapping[str, str]) -> list[str]:
    """The segments whose English is exactly what it should be, also where that is nothing."""
    laid = alignment.laid
    return [id for id, text in english.items() if (laid[id].english if id in laid else "") == text]


def term_uses(terms: Sequence[Term], segments: Sequence[Segment]) -> list[TermUse]:
    """The terms of a glossary and of the termbase in the segments."""
    general = termbase.general_terms("\n".join(segment.hans for segment in segments))
    every = {term.id: term for term in (*general, *terms)}
    return [
        TermUse(found.span.segment, found.form.hans, every[found.term].english)
        for found in match(every.values(), segments).occurrences
    ]


def made_pair(path: Path) -> tuple[list[Segment], dict[str, str], str]:
    """The segments of a made report, the English of each, and its English as a text."""
    case = yaml.safe_load(path.read_text("utf-8"))
    segments, english = [], {}
    for paragraph, records in enumerate(case["paragraphs"]):
        for record in records:
            (id, hans), = ((key, text) for key, text in record.items() if key != "en")
            level = "heading" if id.startswith("h") else "sentence"
            segments.append(_segment(id, hans, level, paragraph))
            english[id] = " ".join((record.get("en") or "").split())
    return segments, english, case["english"]


def _segment(id: str, hans: str, kind: str, paragraph: int) -> Segment:
    return Segment(
        id, "review", kind, "item" if kind == "heading" else "sentence",  # type: ignore[arg-type]
        "2023", 0, paragraph, hans, hans, hans, Place("source"),
    )  # fmt: skip


def measure(resolved: Resolved) -> Iterator[tuple[str, float, float, Alignment, Mapping[str, str]]]:
    """For each text: its name, the share of segments that are right, the seconds, and the result."""
    segments, english = resolved.document.segments, resolved.translation
    for name, width in WIDTHS.items():
        text = run_together(segments, english, width)
        taken: dict[str, float] = {}
        with working(taken, "align"):
            uses = term_uses(resolved.glossary.terms, segments)
            found = align(segments, text, uses)
        yield name, len(right(found, english)) / len(segments), taken["align"], found, english
    made, wanted, text = made_pair(MADE)
    with working(taken, "made"):
        found = align(made, text, term_uses([], made))
    yield "made pair", len(right(found, wanted)) / len(made), taken["made"], found, wanted


def main(project: Project, verbose: bool = False) -> int:
    """Print the measures. Exit status 1 where one is missed."""
    resolved = check(project.data, Problems(), Progress())
    if resolved is None:
        return 1
    kept = True
    for name, share, seconds, found, english in measure(resolved):
        doubtful = sum(bool(laid.doubts) for laid in found.laid.values())
        print(
            f"{name}: {share:.1%} of {len(english)} segments right, {doubtful} marked doubtful, "
            f"agreement {found.agreement:.2f}, {seconds:.2f} s of working time"
        )
        if name == "paragraphs":
            kept = share >= RIGHT and seconds <= SECONDS
        if verbose:
            for id in sorted(english.keys() - set(right(found, english))):
                laid = found.laid.get(id)
                print(f"  {id}: {laid.english if laid else None!r}\n    not {english[id]!r}")
    return 0 if kept else 1


if __name__ == "__main__":
    look_seldom()
    sys.exit(main(Project.at(Path.cwd()), "-v" in sys.argv))
