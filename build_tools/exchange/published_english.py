"""A published English translation, aligned with the segments of a publication and its files."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from build_tools.diagnostics import Problems
from build_tools.document.model import Segment
from build_tools.glossary import termbase
from build_tools.glossary.matching import match
from build_tools.glossary.records import Term
from build_tools.publication.resolved import Resolved
from build_tools.publication.term_uses import term_uses
from build_tools.resources.units import load_units
from build_tools.text.plain import as_seen
from build_tools.translation.aligned_files import Filled, fill
from build_tools.translation.alignment import Alignment, align
from build_tools.translation.checks import TermUse
from build_tools.translation.records import FOLDER


def aligned(data: Path, resolved: Resolved, text: str) -> Alignment:
    """The English ``text`` aligned with the segments of the publication in ``data``.

    Characters that show nothing, such as soft hyphens, are left out.
    """
    text = "\n".join(map(as_seen, text.splitlines()))
    segments = resolved.document.segments
    uses = all_term_uses(resolved.glossary.terms, segments)
    return align(segments, text, uses, known_titles(resolved), load_units(data, Problems()))


def all_term_uses(terms: Sequence[Term], segments: Sequence[Segment]) -> list[TermUse]:
    """The uses of the terms of a glossary and of the general termbase in the segments."""
    general = termbase.general_terms("\n".join(segment.hans for segment in segments))
    every = {term.id: term for term in (*general, *terms)}
    return list(term_uses(every, match(every.values(), segments)))


def known_titles(resolved: Resolved) -> dict[str, str]:
    """The English of headings that publication.yml gives, by segment."""
    record = resolved.publication
    front = {"title": record.title, "meeting": record.meeting, "speaker": record.speaker}
    parts = {part.id: part.name for part in record.parts}
    found = {}
    for segment in resolved.document.segments:
        name = front.get(segment.level) if segment.part == "front" else parts.get(segment.id)
        if name is not None and name.en:
            found[segment.id] = name.en
    return found


def fill_files(
    data: Path, resolved: Resolved, found: Alignment, replace: bool
) -> dict[Path, Filled]:
    """The translation files that change, with the aligned English filled in."""
    files = {}
    for unit, segments in resolved.document.by_unit.items():
        path = data / FOLDER / f"{unit}.yml"
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        try:
            filled = fill(before, segments, found.laid, replace)
        except yaml.YAMLError as error:
            raise yaml.YAMLError(f"{path}: {error}") from error
        if filled.written:
            files[path] = filled
    return files
