"""The restored text as parts, sections, items, paragraphs and sentences, with stable ids.

A part's heading is a line by itself; the first part may have none and begin after the front.
Sections and items are marked in the styles that the publication names (see
:mod:`build_tools.text.heading_numbers`), on a line by themselves or at the beginning of a
paragraph, up to its first full stop. A *lead* is a short sentence that opens a run of others
inside an item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from build_tools.conversion.ledger import Converted
from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.document.model import Document, Kind, Level, PartRole, Segment
from build_tools.records import Located
from build_tools.records.publication import Outline, Part, Publication
from build_tools.restoration.repairs import Restoration
from build_tools.text.heading_numbers import STYLES, StyleName

DOC001 = Code(
    "DOC001",
    "A part's heading is not in the text.",
    "Correct 'heading' in publication.yml, or the source lacks that part.",
    needs=("text",),
    breaks="outline",
    example='no line "2022年工作按排"',
)
DOC002 = Code(
    "DOC002",
    "The numbers of sections or items skip or repeat.",
    "Text may be missing there, or a number is damaged.",
    needs=("outline",),
    example="item 3 where 2 was expected",
)
DOC003 = Code(
    "DOC003",
    "A section, item or part has no text.",
    "Text may be missing there.",
    needs=("outline",),
    example='nothing under "一、做强产业"',
)
DOC004 = Code(
    "DOC004",
    "There is text outside any part.",
    "List the lines before the first part under 'front' in publication.yml.",
    needs=("outline",),
    example="line 4 before the first part",
)
DOC005 = Code(
    "DOC005",
    "The text has no sentences at all.",
    "Is it the right file?",
    needs=("text",),
    breaks="text",
    example="no sentence found (hint: 42 follow-on problems hidden; fix this first)",
)
DOC006 = Code(
    "DOC006",
    "The text has fewer lines before its first part than publication.yml lists.",
    "Correct 'front' in publication.yml, or the source lacks those lines.",
    needs=("outline",),
    example="2 lines where 3 were expected",
)

LEAD_LENGTH = 20
"""A lead has at most so many characters, no comma and no digit."""
_SENTENCE_END = re.compile(r"[。！？]+[”’）」』]*")
_DEPTH = {"part": 0, "section": 1, "item": 2}
_TEXT_DEPTH = 3


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence: up to its end mark and what closes after it.

    >>> list(sentences("问：“好吗？”好。完"))
    [(0, 7), (7, 9), (9, 10)]
    """
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        yield start, match.end()
        start = match.end()
    if start < len(paragraph):
        yield start, len(paragraph)


def is_lead(sentence: str) -> bool:
    """Whether a sentence is short enough for a lead and has no comma and no digit."""
    return len(sentence) <= LEAD_LENGTH and not re.search(r"[，；\d]", sentence)


@dataclass
class _Position:
    """The part, section and item that the next line belongs to."""

    part: Part | None = None
    outline: Outline = field(default_factory=Outline)
    scope: str = "intro"
    unit: str = "front"
    section: int = 0
    item: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    """How many sentences each scope has; in the front, how many lines."""

    @property
    def role(self) -> PartRole:
        return self.part.role if self.part else "front"


