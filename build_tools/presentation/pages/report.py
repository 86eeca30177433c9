"""The report: a page a section, an anchor for every sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from markupsafe import Markup

from build_tools.document.annex import Reference, references
from build_tools.document.model import Segment, with_items
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.citations.forms import PRINTED, forms
from build_tools.presentation.markup import NO_SIGNS, Mark, marked
from build_tools.presentation.pages.glosses import (
    Glosses,
    chinese_marks,
    english_marks,
    entry_address,
    term_readings,
)
from build_tools.presentation.pages.page import Page, address, segment_address, unit_path
from build_tools.presentation.pages.restored_passages import (
    RestoredPassage,
    on_page,
    restored_passages,
    restored_signs,
)
from build_tools.presentation.pages.tracker_views import Row, Viewer, segment_marks
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Part, site_url
from build_tools.resources.interface import Words
from build_tools.text.pinyin import syllables

Marks = Callable[[Segment], tuple[Sequence[Mark], Sequence[Mark]]]
"""Gives the inner and outer marks of a segment's text in one language."""


@dataclass(frozen=True)
class Block:
    """A heading, or the sentences of one paragraph."""

    heading: Segment | None
    depth: int
    """Of the heading: 1 is a page's title."""
    sentences: tuple[Segment, ...]
    returns: bool = False
    """Whether the section goes on here, behind its items."""


