"""The restored text to parts, sections, items, paragraphs and sentences, with stable ids.

Which lines open parts, sections and items: :mod:`build_tools.document.headings`; an editor's
decisions (:mod:`build_tools.records.line_decisions`) win over that. Where each item is one
paragraph, what follows the last is text of the section.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import cast

from build_tools.conversion.ledger import Converted
from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.document.headings import (
    LOOSE_ITEMS,
    clause_end,
    heading_end,
    is_lead,
    is_sentence_with_figure,
    item_numbers,
    opens,
    section_numbers,
    sentences,
)
from build_tools.document.model import Document, Level, PartRole, Segment, SegmentKind
from build_tools.document.numbering import Heading, Position
from build_tools.document.part_roles import missing_roles
from build_tools.document.repeats import report_repeats
from build_tools.document.speakers import signature
from build_tools.records import Located
from build_tools.records.line_decisions import LineDecision, decided_lines
from build_tools.records.publication import Outline, Part, Publication
from build_tools.restoration.lines import BLANKS, TextLine, lines_of
from build_tools.restoration.repairs import Restoration
from build_tools.text.heading_numbers import without_number

DOC001 = Code(
    "DOC001",
    "The heading or the closing of a part does not open any line of the text.",
    "Correct it in publication.yml; if it is right there, the source lacks that part.",
    needs=("text",),
    breaks="outline",
    example='no line "2022年工作按排"',
)
DOC002 = Code(
    "DOC002",
    "The numbers of sections or items skip or repeat.",
    "Look whether text is missing there, a number is damaged, or the report counts so itself.",
    "advice",
    needs=("outline",),
    example="item 3 where 2 was expected",
)
DOC003 = Code(
    "DOC003",
    "A section, item or part has no text.",
    "Look whether text is missing there.",
    "advice",
    needs=("outline",),
    example='nothing under "一、做强产业"',
)
DOC004 = Code(
    "DOC004",
    "The text has more lines before its first part than publication.yml lists.",
    "List the lines before the first part under 'front' in publication.yml.",
    "advice",
    needs=("outline",),
    example="line 4 comes before the first part and is not listed under 'front'",
)
DOC005 = Code(
    "DOC005",
    "The text has no sentences at all.",
    "Is it the right file?",
    needs=("text",),
    breaks="text",
    example="no sentence found",
)
DOC006 = Code(
    "DOC006",
    "The text has fewer lines before its first part than publication.yml lists.",
    "Correct 'front' in publication.yml, or the source lacks those lines.",
    needs=("outline",),
    example="2 lines where 3 were expected",
)

DOC008 = Code(
    "DOC008",
    "No part of the report is a review, or none is a plan: there is no tracker without both.",
    "Was a heading missed? List that part, or correct its 'role', in publication.yml.",
    "advice",
    needs=("outline",),
    example="no part is a review",
)

LEAST_ITEMS = 2
"""From this number on, items of one paragraph each show that a second is no part of the last."""


@dataclass
class _Builder:
    """Adds the segments of one document."""

    converted: Converted
    restoration: Restoration
    problems: Problems
    decisions: Mapping[int, LineDecision]
    """By the number of the line."""
    segments: list[Segment] = field(default_factory=list)
    printed: dict[Level, int] = field(default_factory=dict)
    """The last printed number of each level, as some count on: chapters from part to part."""

    def add(self, id: str, unit: str, role: PartRole, level: Level, line: TextLine) -> None:
        """Add a line, or a part of one."""
        is_sentence = level in ("sentence", "opening", "salutation", "signature")
        kind: SegmentKind = "sentence" if is_sentence else "heading"
        at, to = line.start, line.end
        self.segments.append(
            Segment(
                id=id,
                part=role,
                kind=kind,
                level=level,
                unit=unit,
                offset=at,
                paragraph=line.number,
                restored=self.converted.restored[at:to],
                hant=self.converted.hant[at:to],
                hans=self.converted.hans[at:to],
                place=self.restoration.place(at),
            )
        )


def outline(
    restoration: Restoration,
    converted: Converted,
    publication: Located[Publication],
    problems: Problems,
    decisions: Sequence[Located[LineDecision]] = (),
) -> Document:
    """The document. What does not fit the outline is reported and still kept as text."""
    record = publication.value
    lines = lines_of(converted.hans)
    structural = [decision for decision in decisions if not decision.value.is_change]
    decided = decided_lines([line.text for line in lines], structural, problems)
    by_line = {lines[at].number: decision.value for at, decision in decided.items()}
    builder = _Builder(converted, restoration, problems, by_line)
    front, parts = _divide(lines, record)
    heading = parts[0][1][0] if parts and parts[0][0].heading else None
    _front(builder, front, record, heading)
    for part, body in parts:
        _part(builder, part, body, part.outline or record.outline)
    _check_openings(builder, publication, {part.id: body for part, body in parts})
    if missing := missing_roles([part.role for part in record.parts], record.title.zh):
        message = f"no part is a {' or a '.join(missing)}"
        problems.add(DOC008, publication.at("parts"), message)
    segments = tuple(builder.segments)
    _check_empty(segments, problems)
    report_repeats(restoration, problems)
    if not any(segment.kind == "sentence" for segment in segments):
        problems.add(DOC005, Place(restoration.file), "no sentence found")
    return Document(segments, builder.restoration.place(len(converted.hans.rstrip())))


def _divide(
    lines: Sequence[TextLine], record: Publication
) -> tuple[list[TextLine], list[tuple[Part, list[TextLine]]]]:
    """The lines of the front, and those of each part that is found, in order."""
    front: list[TextLine] = []
    parts: list[tuple[Part, list[TextLine]]] = []
    waiting = list(record.parts)
    for line in lines:
        part = next((p for p in waiting if p.heading and opens(p.heading, line.text)), None)
        if part is None and not parts and len(front) == len(record.front):
            part = next((p for p in waiting if not p.heading), None)
        if part is not None:
            waiting.remove(part)
            parts.append((part, [line]))
        elif parts:
            parts[-1][1].append(line)
        else:
            front.append(line)
    return front, parts


def _front(
    builder: _Builder, lines: Sequence[TextLine], record: Publication, heading: TextLine | None
) -> None:
    """Add the lines before the first part, which the line ``heading`` opens, if any does."""
    for index, line in enumerate(lines):
        level: Level = "opening"
        if index < len(record.front):
            level = cast(Level, record.front[index])
        else:
            place = builder.restoration.place(line.start)
            known = "comes before the first part and is not listed under 'front'"
            message = f"line {index + 1} {known}"
            builder.problems.add(DOC004, place, message)
        builder.add(f"front.{index + 1}", "front", "front", level, line)
    if heading and len(lines) < len(record.front):
        message = f"{len(lines)} lines where {len(record.front)} were expected"
        builder.problems.add(DOC006, builder.restoration.place(heading.start), message)


def _part(builder: _Builder, part: Part, lines: Sequence[TextLine], outline: Outline) -> None:
    """Add the lines of a part, its heading's first."""
    role: PartRole = "back" if part.role == "other" else part.role
    body = list(lines)
    if part.heading:
        heading_line, body = _split_heading(part, lines)
        builder.add(part.id, part.id, role, "part", heading_line)
    headings = list(_headings(builder, body, outline, part.closing))
    closing = _closing(part, body, headings)
    if closing is not None:
        headings[closing:] = [None] * (len(body) - closing)
    returns = set(_returns(body, headings))
    signed = len(body) - (len(signature([line.bare for line in body])) if role != "back" else 0)
    position = Position(part.id, role)
    counts = Counter[str]()
    for index, (line, heading) in enumerate(zip(body, headings, strict=True)):
        if index == closing:
            position.close()
        elif heading is not None:
            _enter(builder, position, heading, line)
        elif index in returns:
            position.leave_item()
        start = heading.end if heading else 0
        spans = [(start + a, start + b) for a, b in sentences(line.text[start:])]
        # Not the first sentence behind a heading, nor the last of a paragraph.
        may_lead = range(1 if heading else 0, len(spans) - 1) if part.leads else range(0)
        for at, (a, b) in enumerate(spans):
            counts[position.scope] += 1
            id_ = f"{part.id}.{position.scope}.{counts[position.scope]}"
            lead = at in may_lead and position.is_item and is_lead(line.text[a:b])
            level: Level = "signature" if index >= signed else "lead" if lead else "sentence"
            builder.add(id_, position.unit, role, level, line.cut(a, b))


