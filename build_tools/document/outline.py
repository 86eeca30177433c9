"""The restored text to parts, sections, items, paragraphs and sentences, with stable ids.

Headings: a part's heading is a line of its own, or the part begins after the front; sections and
items are marked in the styles that the publication names (:mod:`build_tools.text.heading_numbers`),
on a line of their own or run in up to the first full stop; a *lead* is a short sentence that
opens a run of others inside an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import cast

from build_tools.conversion.to_simplified import Converted
from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.document.model import Document, Kind, Level, PartRole, Segment
from build_tools.records import Located
from build_tools.records.publication import Outline, Part, Publication
from build_tools.restoration.restore import Restoration
from build_tools.text.heading_numbers import STYLES, StyleName
from build_tools.text.offsets import placer

DOC001 = Code(
    "DOC001",
    "A part's heading does not stand in the text.",
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
    "Text stands outside any part.",
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
"""A lead has at most so many characters, no comma and no figure."""
_SENTENCE_END = re.compile(r"[。！？]+[”’）」』]*")


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence: up to its end mark and what closes after it."""
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        yield start, match.end()
        start = match.end()
    if start < len(paragraph):
        yield start, len(paragraph)


def is_lead(sentence: str) -> bool:
    """Whether a sentence is short enough for a lead: no comma, no figure."""
    return len(sentence) <= LEAD_LENGTH and not re.search(r"[，；\d]", sentence)


@dataclass
class _Cursor:
    """Where the reading of the text stands."""

    part: Part | None = None
    outline: Outline = field(default_factory=Outline)
    scope: str = "intro"
    unit: str = "front"
    section: int = 0
    item: int = 0
    front: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def role(self) -> PartRole:
        return self.part.role if self.part else "front"


@dataclass
class _Builder:
    converted: Converted
    restoration: Restoration
    problems: Problems
    place_of: Callable[[int], Place]
    """Where an offset of the source is."""
    segments: list[Segment] = field(default_factory=list)

    def place(self, at: int) -> Place:
        return self.place_of(self.restoration.traced.source_offset(at))

    def add(
        self, id: str, cursor: _Cursor, level: Level, paragraph: int, start: int, end: int
    ) -> None:
        kind: Kind = "sentence" if level in ("sentence", "opening", "salutation") else "heading"
        self.segments.append(
            Segment(
                id=id,
                part=cursor.role,
                kind=kind,
                level=level,
                unit=cursor.unit,
                offset=start,
                paragraph=paragraph,
                restored=self.converted.restored[start:end],
                hant=self.converted.hant[start:end],
                hans=self.converted.hans[start:end],
                place=self.place(start),
            )
        )


