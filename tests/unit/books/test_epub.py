"""The books: complete, well formed, in order, in the right language, always the same bytes."""

import datetime
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urldefrag

import pytest
from lxml import etree

from build_tools.books import epub, footnotes
from build_tools.books.kinds import EDITION_OF, BookKind
from build_tools.publication.revision import Revision
from build_tools.records.editions import EDITIONS
from build_tools.system.cache import Cache
from tests.support.publications import full

REVISION = Revision("0123456789ab", datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC))
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Opened:
    kind: BookKind
    content: bytes
    files: dict[str, bytes]

    def page(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/{name}"])

    @property
    def pages(self) -> dict[str, etree._Element]:
        names = [n.removeprefix("EPUB/") for n in self.files if n.endswith(".xhtml")]
        return {name: self.page(name) for name in names}


@pytest.fixture(scope="module")
def books() -> dict[BookKind, Opened]:
    """The books, by kind."""
    made = {}
    for kind in EDITION_OF:
        content = epub.pack(epub.book(full.resolved(), kind), REVISION, Cache())
        held = zipfile.ZipFile(io.BytesIO(content))
        made[kind] = Opened(kind, content, {n: held.read(n) for n in held.namelist()})
    return made


@pytest.fixture(params=EDITION_OF)
def book(request: pytest.FixtureRequest, books: dict[BookKind, Opened]) -> Opened:
    return books[request.param]


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def test_the_container(book: Opened) -> None:
    first = zipfile.ZipFile(io.BytesIO(book.content)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    # The OCF standard lets a reader find the type at this very place.
    assert book.content[30:58] == b"mimetypeapplication/epub+zip"
    assert b"EPUB/package.opf" in book.files["META-INF/container.xml"]


def test_the_package_lists_every_file(book: Opened) -> None:
    package = book.page("package.opf")
    items = {i.get("id"): i.get("href") for i in package.iter(f"{OPF}item")}
    held = {n.removeprefix("EPUB/") for n in book.files if n.startswith("EPUB/")}
    assert set(items.values()) == held - {"package.opf"}
    spine = [items[i.get("idref")] for i in package.iter(f"{OPF}itemref")]
    assert sorted(spine) == sorted(book.pages)
    assert spine[:3] == ["cover.xhtml", "title.xhtml", "nav.xhtml"]


def test_the_package_says_who_can_read_it(book: Opened) -> None:
    package = book.page("package.opf")
    reported = Counter(m.get("property") for m in package.iter(f"{OPF}meta"))
    for name in ("Mode", "ModeSufficient", "ibilityFeature", "ibilityHazard", "ibilitySummary"):
        assert reported[f"schema:access{name}"], name
    assert reported["dcterms:modified"] == 1
    assert "2026-02-03T04:05:06Z" in book.files["EPUB/package.opf"].decode()


def test_every_link_resolves_and_every_id_is_one(book: Opened) -> None:
    ids = {}
    for name, page in book.pages.items():
        found = Counter(page.xpath("//@id"))
        assert [i for i, n in found.items() if n > 1] == [], name
        ids[name] = set(found)
    for name, page in book.pages.items():
        for url in page.xpath("//@href"):
            file, anchor = urldefrag(url)
            if url in (full.resolved().url, "book.css"):
                continue
            assert (file or name) in ids, f"{name}: {url}"
            assert not anchor or anchor in ids[file or name], f"{name}: {url}"


def test_the_whole_text_is_there_in_order(book: Opened) -> None:
    shown = "".join(
        text_of(page.find(f".//{XHTML}section"))
        for name, page in book.pages.items()
        if name.startswith("report-")
    )
    at = 0
    for segment in full.resolved().document.segments:
        texts = [segment.text(EDITION_OF[book.kind].script)] if book.kind != "en" else []
        if book.kind in ("en", "bilingual"):
            texts.append(full.resolved().translation[segment.id])
        for text in texts:
            words = text if segment.kind == "sentence" else text.rstrip("。.")
            found = shown.replace("*", "").find(words.replace("*", ""), at)
            assert found >= 0, f"{segment.id}: {words}"
            at = found


def test_contents_and_landmarks(book: Opened) -> None:
    navs = {n.get(f"{OPS}type"): n for n in book.page("nav.xhtml").iter(f"{XHTML}nav")}
    assert set(navs) == {"toc", "landmarks"}
    titles = [text_of(a).strip() for a in navs["toc"].iter(f"{XHTML}a")]
    assert len(titles) == len(full.resolved().document.units) + sum(
        s.level == "item" for s in full.resolved().document.segments
    )
    assert all(titles)
    if book.kind == "hans":
        assert titles[titles.index("2022年工作安排") :][:4] == [
            *("2022年工作安排", "一、聚力产业提质", "1.壮大工业集群", "2.发展现代农业")
        ]
    marks = {a.get(f"{OPS}type") for a in navs["landmarks"].iter(f"{XHTML}a")}
    assert marks == {"cover", "titlepage", "toc", "bodymatter", "glossary"}


def test_each_term_is_noted_once(book: Opened) -> None:
    in_sentences = {
        o.term
        for o in full.resolved().matching.occurrences
        if full.resolved().document.by_id[o.span.segment].kind == "sentence"
    }
    anchors: Counter[str | None] = Counter()
    notes: Counter[str | None] = Counter()
    for page in book.pages.values():
        anchors.update(a.get("id") for a in page.iter(f"{XHTML}a") if a.get("class") == "term")
        notes.update(
            n.get("id") for n in page.iter(f"{XHTML}aside") if n.get(f"{OPS}type") == "footnote"
        )
    assert anchors == Counter(f"at-{term}" for term in in_sentences)
    assert notes == Counter(f"note-{term}" for term in in_sentences)
    assert len(list(book.page("glossary.xhtml").iter(f"{XHTML}dt"))) == len(in_sentences)


def test_every_run_is_in_its_language(book: Opened) -> None:
    """No Chinese stands in what is marked as English, and no English words in Chinese."""
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            langs = [e.get(LANG) for e in (element, *element.iterancestors()) if e.get(LANG)]
            for text in [element.text or "", *(child.tail or "" for child in element)]:
                if langs[0] == "zh-Latn":
                    assert not HAN.search(text)
                elif langs[0].startswith("zh"):
                    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", text), f"{name}: {text}"
                else:
                    assert not HAN.search(text), f"{name}: {text}"


def test_pictures_have_a_text(book: Opened) -> None:
    pictures = [i for page in book.pages.values() for i in page.iter(f"{XHTML}img")]
    assert len(pictures) == 1
    assert pictures[0].get("alt")
    assert book.files["EPUB/cover.png"].startswith(b"\x89PNG")


def test_it_says_what_it_is_not(book: Opened) -> None:
    title = text_of(book.page("title.xhtml"))
    words = full.resolved().words(EDITION_OF[book.kind])
    assert words.translation(full.resolved().publication, long=True) in title
    ends = full.resolved().publication.source.ends_early
    assert ends
    end = words.of(ends)
    last = f"report-{full.resolved().document.units[-1]}.xhtml"
    assert end in text_of(book.page(last))
    assert REVISION.name in title


def test_the_same_book_is_the_same_file(book: Opened) -> None:
    assert epub.pack(epub.book(full.resolved(), book.kind), REVISION, Cache()) == book.content


def test_runs_escape() -> None:
    assert epub.runs([footnotes.Run('<b>"&')]) == "&lt;b&gt;&#34;&amp;"


def test_notes_leave_the_text_alone() -> None:
    for edition in EDITIONS:
        of = footnotes.notes_in(full.resolved(), edition)
        for segment in full.resolved().document.segments:
            text = (
                segment.text(edition.script)
                if edition.is_chinese
                else full.resolved().translation[segment.id]
            )
            assert "".join(run.text for run in of(segment)) == text
