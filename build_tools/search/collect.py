"""What a search can find: the report, the tracker's records, the terms, and other pages."""

from collections.abc import Iterable, Iterator

from build_tools.document.model import Segment, with_items
from build_tools.presentation.pages import difficulties
from build_tools.presentation.pages.glossary import subject_title
from build_tools.presentation.pages.glosses import Glosses, entry_address
from build_tools.presentation.pages.page import Page, address, unit_path
from build_tools.presentation.pages.tracker_views import record_address, result_words
from build_tools.presentation.segments import Reader
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.resources.interface import Words
from build_tools.search.entries import EntryKind, Gloss, Quote, SearchEntry
from build_tools.search.page_text import TextBlock, text_blocks
from build_tools.tracker.model import Tracked

NOT_READ = frozenset(
    {"codes", "contents", "glossary", "history", "home", "report", "subject", "tracker"}
)
"""The kinds of pages that the search does not read as pages. Most of them show what is an entry of
its own; the codes and the history are for editors."""


def collect_entries(resolved: Resolved, words: Words, glossed: Glosses) -> Iterator[SearchEntry]:
    """What the search index has of the data, page by page in reading order."""
    yield from _report(resolved, words, glossed)
    if resolved.publication.has_both_sides:
        yield from _tracker(resolved, words)
    yield from _terms(resolved, words)


def page_entries(pages: Iterable[Page], edition: Edition) -> Iterator[SearchEntry]:
    """What the index has of other pages, out of all ``pages`` of an edition."""
    for page in pages:
        if page.kind not in NOT_READ:
            yield from _page(page, edition)


def _glosses(glossed: Glosses, segment: Segment) -> tuple[Gloss, ...]:
    """The terms of a segment's Chinese with their English."""
    return tuple(
        Gloss(o.span.start, o.span.end, glossed.terms[o.term].english)
        for o in glossed.by_segment.get(segment.id, ())
    )


def _report(resolved: Resolved, words: Words, glossed: Glosses) -> Iterator[SearchEntry]:
    """Every segment once: the edition's Chinese as its text, and the English."""
    reader = Reader(resolved, words)
    for unit, segments in resolved.document.by_unit.items():
        page = address(unit_path(unit))
        title = reader.unit_name(unit)
        heading, outside, last, paragraph = "", "", None, 0
        for segment, item in with_items(segments):
            kind: EntryKind = "sentence"
            if segment.kind == "heading":
                kind = "title" if segment.level in ("part", "section", "title") else "heading"
                heading = reader.title(segment)
            elif last and not item:
                heading = outside
            if kind == "title":
                outside = heading
            last = item
            yield SearchEntry(
                page=page,
                title=title,
                heading="" if kind == "title" else heading,
                anchor=segment.id,
                kind=kind,
                text=segment.text(words.edition.script),
                english=resolved.translation.get(segment.id, ""),
                glosses=_glosses(glossed, segment),
                joined=segment.paragraph == paragraph,
            )
            paragraph = segment.paragraph


def _tracker(resolved: Resolved, words: Words) -> Iterator[SearchEntry]:
    """The titles of the tracker's records, each with what became of it."""
    years = resolved.tracker.years
    titles = {
        "tracker/index.html": words("tracker_title", **years),
        "tracker/new.html": words("tracker_new", **years),
    }
    for difficulty in resolved.shown_tracker.difficulties:
        yield SearchEntry(
            page=address(difficulties.PATH),
            title=words("admitted"),
            heading=words.of(difficulty.record.title),
            anchor=difficulties.difficulty_anchor(difficulty),
            kind="tracker",
            text=words.chinese_of(difficulty.record.title),
            english=difficulty.record.title.en,
        )
    tracker = resolved.shown_tracker
    for item in tracker.items:
        page, _, anchor = record_address(item).partition("#")
        yield SearchEntry(
            page=page,
            title=titles[page],
            heading=_marked(words, item),
            anchor=anchor,
            kind="tracker",
            text=words.chinese_of(item.title),
            english=item.title.en,
            note=words("list_separator").join(result_words(tracker, item, words)),
            quote=_quote(resolved, item),
        )


def _quote(resolved: Resolved, item: Tracked) -> Quote:
    """Where a record's quote is in the report."""
    sentence, quoted = resolved.translation.get(item.segment.id, ""), item.record.english
    at = sentence.find(quoted) if quoted else -1
    english = (at, at + len(quoted)) if at >= 0 else (0, 0)
    return Quote(item.segment.id, item.span.start, item.span.end, english)


def _marked(words: Words, item: Tracked) -> str:
    """A record's title; a draft's says that it is one."""
    title = words.of(item.title)
    return words("aside", text=title, aside=words("draft_mark")) if item.is_draft else title


def _terms(resolved: Resolved, words: Words) -> Iterator[SearchEntry]:
    for term in sorted(resolved.glossary.terms, key=lambda term: (term.category, term.id)):
        page, _, anchor = entry_address(term).partition("#")
        text = term.text(words.edition.script)
        # The first English form is the entry's own text; a gloss adds the others.
        also = (Gloss(0, len(text), term.english),) if term.english[1:] else ()
        yield SearchEntry(
            page=page,
            title=subject_title(resolved, term.category, words),
            heading=term.en,
            anchor=anchor,
            kind="glossary",
            text=text,
            english=term.en,
            glosses=also,
        )


def _page(page: Page, edition: Edition) -> Iterator[SearchEntry]:
    """A page's title and its blocks."""
    for block in (TextBlock("", "", page.title), *text_blocks(page.body)):
        own, other = (block.text, "") if edition.is_chinese else ("", block.text)
        yield SearchEntry(
            page=page.address,
            title=page.title,
            heading=block.heading,
            anchor=block.anchor,
            kind="page",
            text=own,
            english=other,
        )
