"""All pages of an edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Code
from build_tools.diagnostics.all_codes import codes_by_room
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.pages import codes as codes_page
from build_tools.presentation.pages import data as data_page
from build_tools.presentation.pages import difficulties, downloads, home, notes, report
from build_tools.presentation.pages import glossary as glossary_pages
from build_tools.presentation.pages import history as history_page
from build_tools.presentation.pages import indicators as indicators_page
from build_tools.presentation.pages import tracker as tracker_pages
from build_tools.presentation.pages.frame import framed, with_moved
from build_tools.presentation.pages.glosses import Glosses, entry_path, first_on_pages, in_english
from build_tools.presentation.pages.head import Head
from build_tools.presentation.pages.moved import moved
from build_tools.presentation.pages.page import Page, address, unit_path
from build_tools.presentation.pages.record_words import record_words
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.records.editions import Edition
from build_tools.resources.interface import Words


def glosses_of(resolved: Resolved) -> Glosses:
    """Where the terms occur in the report."""
    by_segment = resolved.matching.by_segment
    return Glosses(
        resolved.glossary.by_id,
        by_segment,
        resolved.matching.by_term,
        first_on_pages(resolved.document, by_segment),
        in_english(resolved.glossary.by_id, by_segment, resolved.translation),
    )


@dataclass(frozen=True)
class Shared:
    """What the pages of all editions are made from alike."""

    glosses: Glosses
    record_words: Mapping[str, str]
    """The words by which the tracker's own search finds each record, by the id of its element."""
    codes: Mapping[str, Sequence[Code]]
    """All codes, by their rooms."""


def shared_by_editions(resolved: Resolved) -> Shared:
    """What the pages of all editions share, made once."""
    glosses = glosses_of(resolved)
    return Shared(glosses, record_words(resolved, glosses), codes_by_room())


def made_addresses(resolved: Resolved, words: Words) -> set[str]:
    """The addresses of all pages of an edition but those written by hand, without making them."""
    paths = [home.PATH, notes.PATH, downloads.PATH, data_page.PATH, codes_page.PATH]
    paths += [unit_path("front"), *map(unit_path, resolved.document.units)]
    if resolved.publication.has_both_sides:
        paths += [*tracker_pages.PATHS.values(), indicators_page.PATH]
        paths += [difficulties.PATH] if resolved.shown_tracker.difficulties else []
    paths += [path for path, _ in glossary_pages.ORDERS.values()]
    paths += map(entry_path, resolved.glossary.terms)
    paths += [history_page.PATH] if resolved.history else []
    return {*map(address, paths), *moved(resolved, words)}


def pages(
    resolved: Resolved,
    edition: Edition,
    shared: Shared,
    revision: Revision,
    book_names: Iterable[str],
    data_files: Mapping[str, str],
    handwritten: Iterable[Page],
) -> list[Page]:
    """All pages of an edition, in the order of the navigation.

    ``data_files`` gives the name of each file below ``data/`` and the path of its schema or "".
    """
    words, book_names, glosses = resolved.words(edition), list(book_names), shared.glosses
    tracked = (
        *tracker_pages.pages(resolved, words, shared.record_words),
        indicators_page.page(resolved, words),
    )
    version = resolved.newest.date if resolved.newest else None
    citer = Citer(resolved.publication, words, resolved.url, version)
    terms = tuple(glosses.terms.values())
    head = Head(citer, tuple(data_files), tuple(book_names), terms, bool(resolved.history))
    made = (
        home.page(resolved, words),
        *report.pages(resolved, words, glosses),
        *(tracked if resolved.publication.has_both_sides else ()),
        *glossary_pages.pages(resolved, words, glosses),
        notes.page(resolved, words),
        downloads.page(resolved, words, book_names, revision),
        data_page.page(words, data_files),
        codes_page.page(words, shared.codes),
        *((history_page.page(resolved, words),) if resolved.history else ()),
        *handwritten,
    )
    return list(framed(with_moved(made, moved(resolved, words), words), citer, head))
