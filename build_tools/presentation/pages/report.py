"""The report: a page a section, an anchor for every sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from build_tools.document.annex import Reference, references
from build_tools.document.model import Segment
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.citations.forms import PRINTED, forms
from build_tools.presentation.markup import Mark
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
from build_tools.presentation.segments import Marks, Reader, blocks, opens_list
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.text.pinyin import syllables


def pages(resolved: Resolved, words: Words, glosses: Glosses) -> Iterator[Page]:
    """The report's pages, in reading order; the first is its table of contents."""
    passages, marks = restored_passages(resolved), references(resolved.document)
    maker = _Maker(resolved, words, glosses, passages, marks)
    units = [unit for unit in resolved.document.units if unit != "front"]
    yield maker.contents(units)
    yield from map(maker.page, units)


@dataclass(frozen=True)
class _Maker:
    """Makes the pages of one edition."""

    resolved: Resolved
    words: Words
    glosses: Glosses
    passages: Sequence[RestoredPassage]
    references: Sequence[Reference]

    def page(self, unit: str) -> Page:
        """The page of a unit."""
        resolved, words, path = self.resolved, self.words, unit_path(unit)
        segments = resolved.document.by_unit[unit]
        first = segments[0]
        terms = self.glosses.on_page(segments, words.edition.is_chinese)
        restored = on_page(self.passages, segments)
        reader = Reader(
            resolved,
            words,
            *self._marks(segments, path, {term.id: n for n, term in enumerate(terms, 1)}),
            restored_signs(restored, words, path),
        )
        part = reader.part_of(unit)
        name, part_name = reader.unit_name(unit), words.of(part.name)
        headed = first.level in ("part", "section") and not opens_list(first)
        waiting = [segment for segment in segments if reader.shows_chinese_instead(segment)]
        body = render(
            "report.md.j2",
            words,
            resolved=resolved,
            reader=reader,
            blocks=list(blocks(segments)),
            title=reader.title(first) if headed else name,
            title_id=first.id if headed else "",
            # The renderer would make annex of Annex, which the first line of its list has.
            name_id=f"{first.id}-name" if opens_list(first) else "",
            title_lang=reader.title_lang(first) if headed else words.lang_of(part.name),
            untranslated=("some" if len(waiting) < len(segments) else "all") if waiting else "",
            part=part,
            is_last=unit == resolved.document.units[-1],
            terms=terms,
            glosses=self.glosses,
            restored=restored,
            path=path,
            records=self._records(segments, path),
            term_url=lambda term: relative(entry_address(term), path),
            pinyin={segment.id: self._pinyin(segment) for segment in segments},
        )
        sentence = next((s for s in segments if s.kind == "sentence"), first)
        return Page(
            path,
            name if unit == part.id else f"{name} · {part_name}",
            reader.plain(sentence),
            body,
            "report",
            nav=words("intro") if unit == part.id else name,
            group=part_name,
            source=_file_of(resolved, unit),
            cites="sentence",
        )

    def _records(self, segments: Sequence[Segment], path: str) -> list[Row]:
        """The achievements or commitments of a page, in order."""
        resolved = self.resolved
        viewer = Viewer(resolved.shown_tracker, self.words, path, resolved.translation)
        found = (i for s in segments for i in viewer.tracker.by_segment.get(s.id, ()))
        return [viewer.row(item) for item in found]

    def _pinyin(self, segment: Segment) -> str:
        better = term_readings(self.glosses, segment)
        return " ".join(syllables(segment.hans, better, self.resolved.readings))

    def _marks(
        self, segments: Sequence[Segment], path: str, numbers: Mapping[str, int]
    ) -> tuple[Marks, Marks]:
        """The marks over a page's Chinese and over its English; quotes over the edition's language.

        ``numbers`` are those of the notes on terms.
        """
        resolved, words, glosses = self.resolved, self.words, self.glosses
        edition, tracker = words.edition, resolved.shown_tracker
        in_english = english_marks(glosses, segments, path, numbers) if edition.id == "en" else {}

        def over_chinese(segment: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
            found = (one for one in self.references if one.segment == segment.id)
            notes = [_reference(resolved, one, path) for one in found]
            inner = [*notes, *chinese_marks(glosses, segment, path, numbers)]
            if not edition.is_chinese:
                return inner, ()
            return inner, segment_marks(tracker, words, segment, path)

        def over_english(segment: Segment) -> tuple[Sequence[Mark], Sequence[Mark]]:
            if edition.is_chinese:
                return (), ()
            text = resolved.translation.get(segment.id, "")
            return in_english.get(segment.id, ()), segment_marks(
                tracker, words, segment, path, text
            )

        return over_chinese, over_english

    def contents(self, units: Sequence[str]) -> Page:
        """The table of contents, with the front of the report."""
        resolved, words, path = self.resolved, self.words, unit_path("front")
        front = resolved.document.by_unit.get("front", ())
        restored = on_page(self.passages, front)
        reader = Reader(resolved, words, signs=restored_signs(restored, words, path))
        citer = Citer(resolved.publication, words, resolved.url)
        cited = forms(citer.report(address(path)), citer)
        body = render(
            "contents.md.j2",
            words,
            resolved=resolved,
            reader=reader,
            front=front,
            restored=restored,
            path=path,
            entries=[_entry(reader, unit, path) for unit in units],
            citations=[(name, PRINTED.get(name), text) for name, text in cited.items()],
        )
        return Page(
            path,
            words.of(resolved.publication.title),
            words.of(resolved.publication.site.description),
            body,
            "contents",
            hide=("toc",),
            source=_file_of(resolved, "front"),
            cites="sentence",
        )


def _file_of(resolved: Resolved, unit: str) -> str:
    """The file in which a unit's text is corrected: its translation, else the Chinese."""
    return f"data/translation/{unit}.yml" if resolved.has_english else "data/errata.yml"


def _reference(resolved: Resolved, found: Reference, page: str) -> Mark:
    """A link from a mark in the text to the note of the annex that it refers to."""
    url = relative(segment_address(resolved.document.by_id[found.note]), page)
    opening = Markup('<a class="annex-mark" href="{}">').format(url)
    return Mark(found.start, found.end, opening, Markup("</a>"))


def _entry(reader: Reader, unit: str, page: str) -> dict[str, Any]:
    """The entry of a unit in the table of contents, with its items."""
    items = [s for s in reader.resolved.document.by_unit[unit] if s.level == "item"]
    return {
        "is_part": "-" not in unit,
        "name": reader.unit_name(unit),
        "url": relative(address(unit_path(unit)), page),
        "lang": reader.unit_lang(unit),
        "items": [
            {
                "name": reader.title(item),
                "lang": reader.lang(item),
                "url": relative(segment_address(item), page),
            }
            for item in items
        ],
    }
