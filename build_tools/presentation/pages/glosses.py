"""Terms on the pages of the report: a mark at each place, and a note for each at the page's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.document.model import Document, Segment
from build_tools.glossary.matching import Occurrence
from build_tools.glossary.records import Term
from build_tools.presentation.markup import Mark
from build_tools.presentation.pages.page import address
from build_tools.presentation.templating import relative
from build_tools.text.pinyin import pinyin_units
from build_tools.translation.terms import occurrences as english_places


@dataclass(frozen=True)
class Glosses:
    """Where terms occur in the report."""

    terms: Mapping[str, Term]
    by_segment: Mapping[str, Sequence[Occurrence]]
    by_term: Mapping[str, Sequence[Occurrence]]
    first: frozenset[tuple[str, int]]
    """Segment and start of each term's first occurrence on its page."""
    english: Mapping[str, Sequence[tuple[str, int, int]]]
    """Term, start and end of the words of each segment's English that render a term."""

    def on_page(self, segments: Sequence[Segment], is_chinese: bool) -> list[Term]:
        """The terms of a page in the order of their first occurrence in the language shown."""
        found = [o.term for s in segments for o in self.by_segment.get(s.id, ())]
        english = [t for s in segments for t, _, _ in self.english.get(s.id, ())]
        return [
            self.terms[term] for term in dict.fromkeys(found if is_chinese else english + found)
        ]

    def count(self, term: Term) -> int:
        return len(self.by_term.get(term.id, ()))


def first_on_pages(
    document: Document, by_segment: Mapping[str, Sequence[Occurrence]]
) -> frozenset[tuple[str, int]]:
    """The place of the first occurrence of each term on each page of the report."""
    first = set()
    for segments in document.by_unit.values():
        seen: set[str] = set()
        for segment in segments:
            for occurrence in by_segment.get(segment.id, ()):
                if segment.kind == "sentence" and occurrence.term not in seen:
                    seen.add(occurrence.term)
                    first.add((segment.id, occurrence.span.start))
    return frozenset(first)


def in_english(
    terms: Mapping[str, Term],
    by_segment: Mapping[str, Sequence[Occurrence]],
    translation: Mapping[str, str],
) -> dict[str, list[tuple[str, int, int]]]:
    """Where a segment's English has its terms, by the glossary's own English; no two overlap."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for segment, occurrences in by_segment.items():
        text = translation.get(segment, "")
        places: list[tuple[str, int, int]] = []
        for term in dict.fromkeys(o.term for o in occurrences):
            for english in terms[term].english:
                spans = english_places(text, english)
                if spans:
                    places += [(term, start, end) for start, end in spans]
                    break
        kept: list[tuple[str, int, int]] = []
        for place in sorted(places, key=lambda p: (p[1] - p[2], p[1], p[0])):
            if all(place[2] <= other[1] or other[2] <= place[1] for other in kept):
                kept.append(place)
        found[segment] = sorted(kept, key=lambda p: p[1])
    return found


def entry_path(term: Term) -> str:
    """The staged page that holds a term's entry."""
    return f"glossary/{term.category}.md"


def entry_address(term: Term) -> str:
    return f"{address(entry_path(term))}#{term.id}"


def term_readings(glosses: Glosses, segment: Segment) -> dict[int, str]:
    """The reading of each Han character of a segment that is part of a term, by its offset.

    The glossary knows names that a dictionary of words does not.
    """
    found: dict[int, str] = {}
    for occurrence in glosses.by_segment.get(segment.id, ()):
        term = glosses.terms[occurrence.term]
        units, spelt = pinyin_units(term.hans), term.pinyin.split()
        if occurrence.form.hans != term.hans or len(units) != len(spelt):
            continue
        at = occurrence.span.start
        for unit, syllable in zip(units, spelt, strict=True):
            at = segment.hans.index(unit, at)
            found[at] = syllable
            at += len(unit)
    return found


def _mark(start: int, end: int, term: Term, page: str, number: int | None) -> Mark:
    """The mark of a term; with the ``number`` of its note it is a link."""
    if number is not None:
        url = relative(entry_address(term), page)
        opening = Markup('<a class="term" href="{}" data-term="{}" data-n="{}">')
        return Mark(start, end, opening.format(url, term.id, number), Markup("</a>"))
    opening = Markup('<span class="term-again" data-term="{}">').format(term.id)
    return Mark(start, end, opening, Markup("</span>"))


def chinese_marks(
    glosses: Glosses, segment: Segment, page: str, numbers: Mapping[str, int]
) -> list[Mark]:
    """The marks of a segment's terms as links from a page to their entries.

    Only the first occurrence on a page is a link from the start; the reader's switch makes links
    of the others. ``numbers`` has the number of each term's note, which its link has on paper.
    """
    return [
        _mark(
            found.span.start,
            found.span.end,
            glosses.terms[found.term],
            page,
            numbers[found.term] if (segment.id, found.span.start) in glosses.first else None,
        )
        for found in glosses.by_segment.get(segment.id, ())
    ]


def english_marks(
    glosses: Glosses, segments: Sequence[Segment], page: str, numbers: Mapping[str, int]
) -> dict[str, list[Mark]]:
    """The marks of the English of a page's sentences, by segment."""
    seen: set[str] = set()
    found: dict[str, list[Mark]] = {}
    for segment in segments:
        if segment.kind != "sentence":
            continue
        for term, start, end in glosses.english.get(segment.id, ()):
            number = None if term in seen else numbers[term]
            mark = _mark(start, end, glosses.terms[term], page, number)
            seen.add(term)
            found.setdefault(segment.id, []).append(mark)
    return found