def _enter(builder: _Builder, position: Position, heading: Heading, line: TextLine) -> None:
    """Go into the section or the item that a line opens, and add its heading.

    A number that skips or repeats is reported (DOC002), unless it counts on from the part before.
    """
    expected = position.pass_item(heading) if heading.is_text else position.enter(heading)
    goes_on = heading.number == builder.printed.get(heading.level, 0) + 1
    builder.printed[heading.level] = heading.number
    if heading.number and heading.number != expected and not goes_on:
        message = f"{heading.level} {heading.number} where {expected} was expected"
        builder.problems.add(DOC002, builder.restoration.place(line.start), message)
    if heading.is_text:
        return
    builder.add(
        position.heading, position.unit, position.role, heading.level, line.cut(0, heading.end)
    )


def _split_heading(part: Part, lines: Sequence[TextLine]) -> tuple[TextLine, list[TextLine]]:
    """The heading of a part, and the lines below it: the rest of its own is the first of them."""
    first, *body = lines
    end = len(first.text) - len(first.text.lstrip()) + len(part.heading)
    rest = first.text[end:]
    if not rest.strip():
        return first, body
    end += len(rest) - len(rest.lstrip(BLANKS))
    return first.cut(0, end), [first.cut(end), *body]


def _returns(body: Sequence[TextLine], headings: Sequence[Heading | None]) -> Iterator[int]:
    """The paragraphs with which a section goes on behind its items: the general targets of the year
    behind four aims, or the address to the deputies behind the measures.

    Each item must be one paragraph, so that a second one is no part of the last. A list that goes
    on counting is part of it.
    """
    sections = [at for at, one in enumerate(headings) if one and one.level == "section"]
    for start, end in pairwise([0, *sections, len(body)]):
        items = [at for at in range(start, end) if (one := headings[at]) and one.level == "item"]
        following = items[-1] + 1 if items else end
        if following == end or len(items) < LEAST_ITEMS or items[0] + len(items) != following:
            continue
        last, line = headings[items[-1]], body[following].bare
        has_text = last is not None and bool(body[items[-1]].text[last.end :].strip())
        if has_text and without_number(line) == line:
            yield following


