"""The document: its segments in reading order, and spans of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from build_tools.diagnostics import Place
from build_tools.records.publication import FrontLevel
from build_tools.text.source_types import Script

PartRole = Literal["front", "review", "plan", "back"]
"""``back`` is a part that is neither review nor plan."""
SegmentKind = Literal["heading", "sentence"]
Level = Literal[FrontLevel, "part", "section", "item", "lead", "sentence", "signature"]
"""``signature`` is a line at the end that says who signs the report, or when."""


@dataclass(frozen=True)
class Segment:
    """A heading or a sentence. All its Chinese forms are equally long, character for character."""

    id: str
    """``2023.1.1.3``: part, section, item, sentence; also ``2023.intro.2``, ``front.3``."""
    part: PartRole
    kind: SegmentKind
    level: Level
    unit: str
    """Its page: ``front``, ``2023`` (the part's opening), ``2023-1``, ``2023-close``."""
    offset: int
    """Where it begins in the restored text, in characters."""
    paragraph: int
    """Counts the source's paragraphs from 1."""
    restored: str
    hant: str
    hans: str
    place: Place

    def text(self, script: Script) -> str:
        return self.hant if script == "hant" else self.hans


@dataclass(frozen=True)
class Document:
    """The outlined text, in reading order."""

    segments: tuple[Segment, ...]
    end: Place
    """Where the source ends."""

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The pages, in reading order."""
        return tuple(dict.fromkeys(segment.unit for segment in self.segments))

    @cached_property
    def by_id(self) -> dict[str, Segment]:
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def by_unit(self) -> dict[str, tuple[Segment, ...]]:
        return {unit: tuple(s for s in self.segments if s.unit == unit) for unit in self.units}

    def sentences(self, part: PartRole | None = None) -> Iterator[Segment]:
        """The sentences of one part, or of all, but for the signature."""
        for segment in self.segments:
            is_sentence = segment.kind == "sentence" and segment.level != "signature"
            if is_sentence and part in (None, segment.part):
                yield segment


def with_items(segments: Iterable[Segment]) -> Iterator[tuple[Segment, Segment | None]]:
    """Each segment with the heading of the item that it belongs to, if it belongs to one.

    A section may go on behind its items: there the ids do not begin with that of the last item.
    """
    item: Segment | None = None
    for segment in segments:
        if segment.level == "item":
            item = segment
        elif item and not segment.id.startswith(f"{item.id}."):
            item = None
        yield segment, item


class HasEnds(Protocol):
    """Anything that has a beginning and an end in a segment."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, order=True)
class Span:
    """A run of a segment: from ``start`` up to ``end``, counted in characters."""

    segment: str
    start: int
    end: int

    def holds(self, other: HasEnds) -> bool:
        """Whether another run of the same segment, such as that of a figure, is inside.

        >>> Span("1", 2, 5).holds(Span("1", 2, 4)), Span("1", 2, 5).holds(Span("1", 4, 6))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end
