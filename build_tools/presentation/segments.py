"""The segments of the report as an edition shows them: headings, paragraphs, both languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from build_tools.document.annex import ANNEX, LISTS_ANNEXES, is_note
from build_tools.document.model import Segment, with_items
from build_tools.presentation.markup import NO_SIGNS, Mark, marked
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Part
from build_tools.resources.interface import Words

Marks = Callable[[Segment], tuple[Sequence[Mark], Sequence[Mark]]]
"""Gives the inner and outer marks of a segment's text in one language."""


@dataclass(frozen=True)
class Block:
    """A heading, or the sentences of one paragraph."""

    heading: Segment | None
    depth: int
    """The depth of the heading: 1 is a page's title."""
    sentences: tuple[Segment, ...]
    returns: bool = False
    """Whether the section goes on here, behind its items."""


def no_marks(_: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
    """For text without any marks."""
    return (), ()


DEPTHS = {"part": 1, "section": 1, "item": 2, "lead": 3}


def opens_list(segment: Segment) -> bool:
    """Whether what opens a part is the first line of a list, of annexes or of notes: text of its
    page, and no title."""
    is_listed = LISTS_ANNEXES.match(segment.hans) or (segment.id == ANNEX and is_note(segment.hans))
    return segment.level == "part" and bool(is_listed)


def blocks(segments: Sequence[Segment]) -> Iterator[Block]:
    """The segments of a page as headings and paragraphs, in order."""
    was_in_item = False
    pairs = with_items(segments)
    for (_, kind), run in groupby(pairs, key=lambda pair: (pair[0].paragraph, pair[0].kind)):
        found, items = zip(*run, strict=True)
        if opens_list(found[0]):
            yield Block(None, 0, found)
        elif kind == "heading":
            yield from (Block(heading, DEPTHS.get(heading.level, 2), ()) for heading in found)
        else:
            yield Block(None, 0, found, returns=was_in_item and items[0] is None)
        was_in_item = items[-1] is not None


@dataclass(frozen=True)
class Reader:
    """How one edition shows segments: in its language, with the other language next to it."""

    resolved: Resolved
    words: Words
    marks: Marks = no_marks
    """Over the Chinese."""
    english_marks: Marks = no_marks
    signs: Mapping[str, Mapping[int, Markup]] = field(default_factory=dict)
    """What follows so many characters of a segment's Chinese; in English it follows the segment."""

    @property
    def edition(self) -> Edition:
        return self.words.edition

    @property
    def other_lang(self) -> str:
        """The language shown next to the edition's."""
        return "en" if self.edition.is_chinese else "zh-Hans"

    def english(self, segment: Segment) -> str:
        """The segment's English; "" where there is none."""
        return self.resolved.translation.get(segment.id, "")

    def shows_chinese_instead(self, segment: Segment) -> bool:
        """Whether the Chinese is shown because there is no English yet."""
        return not self.edition.is_chinese and not self.english(segment)

    def lang(self, segment: Segment) -> str:
        """The segment's language, where that is not the edition's."""
        return "zh-Hans" if self.shows_chinese_instead(segment) else ""

    def plain(self, segment: Segment) -> str:
        """The segment in the edition's language."""
        if self.edition.is_chinese:
            return segment.text(self.edition.script)
        return self.english(segment) or segment.hans

    def _chinese(self, segment: Segment, signs: Mapping[int, Markup] = NO_SIGNS) -> Markup:
        inner, outer = self.marks(segment)
        return marked(segment.text(self.edition.script), inner, outer, signs)

    def _english(self, segment: Segment) -> Markup:
        inner, outer = self.english_marks(segment)
        return marked(self.english(segment), inner, outer)

    def main(self, segment: Segment) -> Markup:
        """The segment in the edition's language, with its marks and signs."""
        signs = self.signs.get(segment.id, NO_SIGNS)
        if self.edition.is_chinese or self.shows_chinese_instead(segment):
            return self._chinese(segment, signs)
        return self._english(segment) + self.all_signs(segment)

    def all_signs(self, segment: Segment) -> Markup:
        return Markup().join(self.signs.get(segment.id, NO_SIGNS).values())

    def other(self, segment: Segment) -> Markup:
        """The segment in the other language, or nothing where there is none."""
        if self.edition.is_chinese:
            return self._english(segment)
        return Markup() if self.shows_chinese_instead(segment) else self._chinese(segment)

    def other_title(self, segment: Segment) -> Markup:
        """A heading in the other language, like :meth:`title` without its final stop or comma."""
        other = self._chinese(segment) if self._named(segment) else self.other(segment)
        return other.rstrip("。.，,")

    def title(self, segment: Segment) -> str:
        """A heading in the edition's language, without its final stop or comma.

        A part whose heading has no English is called by its name, as in the navigation.
        """
        return self._named(segment) or self.plain(segment).rstrip("。.，,")

    def title_lang(self, segment: Segment) -> str:
        """The language of :meth:`title`, where that is not the edition's."""
        return "" if self._named(segment) else self.lang(segment)

    def _named(self, segment: Segment) -> str:
        """The English name of a part that its heading lacks; "" where that is not needed."""
        is_part = segment.level == "part" and self.shows_chinese_instead(segment)
        return self.part_of(segment.unit).name.en if is_part else ""

    def part_of(self, unit: str) -> Part:
        """The part in which a unit is."""
        id_ = unit.partition("-")[0]
        return next(part for part in self.resolved.publication.parts if part.id == id_)

    def unit_name(self, unit: str) -> str:
        """What the navigation calls a unit."""
        words = self.words
        if unit == "front":
            return words("front")
        part = self.part_of(unit)
        if unit == part.id:
            return words.of(part.name)
        if unit.endswith("-close"):
            return words("close")
        return self.title(self.resolved.document.by_unit[unit][0])

    def unit_lang(self, unit: str) -> str:
        """The language of a unit's name, where that is not the edition's."""
        first = self.resolved.document.by_unit[unit][0]
        return self.lang(first) if first.level == "section" else ""
