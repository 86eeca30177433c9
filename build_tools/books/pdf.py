"""The report as a PDF for each edition and in both languages, set by Typst.

A term is underlined where it first occurs, and a footnote to its sentence gives its counterpart in
the other language; a glossary at the end defines it. Definitions in the footnotes would take more
of the page than the text.

The Typst program (``templates/typst/report.typ``) is the same for all editions; it gets the text as
JSON, so no character of the text is ever read as a command.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from itertools import groupby
from typing import Any

import typst

from build_tools.books.footnotes import Notes, Run, notes_in, sorted_terms
from build_tools.books.kinds import EDITION_OF, BookKind, kinds
from build_tools.books.typesetting import typeset
from build_tools.diagnostics import Code, Place, Problems
from build_tools.document.model import Segment
from build_tools.glossary.records import Term
from build_tools.presentation.segments import Reader, blocks, opens_list
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.resources.interface import Words
from build_tools.system.cache import Cache
from build_tools.text.han import by_language
from build_tools.text.plain import unmarked

BOK001 = Code(
    "BOK001",
    "The report cannot be set as a PDF.",
    "The typesetter's own message says why; a character that no font has is the usual reason.",
    example=(
        'PDF/UA-1 error: the text `"𓀀"` could not be displayed with font `"Source Han Serif SC"`'
    ),
)

REGIONS = {"hans": "cn", "hant": "tw"}
HEADINGS = {"part": 1, "section": 2, "item": 3, "lead": 4}


def english(text: str, words: Words) -> list[Any]:
    """English, with the Chinese in it (the project's, not the report's) as separate values."""
    return [{"zh": words.chinese(part)} if han else part for part, han in by_language(text)]


def _sentence(runs: Sequence[Run], words: Words) -> list[Any]:
    """A sentence: its words, the terms among them, and a note of the terms' counterparts."""
    edition = words.edition
    out: list[Any] = []
    for run in runs:
        if run.term and run.text:
            out.append({"term": run.term.id, "text": run.text})
        elif edition.is_chinese:
            out.append(run.text)
        else:
            out += english(run.text, words)
    noted = [
        {"id": run.term.id, "zh": run.term.text(edition.script), "en": run.term.en}
        for run in runs
        if run.term
    ]
    return [*out, {"note": noted}] if noted else out


def _glossary(terms: Iterable[Term], words: Words) -> list[dict[str, Any]]:
    """The terms noted in the text with their definitions, under their first letters."""
    edition, by_english = words.edition, not words.edition.is_chinese

    def letter_of(term: Term) -> str:
        first = unmarked(term.en if by_english else term.pinyin)[:1].upper()
        return first if first.isalpha() else "0–9"

    return [
        {
            "letter": letter,
            "terms": [
                {
                    "id": term.id,
                    "zh": term.text(edition.script),
                    "pinyin": term.reading,
                    "en": term.en,
                    "chinese": "" if by_english else term.chinese_definition(edition.script),
                    "definition": english(term.definition, words),
                }
                for term in group
            ],
        }
        for letter, group in groupby(sorted_terms(terms, by_english), letter_of)
    ]


def _body(resolved: Resolved, notes: Notes, words: Words, with_english: bool) -> list[Any]:
    """Headings with their depth, and paragraphs, in reading order.

    With English, a heading has its English, and a paragraph is pairs of sentences.
    """
    reader = Reader(resolved, words)
    out: list[Any] = []
    depth = 0
    for unit in resolved.document.units:
        segments = [
            s for s in resolved.document.by_unit[unit] if unit != "front" or s.kind == "sentence"
        ]
        if unit.endswith("-close") or opens_list(resolved.document.by_unit[unit][0]):
            depth = 2 if unit.endswith("-close") else 1
            out.append({"depth": depth, "heading": reader.unit_name(unit)})
        for block in blocks(segments):
            if block.heading:
                depth = min(depth + 1, HEADINGS.get(block.heading.level, 3))
                out.append({"depth": depth, "heading": reader.title(block.heading)})
                if with_english:
                    out[-1]["english"] = english(reader.english(block.heading).rstrip("."), words)
                continue
            if block.returns:
                out.append({"returns": True})
            if with_english:
                pairs = [
                    [_sentence(notes(s), words), english(reader.english(s), words)]
                    for s in block.sentences
                ]
                out.append({"pairs": pairs})
            else:
                out.append({"paragraph": _paragraph(block.sentences, notes, words)})
    return out


def _paragraph(sentences: Sequence[Segment], notes: Notes, words: Words) -> list[Any]:
    out: list[Any] = []
    for segment in sentences:
        if out and not words.edition.is_chinese:
            out.append(" ")
        out += _sentence(notes(segment), words)
    return out


def contents(resolved: Resolved, kind: BookKind, revision: Revision) -> dict[str, Any]:
    """What the Typst program sets, as plain values."""
    edition = EDITION_OF[kind]
    publication, words = resolved.publication, resolved.words(edition)
    reader = Reader(resolved, words)
    notes = notes_in(resolved, edition)
    noted = [run.term for s in resolved.document.segments for run in notes(s) if run.term]
    return {
        "script": edition.script,
        "lang": "zh" if edition.is_chinese else "en",
        "region": REGIONS[edition.script] if edition.is_chinese else "gb",
        "title": words.of(publication.title),
        "english_title": publication.title.en if kind == "bilingual" else "",
        "running": words.of(publication.site.name),
        "issuer": words.of(publication.issuer),
        "front": [
            {"level": s.level, "text": reader.plain(s)}
            for s in resolved.document.by_unit.get("front", ())
            if s.level in ("title", "meeting", "speaker")
        ],
        "moment": [revision.moment.year, revision.moment.month, revision.moment.day],
        "unofficial": words.translation(resolved.publication, long=True),
        "ends_here": words("ends_here"),
        "ends": words.of(publication.source.ends_early),
        "revision": words("revision", name=revision.name, date=revision.date),
        "url": resolved.url,
        "words": {
            key: words(key) for key in ("contents", "glossary", "notes_in_pdf", "fonts_in_pdf")
        },
        "body": _body(resolved, notes, words, kind == "bilingual"),
        "glossary": _glossary(noted, words),
    }


def document(value: object, revision: Revision, cache: Cache) -> bytes:
    """The PDF of what :func:`contents` gives; tagged, to PDF/UA-1.

    Raises ``typst.TypstError`` where Typst cannot set it.
    """
    moment = int(revision.moment.timestamp())
    return typeset("report", value, cache, timestamp=moment, pdf_standards=["ua-1"])


def start(
    resolved: Resolved, revision: Revision, cache: Cache, pool: Executor
) -> dict[BookKind, Future[bytes]]:
    """Begin to set the PDFs in the threads of ``pool``, by their kind.

    Typst leaves Python free while it works. Setting one takes over a second, so ``cache`` keeps
    them.
    """
    return {
        kind: pool.submit(document, contents(resolved, kind, revision), revision, cache)
        for kind in kinds(resolved)
    }


def finish(started: Mapping[BookKind, Future[bytes]], problems: Problems) -> dict[BookKind, bytes]:
    """The PDFs by their kind, when they are ready; one that cannot be set is reported."""
    made: dict[BookKind, bytes] = {}
    for kind, run in started.items():
        try:
            made[kind] = run.result()
        except typst.TypstError as error:
            hint = "".join(error.hints[:1])
            problems.add(BOK001, Place(f"edition {kind}"), error.message, hint)
    return made