def _headings(
    builder: _Builder, body: Sequence[TextLine], outline: Outline, closing: str
) -> Iterator[Heading | None]:
    """The heading that each line opens; None for lines that open none. ``closing`` is how what
    follows the last section begins."""
    decisions = [builder.decisions.get(line.number) for line in body]
    lines = [line.bare for line in body]

    def numbered(level: Level, found: Mapping[int, int]) -> dict[int, int]:
        """The numbers of the headings of a level by the lines that they open."""
        decided = {at: 0 for at, one in enumerate(decisions) if one and one.be == level}
        return decided | {at: number for at, number in found.items() if decisions[at] is None}

    sections = numbered("section", section_numbers(lines, outline.section))
    items = numbered("item", item_numbers(lines, outline.item, sorted(sections)))
    for at, (line, decision) in enumerate(zip(body, decisions, strict=True)):
        if at not in sections and at not in items:
            yield None
            continue
        words = decision.heading if decision else None
        end = line.text.find(words) + len(words) if words and words in line.text else 0
        level: Level = "section" if at in sections else "item"
        number = sections[at] if at in sections else items[at]
        is_loose = level == "item" and not decision and outline.item in LOOSE_ITEMS
        is_last = at + 1 == len(body) or bool(closing and body[at + 1].text.startswith(closing))
        is_alone = is_last or at + 1 in sections or (level == "item" and at + 1 in items)
        if is_alone and not end:
            end = clause_end(line.text)
            if not end and level == "item" and is_sentence_with_figure(line.text):
                yield Heading(level, number, 0, is_loose, is_text=True)
                continue
        yield Heading(level, number, end or heading_end(line.text), is_loose)


def _closing(
    part: Part, body: Sequence[TextLine], headings: Sequence[Heading | None]
) -> int | None:
    """The paragraph that opens the closing: it comes after the last section of the part, and after
    its last item that is not loose."""
    if not part.closing:
        return None
    fixed = (at for at, heading in enumerate(headings) if heading and not heading.is_loose)
    after = range(max(fixed, default=-1) + 1, len(body))
    return next((at for at in after if body[at].text.startswith(part.closing)), None)


def _check_openings(
    builder: _Builder, publication: Located[Publication], bodies: Mapping[str, Sequence[TextLine]]
) -> None:
    """Report the headings and the closings of parts that open no line.

    ``bodies`` are the lines of each part whose heading was found, by its id.
    """
    parts, units = publication.value.parts, {segment.unit for segment in builder.segments}
    for index, part in enumerate(parts):
        following = parts[index + 1 : index + 2]
        if part.id not in bodies:
            place = publication.at("parts", index, "heading")
            hint = nearest(part.heading, builder.converted.hans.split("\n"))
            builder.problems.add(DOC001, place, f'no line "{part.heading}"', hint)
        elif not part.closing or f"{part.id}-close" in units:
            continue
        elif all(one.id in bodies for one in following):  # else its sections are in this part
            place = publication.at("parts", index, "closing")
            _report_closing(builder, part.closing, bodies[part.id], place)


def _report_closing(
    builder: _Builder, closing: str, body: Sequence[TextLine], place: Place
) -> None:
    """Report that the last section of a part has no ``closing`` behind it."""
    early = [line for line in body if line.text.startswith(closing)]
    hint, see = nearest(closing, [line.text[: len(closing)] for line in body]), None
    if early:
        hint = "a section or an item follows that line"
        see = builder.restoration.place(early[-1].start)
    message = f'no closing "{closing}" after the last section of the part'
    builder.problems.add(DOC001, place, message, hint, see)


def _check_empty(segments: Sequence[Segment], problems: Problems) -> None:
    """Report headings of parts, sections and items that have nothing under them."""
    depth = {"part": 0, "section": 1, "item": 2, "lead": 3, "sentence": 3}
    for segment, following in zip_longest(segments, segments[1:]):
        if depth.get(segment.level, 3) == 3:
            continue
        if following is None or depth.get(following.level, 0) <= depth[segment.level]:
            problems.add(DOC003, segment.place, f'nothing under "{segment.hans}"')
