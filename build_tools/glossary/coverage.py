"""What the glossary covers of the text, in counts that a command can print."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.document.model import Document, Span
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.text.han import HAN_RUN

Fate = Literal["term", "omitted", "open"]
"""A term or part of one, left out on purpose, or neither."""

MOST_NAMED = 5
"""So many terms without a Chinese definition are named; of the others there is a count."""
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」")


@dataclass(frozen=True)
class GlossaryCoverage:
    """What the glossary covers, in counts."""

    terms: int
    forms: int
    categories: tuple[tuple[str, int], ...]
    """Each category and its number of terms."""
    origins: tuple[tuple[str, int], ...]
    """Each origin of the English and its number of terms."""
    without_chinese: tuple[str, ...]
    """The ids of the terms that Chinese readers see defined in English."""
    occurrences: int
    segments: int
    segments_with_terms: int
    characters: int
    """Chinese characters of the text."""
    characters_in_terms: int
    quoted: int
    """Phrases in quotation marks, each occurrence counted."""
    quoted_terms: int
    quoted_omitted: int

    @property
    def quoted_open(self) -> int:
        return self.quoted - self.quoted_terms - self.quoted_omitted

    def __str__(self) -> str:
        """A few lines for a terminal."""
        share = self.characters_in_terms / self.characters if self.characters else 0.0
        origins = ", ".join(f"{count} {origin}" for origin, count in self.origins)
        lines = [
            f"Terms: {self.terms} (forms: {self.forms}; subjects: {len(self.categories)})",
            *(f"  {category}: {count}" for category, count in self.categories),
            f"English: {origins or 'none'}",
            f"Definitions: {self.terms} in English, {self._in_chinese()}",
            f"Occurrences: {self.occurrences} in {self.segments_with_terms} of "
            f"{self.segments} segments, {share:.0%} of the Chinese characters",
            f"Phrases in quotation marks: {self.quoted}, of which {self.quoted_terms} are terms or "
            f"part of one, {self.quoted_omitted} left out, {self.quoted_open} open",
        ]
        return "\n".join(lines)

    def _in_chinese(self) -> str:
        without = self.without_chinese
        counted = f"{self.terms - len(without)} in Chinese"
        if not without:
            return counted
        named = ", ".join(without[:MOST_NAMED])
        more = f" and {len(without) - MOST_NAMED} more" if len(without) > MOST_NAMED else ""
        return f"{counted}; Chinese editions show the English (no definition_zh) of {named}{more}"


@dataclass(frozen=True)
class Quoted:
    """A phrase in quotation marks; the span leaves the marks out."""

    phrase: str
    span: Span
    fate: Fate


def quoted_phrases(glossary: Glossary, matching: Matching, document: Document) -> Iterator[Quoted]:
    """Each innermost phrase in quotation marks, in reading order, and its fate."""
    omitted = {record.value.phrase for record in glossary.omitted}
    for segment in document.segments:
        for match in _QUOTED.finditer(segment.hans):
            group = match.lastindex or 1
            phrase, span = match[group], Span(segment.id, *match.span(group))
            is_term = any(o.span.holds(span) for o in matching.by_segment.get(segment.id, ()))
            fate: Fate = "term" if is_term else "omitted" if phrase in omitted else "open"
            yield Quoted(phrase, span, fate)


def measure(
    glossary: Glossary, matching: Matching, document: Document, phrases: Iterable[Quoted]
) -> GlossaryCoverage:
    """Count what the glossary covers of the document."""
    quoted = Counter(phrase.fate for phrase in phrases)
    return GlossaryCoverage(
        terms=len(glossary.terms),
        forms=sum(len(term.forms) for term in glossary.terms),
        categories=tuple(sorted(Counter(term.category for term in glossary.terms).items())),
        origins=tuple(sorted(Counter(term.record.origin for term in glossary.terms).items())),
        without_chinese=tuple(t.id for t in glossary.terms if not t.record.definition_zh),
        occurrences=len(matching.occurrences),
        segments=len(document.segments),
        segments_with_terms=len(matching.by_segment),
        characters=sum(_han(segment.hans) for segment in document.segments),
        characters_in_terms=sum(_han(found.form.hans) for found in matching.occurrences),
        quoted=quoted.total(),
        quoted_terms=quoted["term"],
        quoted_omitted=quoted["omitted"],
    )


def _han(text: str) -> int:
    return sum(len(run) for run in HAN_RUN.findall(text))
