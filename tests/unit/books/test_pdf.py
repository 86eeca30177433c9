"""The PDFs: outline, page numbers, fonts, notes, what they say of themselves, the same bytes."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from build_tools.books import pdf
from build_tools.diagnostics import Problems
from build_tools.presentation.templating import Words
from build_tools.publication.release import Release
from build_tools.records.editions import EDITIONS, Edition
from tests.support.publications import full, tiny

RELEASE = Release("0123456789ab", datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC))
URL = "https://report.example.org/"
HAN = {"hans": "SC", "hant": "TC", "en": "SC"}


@dataclass(frozen=True)
class Opened:
    edition: Edition
    value: dict[str, Any]
    content: bytes
    reader: PdfReader

    def text(self, page: int) -> str:
        return re.sub(r"\s+", "", self.reader.pages[page].extract_text())

    def notes(self) -> Iterator[dict[str, str]]:
        """The terms that the notes name, in their order."""
        for block in self.value["body"]:
            for run in block.get("paragraph", ()):
                if isinstance(run, dict):
                    yield from run.get("note", ())

    @property
    def first_page(self) -> int:
        """Where the page numbered 1 is."""
        return int(self.reader.page_labels.index("1"))


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.id)
def book(request: pytest.FixtureRequest) -> Opened:
    value = pdf.contents(full.resolved(), request.param, RELEASE, URL)
    content = pdf.document(value, RELEASE)
    return Opened(request.param, value, content, PdfReader(io.BytesIO(content)))


def flat_entries(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat_entries(entry)
        else:
            yield entry


def flat(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry, depth + 1)
        else:
            yield depth, entry.title


def test_the_outline_has_every_heading(book: Opened) -> None:
    wanted = [(b["depth"], b["heading"]) for b in book.value["body"] if "heading" in b]
    wanted.append((1, book.value["words"]["glossary"]))
    found = list(flat(book.reader.outline))
    assert [entry for entry in found if entry in wanted] == wanted


def test_the_pages_are_numbered(book: Opened) -> None:
    labels = book.reader.page_labels
    first = book.first_page
    assert labels[first:] == [str(n) for n in range(1, len(labels) - first + 1)]
    for page in (first, len(labels) - 1):
        assert book.text(page).endswith(labels[page]) or labels[page] in book.text(page)[-8:]


def test_the_contents_fit_their_page(book: Opened) -> None:
    assert (book.reader.page_labels[1], book.first_page) == ("i", 2)
    shown = book.text(1)
    for block in book.value["body"]:
        if block.get("depth", 9) <= 2:
            assert re.sub(r"\s+", "", block["heading"])[:12] in shown


def test_fonts_are_embedded_in_part(book: Opened) -> None:
    names: set[str] = set()
    for page in book.reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            base = font.get_object()
            inner = base.get("/DescendantFonts", [base])[0].get_object()
            described = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described), base["/BaseFont"]
            names.add(base["/BaseFont"])
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names)
    assert any(f"NotoSerif{HAN[book.edition.id]}" in name for name in names)
    assert len(book.content) < 4_000_000


def test_each_term_is_noted_once_and_explained_once(book: Opened) -> None:
    in_sentences = {
        o.term
        for o in full.resolved().matching.occurrences
        if full.resolved().document.by_id[o.span.segment].kind == "sentence"
    }
    assert sorted(term["id"] for term in book.notes()) == sorted(in_sentences)
    explained = [term["id"] for group in book.value["glossary"] for term in group["terms"]]
    assert sorted(explained) == sorted(in_sentences)
    letters = [group["letter"] for group in book.value["glossary"]]
    assert letters == sorted(set(letters))


def test_the_notes_stand_at_the_foot_of_their_page(book: Opened) -> None:
    """Page after page, the notes go on where those of the page before ended."""
    noted = [
        re.sub(r"\s+", "", t["zh"] + t["en"] if book.edition.is_chinese else t["en"] + t["zh"])
        for t in book.notes()
    ]
    at = 0
    for page in range(book.first_page, len(book.reader.pages)):
        while at < len(noted) and noted[at] in book.text(page):
            at += 1
    assert at == len(noted) > 5


def test_each_term_leads_to_the_glossary_and_back(book: Opened) -> None:
    links = [
        a.get_object()
        for page in book.reader.pages
        for a in page.get("/Annots", ())
        if a.get_object()["/Subtype"] == "/Link"
    ]
    starts = [b["paragraph"] for b in book.value["body"] if "paragraph" in b]
    marked = sum("term" in run for runs in starts for run in runs if isinstance(run, dict))
    assert marked > 0.8 * len(list(book.notes()))
    assert len(links) > marked + len(list(book.notes()))
    assert all(link["/Contents"] for link in links)


def test_the_glossary_is_whole(book: Opened) -> None:
    """Its first page and its last: terms, readings, meanings and pages."""
    titles = {
        entry.title: book.reader.get_destination_page_number(entry)
        for entry in book.reader.outline
        if not isinstance(entry, list)
    }
    first = titles[book.value["words"]["glossary"]]
    terms = [term for group in book.value["glossary"] for term in group["terms"]]
    for page, term in ((first, terms[0]), (len(book.reader.pages) - 1, terms[-1])):
        shown = book.text(page)
        for words in (term["zh"], term["pinyin"], term["en"]):
            assert re.sub(r"\s+", "", words) in shown
    assert terms[0]["definition"][0].split()[0] in book.text(first)


def test_it_says_what_it_is(book: Opened) -> None:
    front = book.text(0)
    for words in (book.value["unofficial"], book.value["ends"], RELEASE.name, RELEASE.date, URL):
        assert re.sub(r"\s+", "", words) in front
    ends = re.sub(r"\s+", "", book.value["ends"])
    last = next(b for b in reversed(book.value["body"]) if "heading" in b)
    page = next(
        book.reader.get_destination_page_number(entry)
        for entry in flat_entries(book.reader.outline)
        if entry.title == last["heading"]
    )
    assert ends in book.text(page) + book.text(page + 1)
    assert book.reader.metadata
    assert book.reader.metadata.title == book.value["title"]
    root = book.reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith(book.value["lang"])
    assert root["/MarkInfo"]["/Marked"]


def test_the_same_values_are_the_same_file() -> None:
    value = small("Some words.")
    assert pdf.document(value, RELEASE) == pdf.document(value, RELEASE)


def small(words: str, definition: str = "") -> dict[str, Any]:
    value = pdf.contents(full.resolved(), EDITIONS[2], RELEASE, URL)
    noted = {"id": "x", "zh": "词", "pinyin": "cí", "en": "word"}
    entry = {**noted, "definition": pdf.english(definition, Words(EDITIONS[2]))}
    paragraph = [words, {"note": [noted]}]
    return {
        **value,
        "body": [{"depth": 1, "heading": "One"}, {"paragraph": paragraph}],
        "glossary": [{"letter": "W", "terms": [entry]}],
    }


def chinese_runs(made: bytes) -> int:
    """How many runs are marked as Chinese (PDF 1.7, 14.9.2.2)."""
    pages = PdfReader(io.BytesIO(made)).pages
    return sum(page.get_contents().get_data().count(b"/Lang(zh-CN)") for page in pages)


def test_chinese_within_english_is_marked_as_such() -> None:
    plain = pdf.document(small("Words.", "It means so."), RELEASE)
    mixed = pdf.document(small("Words.", "It means “审议” so, and “报告” too."), RELEASE)
    assert chinese_runs(mixed) - chinese_runs(plain) == 2


def test_text_is_never_a_command() -> None:
    words = '#panic("no") *bold* _it_ $x$ `raw` <label> @ref \\ // -- "quote" ~'
    made = pdf.document(small(words), RELEASE)
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert re.sub(r"\s+", "", words) in re.sub(r"\s+", "", shown)


def test_a_character_without_a_font_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf.document(small("\U00013000"), RELEASE)


def test_what_cannot_be_set_is_told() -> None:
    found = tiny.resolved()
    wrong = {s: f"\U00013000{en}" for s, en in found.translation.items()}
    problems = Problems()
    made = pdf.files(replace(found, translation=wrong), RELEASE, URL, "x", problems)
    assert [problem.code for problem in problems] == [pdf.BOK001]
    assert sorted(made) == ["x-hans.pdf", "x-hant.pdf"]


def test_what_was_set_before_is_not_set_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def document(value: object, release: Release) -> bytes:
        calls.append(value)
        return b"%d" % len(calls)

    monkeypatch.setattr(pdf, "document", document)
    found = tiny.resolved()
    first = pdf.files(found, RELEASE, URL, "x", Problems(), tmp_path)
    assert pdf.files(found, RELEASE, URL, "x", Problems(), tmp_path) == first
    assert len(calls) == len(EDITIONS)
    for later in (
        replace(RELEASE, name="another"),
        replace(RELEASE, moment=RELEASE.moment + datetime.timedelta(seconds=1)),
    ):
        assert pdf.files(found, later, URL, "x", Problems(), tmp_path) != first
    assert len(list(tmp_path.iterdir())) == len(EDITIONS)
