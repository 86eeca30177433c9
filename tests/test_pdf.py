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
from build_tools.model import EDITIONS, Edition
from build_tools.release import Release
from tests.conftest import Real

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


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.id)
def book(request: pytest.FixtureRequest, real: Real) -> Opened:
    value = pdf.contents(real.resolved, request.param, RELEASE, URL)
    content = pdf.document(value, RELEASE)
    return Opened(request.param, value, content, PdfReader(io.BytesIO(content)))


def flat(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry, depth + 1)
        else:
            yield depth, entry.title


def test_the_outline_has_every_heading(book: Opened) -> None:
    wanted = [(b["depth"], b["heading"]) for b in book.value["body"] if "heading" in b]
    found = list(flat(book.reader.outline))
    assert [entry for entry in found if entry in wanted] == wanted
    assert len(wanted) > 40


def test_the_pages_are_numbered(book: Opened) -> None:
    labels = book.reader.page_labels
    assert labels[1] == "i"
    first = labels.index("1")
    assert labels[first:] == [str(n) for n in range(1, len(labels) - first + 1)]
    for page in (first, len(labels) - 1):
        assert book.text(page).endswith(labels[page]) or labels[page] in book.text(page)[-8:]


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


def test_each_term_is_noted_once(book: Opened, real: Real) -> None:
    noted = [
        run["en"]
        for block in book.value["body"]
        for run in block.get("paragraph", ())
        if isinstance(run, dict)
    ]
    assert sorted(noted) == sorted(
        real.resolved.glossary.by_id[term].en
        for term in {
            o.term
            for o in real.resolved.matching.occurrences
            if real.document.by_id[o.span.segment].kind == "sentence"
        }
    )
    shown = "".join(book.text(page) for page in range(len(book.reader.pages)))
    missing = [en for en in noted if re.sub(r"\s+", "", en) not in shown.replace("‑", "-")]
    # A word may be parted at the end of a line.
    assert len(missing) < len(noted) / 8, missing[:20]


def test_it_says_what_it_is(book: Opened, real: Real) -> None:
    front = book.text(0)
    for words in (book.value["unofficial"], book.value["ends"], RELEASE.name, RELEASE.date, URL):
        assert re.sub(r"\s+", "", words) in front
    ends = re.sub(r"\s+", "", book.value["ends"])
    assert ends in "".join(book.text(p) for p in range(-2, 0))
    assert book.reader.metadata
    assert book.reader.metadata.title == book.value["title"]
    root = book.reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith(book.value["lang"])
    assert root["/MarkInfo"]["/Marked"]


def test_the_same_values_are_the_same_file(real: Real) -> None:
    value = small(real, "Some words.")
    assert pdf.document(value, RELEASE) == pdf.document(value, RELEASE)


def small(real: Real, words: str) -> dict[str, Any]:
    value = pdf.contents(real.resolved, EDITIONS[2], RELEASE, URL)
    return {**value, "body": [{"depth": 1, "heading": "One"}, {"paragraph": [words]}]}


def test_text_is_never_a_command(real: Real) -> None:
    words = '#panic("no") *bold* _it_ $x$ `raw` <label> @ref \\ // -- "quote" ~'
    made = pdf.document(small(real, words), RELEASE)
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert re.sub(r"\s+", "", words) in re.sub(r"\s+", "", shown)


def test_a_character_without_a_font_is_refused(real: Real) -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf.document(small(real, "\U00013000"), RELEASE)


def test_what_cannot_be_set_is_told(real: Real) -> None:
    wrong = {s: f"\U00013000{en}" for s, en in real.resolved.translation.items()}
    problems = Problems()
    made = pdf.files(replace(real.resolved, translation=wrong), RELEASE, URL, "x", problems)
    assert [problem.code for problem in problems] == [pdf.PDF001]
    assert sorted(made) == ["x-hans.pdf", "x-hant.pdf"]


def test_what_was_set_before_is_not_set_again(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def document(value: object, release: Release) -> bytes:
        calls.append(value)
        return b"%d" % len(calls)

    monkeypatch.setattr(pdf, "document", document)
    first = pdf.files(real.resolved, RELEASE, URL, "x", Problems(), tmp_path)
    assert pdf.files(real.resolved, RELEASE, URL, "x", Problems(), tmp_path) == first
    assert len(calls) == len(EDITIONS)
    later = replace(RELEASE, name="another")
    assert pdf.files(real.resolved, later, URL, "x", Problems(), tmp_path) != first
    assert len(list(tmp_path.iterdir())) == len(EDITIONS)
