"""Terms on the pages of the report: a mark at each place, and a note for each at the page's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.glossary import Term
from build_tools.markup import Mark
from build_tools.matching import Occurrence
from build_tools.model import Document, Segment
from build_tools.pages.page import address
from build_tools.templating import relative


@dataclass(frozen=True)
class Glosses:
    """Where terms stand in the report."""

    terms: Mapping[str, Term]
    by_segment: Mapping[str, Sequence[Occurrence]]
    by_term: Mapping[str, Sequence[Occurrence]]
    first: frozenset[tuple[str, int]]
    """Segment and start of each term's first occurrence on its page."""

    def on_page(self, segments: Sequence[Segment]) -> list[Term]:
        """The terms of a page in the order in which they first stand there."""
        found = (o.term for s in segments for o in self.by_segment.get(s.id, ()))
        return [self.terms[term] for term in dict.fromkeys(found)]

    def count(self, term: Term) -> int:
        return len(self.by_term.get(term.id, ()))


def first_on_pages(
    document: Document, by_segment: Mapping[str, Sequence[Occurrence]]
) -> frozenset[tuple[str, int]]:
    """Where each term stands first on each page of the report."""
    first = set()
    for segments in document.by_unit.values():
        seen: set[str] = set()
        for segment in segments:
            for occurrence in by_segment.get(segment.id, ()):
                if segment.kind == "sentence" and occurrence.term not in seen:
                    seen.add(occurrence.term)
                    first.add((segment.id, occurrence.span.start))
    return frozenset(first)


def entry_path(term: Term) -> str:
    """The staged page that holds a term's entry."""
    return f"glossary/{term.category}.md"


def entry_address(term: Term) -> str:
    return f"{address(entry_path(term))}#{term.id}"


def marks(glosses: Glosses) -> Callable[[Segment, str], list[Mark]]:
    """Gives the marks of a segment's terms as links from a page to their entries.

    Only the first occurrence on a page is a link from the start; the reader's switch makes links
    of the others.
    """

    def of(segment: Segment, page: str) -> list[Mark]:
        found = []
        for occurrence in glosses.by_segment.get(segment.id, ()):
            term = glosses.terms[occurrence.term]
            url = relative(entry_address(term), page)
            start, end = occurrence.span.start, occurrence.span.end
            if (segment.id, start) in glosses.first:
                opening = Markup('<a class="term" href="{}" data-term="{}">').format(url, term.id)
                closing = Markup("</a>")
            else:
                opening = Markup('<span class="term-again" data-term="{}">').format(term.id)
                closing = Markup("</span>")
            found.append(Mark(start, end, opening, closing))
        return found

    return of
