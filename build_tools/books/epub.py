"""EPUB 3 books of the same segments: Chinese with term notes, English, and side by side.

EPUB 3.3 (W3C), with the metadata that EPUB Accessibility 1.1 asks for. A term's note is a footnote
at the end of its chapter, which reading systems show in place.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from build_tools.books.covers_and_icons import book_cover
from build_tools.books.footnotes import Notes, Run, notes_in, sorted_terms
from build_tools.books.kinds import EDITION_OF, BookKind
from build_tools.document.model import Segment
from build_tools.glossary.records import Term
from build_tools.presentation.pages.home import occasion
from build_tools.presentation.segments import Block, Reader, blocks, opens_list
from build_tools.presentation.templating import environment
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.records.editions import ENGLISH
from build_tools.resources.interface import Words
from build_tools.system.cache import Cache
from build_tools.system.reproducible_zip import zip_files
from build_tools.text.han import by_language


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: str
    url: str
    below: tuple["ContentsEntry", ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter: one unit of the report."""

    id: str
    title: str
    other_title: str
    blocks: tuple[Block, ...]
    terms: tuple[Term, ...]
    """The terms noted in it, in reading order."""
    heading: Segment | None
    is_part: bool

    @property
    def file(self) -> str:
        """Its file name."""
        return f"{self.id}.xhtml"


@dataclass(frozen=True)
class Book:
    """One book, for the templates."""

    kind: BookKind
    resolved: Resolved
    words: Words
    """The words of the edition whose interface the book uses."""
    title: str
    chapters: tuple[Chapter, ...]
    main: Notes
    other: Notes | None
    """The other language of a side-by-side book."""

    @property
    def lang(self) -> str:
        """The language of the book."""
        return self.words.edition.lang

    @property
    def chinese_lang(self) -> str:
        """The language of the Chinese in the book."""
        return self.words.edition.chinese_lang

    def words_of(self, segment: Segment) -> Markup:
        """The segment in the book's main language."""
        return runs(self.main(segment))

    def other_of(self, segment: Segment) -> Markup:
        """The segment in the other language; nothing where the book has one language."""
        return runs(self.other(segment)) if self.other else Markup()


def runs(parts: Sequence[Run]) -> Markup:
    """Runs as XHTML: a term is a link to its note."""
    out = Markup()
    for run in parts:
        if run.term is None:
            out += Markup.escape(run.text)
            continue
        label = Markup("") if run.text else Markup(' aria-label="{}"').format(run.term.en)
        out += Markup(
            '<a class="term" epub:type="noteref" role="doc-noteref"'
            ' id="at-{0}" href="#note-{0}"{1}>{2}</a>'
        ).format(run.term.id, label, run.text or "*")
    return out


def english(text: str, words: Words, lang: str) -> Markup:
    """English as XHTML, the Chinese words in it in the book's script and marked as ``lang``."""
    out = Markup()
    for part, is_chinese in by_language(text):
        if is_chinese:
            mark = Markup('<span lang="{0}" xml:lang="{0}">{1}</span>')
            out += mark.format(lang, words.chinese(part))
        else:
            out += Markup.escape(part)
    return out


def _plain(notes: Notes) -> Notes:
    """The text without notes."""
    return lambda segment: [Run("".join(run.text for run in notes(segment)))]


def book(resolved: Resolved, kind: BookKind) -> Book:
    """The book of a kind."""
    words = resolved.words(EDITION_OF[kind])
    main = notes_in(resolved, words.edition)
    publication = resolved.publication
    title = words.of(publication.title)
    if kind == "bilingual":
        title = f"{title} · {publication.title.en}"
    return Book(
        kind,
        resolved,
        words,
        title,
        tuple(_chapters(resolved, words, main)),
        main,
        _plain(notes_in(resolved, ENGLISH)) if kind == "bilingual" else None,
    )


def _chapters(resolved: Resolved, words: Words, main: Notes) -> Iterator[Chapter]:
    reader = Reader(resolved, words)
    for unit in resolved.document.units:
        segments = resolved.document.by_unit[unit]
        terms = [run.term for s in segments for run in main(s) if run.term]
        first = segments[0]
        has_heading = unit != "front" and first.kind == "heading" and not opens_list(first)
        title = reader.title(first) if has_heading else reader.unit_name(unit)
        yield Chapter(
            f"report-{unit}",
            title,
            reader.english(first).rstrip(".") if has_heading and words.edition.is_chinese else "",
            tuple(blocks(segments)),
            tuple(terms),
            first if has_heading else None,
            unit == unit.partition("-")[0],
        )


def contents(made: Book) -> tuple[ContentsEntry, ...]:
    """The table of contents: parts, their sections, and the sections' items."""
    reader = Reader(made.resolved, made.words)
    top: list[ContentsEntry] = []
    for chapter in made.chapters:
        items = tuple(
            ContentsEntry(reader.title(block.heading), f"{chapter.file}#s{block.heading.id}")
            for block in chapter.blocks
            if block.heading and block.heading.level == "item"
        )
        entry = ContentsEntry(chapter.title, chapter.file, items)
        if chapter.is_part or not top:
            top.append(entry)
        else:
            part = top.pop()
            top.append(ContentsEntry(part.title, part.url, (*part.below, entry)))
    return tuple(top)


def first_place(made: Book) -> dict[str, str]:
    """The address in the book of each noted term's first occurrence, by its id."""
    return {t.id: f"{c.file}#at-{t.id}" for c in made.chapters for t in c.terms}


def pack(made: Book, revision: Revision, cache: Cache) -> bytes:
    """The EPUB file of a book; ``cache`` keeps its cover."""
    values = _template_values(made, revision)

    def page(template: str, **more: object) -> bytes:
        text = environment("books").get_template(f"epub/{template}.j2").render(**values, **more)
        return text.encode()

    files = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", page("container.xml")),
        ("EPUB/package.opf", page("package.opf")),
        ("EPUB/nav.xhtml", page("nav.xhtml")),
        ("EPUB/book.css", page("book.css")),
        ("EPUB/cover.png", _cover(made, cache)),
        ("EPUB/cover.xhtml", page("cover.xhtml")),
        ("EPUB/title.xhtml", page("title.xhtml")),
        *((f"EPUB/{c.file}", page("chapter.xhtml", chapter=c)) for c in made.chapters),
        *([("EPUB/glossary.xhtml", page("glossary.xhtml"))] if values["terms"] else []),
    ]
    return zip_files(files, revision.moment)


def _template_values(made: Book, revision: Revision) -> dict[str, Any]:
    words, places = made.words, first_place(made)
    terms = (made.resolved.glossary.by_id[term] for term in places)
    return {
        "book": made,
        "reader": Reader(made.resolved, words),
        "resolved": made.resolved,
        "edition": words.edition,
        "words": words,
        "revision": revision,
        "url": made.resolved.url,
        "english": partial(english, words=words, lang=made.chinese_lang),
        "contents": contents(made),
        "occasion": occasion(made.resolved.publication, words),
        "places": places,
        "terms": sorted_terms(terms, made.kind == "en"),
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{made.resolved.url}#{made.kind}").urn,
        "modified": revision.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind_of_book": words(f"book_{made.kind}"),
    }


def _cover(made: Book, cache: Cache) -> bytes:
    publication, words = made.resolved.publication, made.words
    return book_cover(
        words.chinese_of(publication.title) if words.edition.is_chinese else "",
        publication.title.en if made.kind in ("en", "bilingual") else "",
        words(f"book_{made.kind}"),
        words.of(publication.issuer),
        words.edition.script,
        cache,
    )