def outline(
    restoration: Restoration,
    converted: Converted,
    publication: Located[Publication],
    file: str,
    problems: Problems,
) -> Document:
    """The document. What does not fit the outline is reported and still kept as text."""
    record = publication.value
    builder = _Builder(converted, restoration, problems, placer(restoration.source, file))
    cursor = _Cursor()
    parts = {part.heading: part for part in record.parts if part.heading}
    unheaded = next((part for part in record.parts if not part.heading), None)
    seen: set[str] = set()
    start = 0
    for number, line in enumerate(converted.hans.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            if (part := parts.get(line.strip())) and part.id not in seen:
                seen.add(part.id)
                if cursor.part is None and cursor.front < len(record.front):
                    told = f"{cursor.front} lines where {len(record.front)} were expected"
                    problems.add(DOC006, builder.place(start), told)
                cursor = _Cursor(part=part, outline=part.outline or record.outline, unit=part.id)
                builder.add(part.id, cursor, "part", number, start, end)
            elif cursor.part is None and unheaded and cursor.front == len(record.front):
                seen.add(unheaded.id)
                own = unheaded.outline or record.outline
                cursor = _Cursor(part=unheaded, outline=own, unit=unheaded.id)
                _paragraph(builder, cursor, unheaded, line, number, start)
            elif cursor.part is None:
                _front_line(builder, cursor, record, number, start, end)
            else:
                _paragraph(builder, cursor, cursor.part, line, number, start)
        start = end + 1
    for index, part in enumerate(record.parts):
        if part.id not in seen:
            place = publication.at("parts", index, "heading")
            hint = nearest(part.heading, converted.hans.split("\n"))
            problems.add(DOC001, place, f'no line "{part.heading}"', hint)
    segments = tuple(builder.segments)
    _check_empty(segments, problems)
    if not any(segment.kind == "sentence" for segment in segments):
        problems.add(DOC005, Place(file), "no sentence found")
    units = tuple(dict.fromkeys(segment.unit for segment in segments))
    return Document(segments, builder.place(len(converted.hans.rstrip())), units)


def _front_line(
    builder: _Builder, cursor: _Cursor, record: Publication, number: int, start: int, end: int
) -> None:
    cursor.front += 1
    if cursor.front > len(record.front):
        builder.problems.add(
            DOC004, builder.place(start), f"line {cursor.front} before the first part"
        )
        level: Level = "opening"
    else:
        level = cast(Level, record.front[cursor.front - 1])
    builder.add(f"front.{cursor.front}", cursor, level, number, start, end)


def _numbered(style: StyleName, line: str, last: int) -> int | None:
    """The number of the heading that ``line`` opens; headings without numbers are counted."""
    found = STYLES[style].number(line)
    return last + 1 if found is not None and style == "unnumbered" else found


def _number(builder: _Builder, what: str, found: int, expected: int, start: int) -> None:
    if found != expected:
        builder.problems.add(
            DOC002, builder.place(start), f"{what} {found} where {expected} was expected"
        )


def _paragraph(
    builder: _Builder, cursor: _Cursor, part: Part, line: str, number: int, start: int
) -> None:
    heading: Level | None = None
    if (found := _numbered(cursor.outline.section, line, cursor.section)) is not None:
        _number(builder, "section", found, cursor.section + 1, start)
        cursor.section, cursor.item = found, 0
        cursor.scope, cursor.unit = f"{found}.0", f"{part.id}-{found}"
        heading, heading_id = "section", f"{part.id}.{found}"
    elif (
        cursor.section and (found := _numbered(cursor.outline.item, line, cursor.item)) is not None
    ):
        _number(builder, "item", found, cursor.item + 1, start)
        cursor.item = found
        cursor.scope = f"{cursor.section}.{found}"
        heading, heading_id = "item", f"{part.id}.{cursor.section}.{found}"
    elif part.closing and line.startswith(part.closing):
        cursor.scope, cursor.unit = "close", f"{part.id}-close"
    spans = list(sentences(line))
    for index, (a, b) in enumerate(spans):
        if index == 0 and heading is not None:
            builder.add(heading_id, cursor, heading, number, start + a, start + b)
            continue
        count = cursor.counts[cursor.scope] = cursor.counts.get(cursor.scope, 0) + 1
        after_heading = heading is not None and index == 1
        lead = (
            part.leads
            and cursor.item > 0
            and not after_heading
            and index + 1 < len(spans)
            and is_lead(line[a:b])
        )
        level: Level = "lead" if lead else "sentence"
        builder.add(
            f"{part.id}.{cursor.scope}.{count}", cursor, level, number, start + a, start + b
        )


def _check_empty(segments: tuple[Segment, ...], problems: Problems) -> None:
    """Report headings of parts, sections and items that have nothing under them."""
    depth = {"part": 0, "section": 1, "item": 2, "lead": 3, "sentence": 3}
    for segment, following in zip_longest(segments, segments[1:]):
        if depth.get(segment.level, 3) == 3:
            continue
        if following is None or depth.get(following.level, 0) <= depth[segment.level]:
            problems.add(DOC003, segment.place, f'nothing under "{segment.hans}"')