@dataclass
class _Builder:
    """Reads the text line by line and collects its segments."""

    restoration: Restoration
    converted: Converted
    publication: Publication
    problems: Problems
    segments: list[Segment] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """The parts that have begun."""
    at: _Position = field(default_factory=_Position)
    paragraph: int = 0

    def read(self) -> None:
        by_heading = {part.heading: part for part in self.publication.parts}
        start = 0
        for line in self.converted.hans.split("\n"):
            self.paragraph += 1
            if line.strip():
                self._line(line, start, by_heading)
            start += len(line) + 1

    def _line(self, line: str, start: int, by_heading: Mapping[str, Part]) -> None:
        expected, front = len(self.publication.front), self.at.counts["front"]
        part = by_heading.get(line.strip())
        if part and part.id not in self.seen:
            if self.at.part is None and front < expected:
                message = f"{front} lines where {expected} were expected"
                self.problems.add(DOC006, self.restoration.place(start), message)
            self._begin(part)
            self._add(part.id, "part", start, start + len(line))
        elif self.at.part:
            self._paragraph(self.at.part, line, start)
        elif "" in by_heading and front == expected:
            self._begin(by_heading[""])
            self._paragraph(by_heading[""], line, start)
        else:
            self._front_line(start, start + len(line))

    def _begin(self, part: Part) -> None:
        self.seen.add(part.id)
        self.at = _Position(part, part.outline or self.publication.outline, unit=part.id)

    def _add(self, id: str, level: Level, start: int, end: int) -> None:
        kind: Kind = "sentence" if level in ("sentence", "opening", "salutation") else "heading"
        self.segments.append(
            Segment(
                id=id,
                part=self.at.role,
                kind=kind,
                level=level,
                unit=self.at.unit,
                offset=start,
                paragraph=self.paragraph,
                restored=self.converted.restored[start:end],
                hant=self.converted.hant[start:end],
                hans=self.converted.hans[start:end],
                place=self.restoration.place(start),
            )
        )

    def _front_line(self, start: int, end: int) -> None:
        self.at.counts["front"] += 1
        count = self.at.counts["front"]
        level: Level = "opening"
        if count <= len(self.publication.front):
            level = self.publication.front[count - 1]
        else:
            place = self.restoration.place(start)
            self.problems.add(DOC004, place, f"line {count} before the first part")
        self._add(f"front.{count}", level, start, end)

    def _heading(self, part: Part, line: str, start: int) -> tuple[str, Level] | None:
        """The id and level of the section or item whose heading begins ``line``."""
        at = self.at
        if (section := _numbered(at.outline.section, line, at.section)) is not None:
            self._check_number("section", section, at.section + 1, start)
            at.section, at.item = section, 0
            at.scope, at.unit = f"{section}.0", f"{part.id}-{section}"
            return f"{part.id}.{section}", "section"
        if at.section and (item := _numbered(at.outline.item, line, at.item)) is not None:
            self._check_number("item", item, at.item + 1, start)
            at.item = item
            at.scope = f"{at.section}.{item}"
            return f"{part.id}.{at.scope}", "item"
        return None

    def _check_number(self, what: str, found: int, expected: int, start: int) -> None:
        if found != expected:
            message = f"{what} {found} where {expected} was expected"
            self.problems.add(DOC002, self.restoration.place(start), message)

    def _paragraph(self, part: Part, line: str, start: int) -> None:
        at = self.at
        heading = self._heading(part, line, start)
        if heading is None and part.closing and line.startswith(part.closing):
            at.scope, at.unit = "close", f"{part.id}-close"
        spans = [(start + a, start + b) for a, b in sentences(line)]
        if heading:
            self._add(*heading, *spans.pop(0))
        for index, (a, b) in enumerate(spans):
            at.counts[at.scope] += 1
            follows_heading = heading is not None and index == 0
            may_lead = part.leads and at.item and not follows_heading and index + 1 < len(spans)
            lead = may_lead and is_lead(line[a - start : b - start])
            number = f"{part.id}.{at.scope}.{at.counts[at.scope]}"
            self._add(number, "lead" if lead else "sentence", a, b)


def _numbered(style: StyleName, line: str, last: int) -> int | None:
    """The number of the heading that begins ``line``; headings without numbers are counted."""
    found = STYLES[style].number(line)
    return last + 1 if found is not None and style == "unnumbered" else found


def outline(
    restoration: Restoration,
    converted: Converted,
    publication: Located[Publication],
    problems: Problems,
) -> Document:
    """The document. What does not fit the outline is reported and still kept as text."""
    builder = _Builder(restoration, converted, publication.value, problems)
    builder.read()
    segments = tuple(builder.segments)
    for index, part in enumerate(publication.value.parts):
        if part.id not in builder.seen:
            place = publication.at("parts", index, "heading")
            hint = nearest(part.heading, converted.hans.split("\n"))
            problems.add(DOC001, place, f'no line "{part.heading}"', hint)
    _check_empty(segments, problems)
    if not any(segment.kind == "sentence" for segment in segments):
        problems.add(DOC005, Place(restoration.file), "no sentence found")
    units = tuple(dict.fromkeys(segment.unit for segment in segments))
    return Document(segments, restoration.place(len(converted.hans.rstrip())), units)


def _check_empty(segments: tuple[Segment, ...], problems: Problems) -> None:
    """Report headings of parts, sections and items that have nothing under them."""
    for segment, following in zip_longest(segments, segments[1:]):
        depth = _DEPTH.get(segment.level, _TEXT_DEPTH)
        deeper = following and _DEPTH.get(following.level, _TEXT_DEPTH) > depth
        if depth < _TEXT_DEPTH and not deeper:
            problems.add(DOC003, segment.place, f'nothing under "{segment.hans}"')