def no_marks(_: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
    """For text without any marks."""
    return (), ()


DEPTHS = {"part": 1, "section": 1, "item": 2, "lead": 3}


def blocks(segments: Sequence[Segment]) -> Iterator[Block]:
    """The segments of a page as headings and paragraphs, in order."""
    was_in_item = False
    pairs = with_items(segments)
    for (_, kind), run in groupby(pairs, key=lambda pair: (pair[0].paragraph, pair[0].kind)):
        found, items = zip(*run, strict=True)
        if kind == "heading":
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
        return self.other(segment).rstrip("。.，,")

    def title(self, segment: Segment) -> str:
        """A heading in the edition's language, without its final stop or comma."""
        return self.plain(segment).rstrip("。.，,")

    def unit_name(self, unit: str) -> str:
        """What the navigation calls a unit."""
        words = self.words
        if unit == "front":
            return words("front")
        part = _part_of(self.resolved, unit)
        if unit == part.id:
            return words.of(part.name)
        if unit.endswith("-close"):
            return words("close")
        return self.title(self.resolved.document.by_unit[unit][0])

    def unit_lang(self, unit: str) -> str:
        """The language of a unit's name, where that is not the edition's."""
        first = self.resolved.document.by_unit[unit][0]
        return self.lang(first) if first.level == "section" else ""


def records(resolved: Resolved, words: Words, segments: Sequence[Segment], path: str) -> list[Row]:
    """The achievements or commitments of a page, in order."""
    viewer = Viewer(resolved.shown_tracker, words, path, resolved.translation)
    found = (i for s in segments for i in viewer.tracker.by_segment.get(s.id, ()))
    return [viewer.row(item) for item in found]


def _part_of(resolved: Resolved, unit: str) -> Part:
    part_id = unit.partition("-")[0]
    return next(part for part in resolved.publication.parts if part.id == part_id)


def pages(resolved: Resolved, words: Words, glossed: Glosses) -> Iterator[Page]:
    """The report's pages, in reading order; the first is its table of contents."""
    reader = Reader(resolved, words)
    units = [unit for unit in resolved.document.units if unit != "front"]
    places = restored_passages(resolved)
    yield _contents(reader, units, places)
    last = resolved.document.units[-1]
    referring = references(resolved.document)
    for unit in units:
        path = unit_path(unit)
        segments = resolved.document.by_unit[unit]
        name = reader.unit_name(unit)
        first = segments[0]
        terms = glossed.on_page(segments, words.edition.is_chinese)
        numbers = {term.id: number for number, term in enumerate(terms, 1)}
        marks, english = _marks(resolved, words, glossed, segments, path, referring, numbers)
        here = on_page(places, segments)
        reader = Reader(resolved, words, marks, english, restored_signs(here, words, path))
        headed = first.level in ("part", "section")
        waiting = [segment for segment in segments if reader.shows_chinese_instead(segment)]
        part = _part_of(resolved, unit)
        body = render(
            "report.md.j2",
            words,
            resolved=resolved,
            reader=reader,
            blocks=list(blocks(segments)),
            title=reader.title(first) if headed else name,
            title_id=first.id if headed else "",
            title_lang=reader.lang(first) if headed else words.lang_of(part.name),
            untranslated=("some" if len(waiting) < len(segments) else "all") if waiting else "",
            part=part,
            is_last=unit == last,
            terms=terms,
            glosses=glossed,
            restored=here,
            path=path,
            records=records(resolved, words, segments, path),
            term_url=lambda term, path=path: relative(entry_address(term), path),
            pinyin={
                s.id: " ".join(syllables(s.hans, term_readings(glossed, s), resolved.readings))
                for s in segments
            },
        )
        part_name = words.of(part.name)
        title = name if unit == part.id else f"{name} · {part_name}"
        sentence = next((s for s in segments if s.kind == "sentence"), first)
        label = words("intro") if unit == part.id else name
        yield Page(
            path,
            title,
            reader.plain(sentence),
            body,
            "report",
            nav=label,
            group=part_name,
            source=_file_of(resolved, unit),
            cites="sentence",
        )


def _file_of(resolved: Resolved, unit: str) -> str:
    """The file in which a unit's text is corrected: its translation, else the Chinese."""
    return f"data/translation/{unit}.yml" if resolved.has_english else "data/errata.yml"


def _marks(
    resolved: Resolved,
    words: Words,
    glossed: Glosses,
    segments: Sequence[Segment],
    path: str,
    referring: Sequence[Reference],
    numbers: Mapping[str, int],
) -> tuple[Marks, Marks]:
    """The marks over a page's Chinese and over its English; quotes over the edition's language."""
    edition = words.edition
    in_english = english_marks(glossed, segments, path, numbers) if edition.id == "en" else {}

    def over_chinese(segment: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
        notes = [_reference(resolved, r, path) for r in referring if r.segment == segment.id]
        inner = [*notes, *chinese_marks(glossed, segment, path, numbers)]
        if not edition.is_chinese:
            return inner, ()
        return inner, segment_marks(resolved.shown_tracker, words, segment, path)

    def over_english(segment: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
        if edition.is_chinese:
            return (), ()
        text = resolved.translation.get(segment.id, "")
        outer = segment_marks(resolved.shown_tracker, words, segment, path, text)
        return in_english.get(segment.id, ()), outer

    return over_chinese, over_english


def _reference(resolved: Resolved, found: Reference, page: str) -> Mark:
    """A link from a mark in the text to the note of the annex that it refers to."""
    url = relative(segment_address(resolved.document.by_id[found.note]), page)
    opening = Markup('<a class="annex-mark" href="{}">').format(url)
    return Mark(found.start, found.end, opening, Markup("</a>"))


def _contents(reader: Reader, units: Sequence[str], places: Sequence[RestoredPassage]) -> Page:
    resolved, words, path = reader.resolved, reader.words, "report/index.md"
    front = resolved.document.by_unit.get("front", ())
    here = on_page(places, front)
    reader = replace(reader, signs=restored_signs(here, words, path))
    citer = Citer(resolved.publication, words, site_url(resolved.publication))
    cited = forms(citer.report(address(path)), citer)
    entries = []
    for unit in units:
        segments = resolved.document.by_unit[unit]
        items = [s for s in segments if s.level == "item"]
        entries.append(
            {
                "unit": unit,
                "is_part": "-" not in unit,
                "name": reader.unit_name(unit),
                "url": relative(address(unit_path(unit)), path),
                "lang": reader.unit_lang(unit),
                "items": [
                    {
                        "name": reader.title(item),
                        "lang": reader.lang(item),
                        "url": relative(segment_address(item), path),
                    }
                    for item in items
                ],
            }
        )
    body = render(
        "contents.md.j2",
        words,
        resolved=resolved,
        reader=reader,
        front=front,
        restored=here,
        path=path,
        entries=entries,
        citations=[(name, PRINTED.get(name), text) for name, text in cited.items()],
    )
    title = words.of(resolved.publication.title)
    return Page(
        path,
        title,
        words.of(resolved.publication.site.description),
        body,
        "contents",
        hide=("toc",),
        source=_file_of(resolved, "front"),
        cites="sentence",
    )
